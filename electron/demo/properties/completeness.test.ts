import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enumValues, fieldsOf, isA, isDataType, isEnum, propertiesOf } from '../api/model.ts';
import type { Spec } from '../api/model.ts';
import { encodeTyped } from '../wire/encode.ts';
import { isReference, Typed } from '../wire/value.ts';
import { usualHost } from '../generate/single-host.ts';
import { startDemoVcenter } from '../vcenter.ts';
import type { DemoVcenter } from '../vcenter.ts';
import type { Managed } from '../estate/entity.ts';
import { hostParts } from '../estate/host-parts.ts';
import { Access } from '../sessions/access.ts';
import { SessionStore } from '../sessions/session-store.ts';
import { TaskEngine } from '../tasks/engine.ts';
import { readProperty } from './read.ts';

let demo: DemoVcenter;

/** All objects, with the systems of the hosts. */
function everything(): Managed[] {
  const hosts = [...demo.estate.hosts];
  return [
    ...demo.estate.objects.values(),
    ...hosts.flatMap((host) => Object.values(hostParts(host)).flatMap((part) => part ?? [])),
  ];
}

/** Collects what the API model does not allow in a value. */
function faults(spec: Spec, value: unknown, where: string, found: Set<string>): void {
  if (value === undefined) {
    return;
  }
  if (spec.isArray) {
    for (const item of value as Iterable<unknown>) {
      faults({ ...spec, isArray: false }, item, `${where}[]`, found);
    }
    return;
  }
  if (spec.isReference) {
    if (
      !isReference(value) ||
      !isA(value.type, spec.type === 'ManagedObject' ? value.type : spec.type)
    ) {
      found.add(`${where}: no reference to a ${spec.type}`);
    }
  } else if (isEnum(spec.type)) {
    if (typeof value !== 'string' || !enumValues(spec.type).includes(value)) {
      found.add(`${where}: no ${spec.type}`);
    }
  } else if (isDataType(spec.type)) {
    dataFaults(spec.type, value, where, found);
  } else if (spec.type !== 'anyType') {
    simpleFaults(spec.type, value, where, found);
  }
}

function simpleFaults(type: string, value: unknown, where: string, found: Set<string>): void {
  const kinds: Record<string, (v: unknown) => boolean> = {
    int: (v) => Number.isInteger(v) && Math.abs(Number(v)) < 2 ** 31,
    short: (v) => Number.isInteger(v) && Math.abs(Number(v)) < 2 ** 15,
    long: (v) => typeof v === 'bigint' || Number.isInteger(v),
    boolean: (v) => typeof v === 'boolean',
    dateTime: (v) => v instanceof Date && !Number.isNaN(v.getTime()),
    string: (v) => typeof v === 'string',
  };
  if (kinds[type]?.(value) === false) {
    found.add(`${where}: ${String(value)} is no ${type}`);
  }
}

function dataFaults(declared: string, value: unknown, where: string, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) {
    if (typeof value !== 'string') {
      found.add(`${where}: no ${declared}`);
    }
    return;
  }
  const record = value as Record<string, unknown>;
  const type = typeof record.$type === 'string' ? record.$type : declared;
  if (!isA(type, declared)) {
    found.add(`${where}: ${type} is no ${declared}`);
  }
  const fields = fieldsOf(type);
  for (const key of Object.keys(record)) {
    if (!key.startsWith('$') && !fields.some(({ name }) => name === key)) {
      found.add(`${where}: ${type} has no field ${key}`);
    }
  }
  for (const { name, spec } of fields) {
    if (record[name] === undefined && !spec.isOptional && !spec.isArray) {
      found.add(`${where}: required ${type}.${name} is missing`);
    }
    faults(spec, record[name], `${where}.${name}`, found);
  }
}

const servers = [
  ['a vCenter', { vms: 200 }, 8000],
  ['a single ESXi host', { singleHost: usualHost }, 450],
] as const;

describe.each(servers)('%s', (_, server, least) => {
  beforeAll(async () => {
    demo = await startDemoVcenter({ ...server, quickStatsSeconds: 0 });
  });

  afterAll(() => demo.close());

  test('every property of every object is what the API model declares, and can be written', () => {
    const context = {
      estate: demo.estate,
      tasks: new TaskEngine(demo.estate, [1, 1]),
      sessions: new SessionStore(demo.estate, { users: [], idleSeconds: 1 }),
      access: new Access(),
      session: undefined,
    };
    const found = new Set<string>();
    let values = 0;
    for (const object of everything()) {
      for (const { name, spec } of propertiesOf(object.type)) {
        const value = readProperty(object, name, context);
        faults(spec, value, `${object.type}.${name}`, found);
        if (value !== undefined) {
          values += 1;
          expect(encodeTyped('val', spec, value)).toMatch(/^<val[^]*<\/val>$/);
        }
      }
    }
    expect([...found]).toEqual([]);
    expect(values).toBeGreaterThan(least);
  });

  test('required properties are set', () => {
    const context = {
      estate: demo.estate,
      tasks: new TaskEngine(demo.estate, [1, 1]),
      sessions: new SessionStore(demo.estate, { users: [], idleSeconds: 1 }),
      session: undefined,
    };
    const unset = new Set<string>();
    for (const object of everything()) {
      for (const { name, spec } of propertiesOf(object.type)) {
        if (!spec.isOptional && readProperty(object, name, context) === undefined) {
          unset.add(`${object.type}.${name}`);
        }
      }
    }
    expect([...unset]).toEqual([]);
  });
});

test('values of anyType fields carry a type of their own', () => {
  expect(
    encodeTyped(
      'val',
      { type: 'anyType', isArray: false, isOptional: false, isReference: false },
      new Typed('long', 5),
    ),
  ).toBe('<val xsi:type="xsd:long">5</val>');
});
