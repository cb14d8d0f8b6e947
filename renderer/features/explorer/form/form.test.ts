import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { ExplorerStructure, ExplorerType, ExplorerValue } from '#shared/model/explorer.ts';
import { buildInput } from './build-input.ts';
import { emptyGroup, type FormTypes, type GroupNode } from './form-node.ts';
import { readJson, writeJson } from './json-text.ts';
import { kindOfField } from './kind-of-field.ts';
import { maskSecrets } from './masked-json.ts';
import { parseDouble, parseLong } from './parse-text.ts';
import { readInput, secretMask } from './read-input.ts';

const types: FormTypes = {
  structures: {
    disk: {
      fields: [
        { name: 'kind', type: { kind: 'enum', id: 'disk_kind' } },
        { name: 'size', type: optional({ kind: 'long' }) },
        { name: 'path', type: optional({ kind: 'string' }) },
        { name: 'child', type: optional({ kind: 'structure', id: 'disk' }) },
      ],
      unions: [
        {
          discriminant: 'kind',
          cases: {
            NEW: [{ name: 'size', required: true }],
            FILE: [{ name: 'path', required: false }],
            NONE: [],
          },
        },
      ],
    },
    plain: {
      fields: [
        { name: 'on', type: { kind: 'boolean' } },
        { name: 'names', type: { kind: 'list', element: { kind: 'string' } } },
      ],
      unions: [],
    },
  },
  enums: { disk_kind: ['NEW', 'FILE', 'NONE'] },
};

function optional(element: ExplorerType): ExplorerType {
  return { kind: 'optional', element };
}

function parameters(type: ExplorerType): ExplorerStructure {
  return { fields: [{ name: 'p', type }], unions: [] };
}

const long = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value));

/** A value as the core would give it: what JSON writes as an integer that a number cannot hold exactly is a bigint. */
function exactIntegers(value: ExplorerValue): ExplorerValue {
  if (typeof value === 'number')
    return /^-?\d+$/.test(String(value)) && !Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(exactIntegers);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, exactIntegers(member as ExplorerValue)]),
  );
}

const leaves: readonly (readonly [ExplorerType, fc.Arbitrary<ExplorerValue>])[] = [
  [{ kind: 'boolean' }, fc.boolean()],
  [{ kind: 'long' }, long],
  [{ kind: 'double' }, fc.double({ noNaN: true, noDefaultInfinity: true })],
  [{ kind: 'string' }, fc.string({ unit: 'grapheme' })],
  [{ kind: 'secret' }, fc.string()],
  [{ kind: 'uri' }, fc.webUrl()],
  [{ kind: 'id', resources: [] }, fc.uuid()],
  [{ kind: 'enum', id: 'disk_kind' }, fc.constantFrom('NEW', 'SOMETHING_LATER')],
  [
    { kind: 'datetime' },
    fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((date) => date.toISOString()),
  ],
  [{ kind: 'binary' }, fc.base64String().map((base64) => ({ $type: 'base64Binary', base64 }))],
  [{ kind: 'opaque' }, (fc.jsonValue() as fc.Arbitrary<ExplorerValue>).map(exactIntegers)],
];

interface Sample {
  readonly type: ExplorerType;
  readonly value: ExplorerValue;
}

/** A type of some depth and a value of it. */
const sample: fc.Arbitrary<Sample> = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(...leaves.map(([type, values]) => values.map((value) => ({ type, value })))),
    fc
      .tuple(fc.constantFrom('list' as const, 'set' as const), tie('sample'), fc.nat(3))
      .map(([kind, { type, value }, count]) => ({
        type: { kind, element: type },
        value: Array.from({ length: count }, () => value),
      })),
    fc
      .tuple(tie('sample'), fc.uniqueArray(fc.string(), { maxLength: 3 }))
      .map(([{ type, value }, keys]) => ({
        type: { kind: 'map' as const, key: { kind: 'string' as const }, value: type },
        value: keys.map((key) => ({ key, value })),
      })),
    fc.record({ on: fc.boolean(), names: fc.array(fc.string()) }).map((value) => ({
      type: { kind: 'structure' as const, id: 'plain' },
      value,
    })),
  ),
})).sample;

function throughForm({ type, value }: Sample): ExplorerValue | undefined {
  const fields = parameters(type);
  const { root, problems } = readInput(fields, { p: value }, emptyGroup, types);
  expect([...problems]).toEqual([]);
  const built = buildInput(fields, root, types);
  expect([...built.problems]).toEqual([]);
  return built.input['p'];
}

describe('the form of an operation', () => {
  it('gives back every value that it was given', () => {
    fc.assert(
      fc.property(sample, (one) => {
        expect(throughForm(one)).toEqual(one.value);
        expect(throughForm({ ...one, type: optional(one.type) })).toEqual(
          one.value === null ? undefined : one.value,
        );
      }),
    );
  });

  it('gives back every value through its JSON', () => {
    fc.assert(
      fc.property(sample, ({ value }) => {
        expect(readJson(writeJson(value))).toEqual(value);
      }),
    );
  });

  it('leaves out what is off, and keeps what stands in it', () => {
    const fields = parameters(optional({ kind: 'string' }));
    const on = readInput(fields, { p: 'typed' }, emptyGroup, types).root;
    const off = readInput(fields, {}, on, types).root;
    expect(buildInput(fields, off, types).input).toEqual({});
    expect(off.fields['p']).toMatchObject({ set: false, inner: { text: 'typed' } });
  });

  it('sends the fields of the chosen case alone, and those that it needs', () => {
    const disk = parameters({ kind: 'structure', id: 'disk' });
    const given = (value: ExplorerValue) => readInput(disk, { p: value }, emptyGroup, types);
    const both: GroupNode = {
      kind: 'group',
      fields: {
        p: {
          kind: 'group',
          fields: {
            kind: { kind: 'text', text: 'FILE' },
            size: { kind: 'option', set: true, inner: { kind: 'text', text: '7' } },
            path: { kind: 'option', set: true, inner: { kind: 'text', text: '/a' } },
          },
        },
      },
    };
    expect(buildInput(disk, both, types).input).toEqual({ p: { kind: 'FILE', path: '/a' } });
    const lacking = buildInput(disk, given({ kind: 'NEW' }).root, types);
    expect([...lacking.problems.keys()]).toEqual(['p.size']);
    expect([...given({ kind: 'NONE', size: 1 }).problems.keys()]).toEqual(['p.size']);
  });

  it('says at which field something is wrong', () => {
    const fields: ExplorerStructure = {
      fields: [
        { name: 'size', type: { kind: 'long' } },
        { name: 'at', type: { kind: 'datetime' } },
        { name: 'ids', type: { kind: 'list', element: { kind: 'id', resources: ['VM'] } } },
        {
          name: 'by',
          type: { kind: 'map', key: { kind: 'string' }, value: { kind: 'double' } },
        },
      ],
      unions: [],
    };
    const text = (value: string) => ({ kind: 'text', text: value }) as const;
    const root: GroupNode = {
      kind: 'group',
      fields: {
        size: text('9223372036854775808'),
        at: text('yesterday'),
        ids: { kind: 'list', items: [{ id: 1, node: text('') }] },
        by: {
          kind: 'map',
          entries: [
            { id: 2, key: text('a'), value: text('1') },
            { id: 3, key: text('a'), value: text('2') },
          ],
        },
      },
    };
    const { problems } = buildInput(fields, root, types);
    expect([...problems.keys()]).toEqual(['size', 'at', 'ids[0]', 'by[1].key']);
    const json = { size: 'x', nope: 1, at: 3, ids: {}, by: [{ key: 'a' }] };
    const read = readInput(fields, json, emptyGroup, types);
    expect([...read.problems.keys()]).toEqual(['size', 'at', 'ids', 'by[0]', 'nope']);
  });

  it('shows no secret in JSON, and keeps it', () => {
    const fields = parameters(optional({ kind: 'secret' }));
    const { root } = readInput(fields, { p: 'hunter2' }, emptyGroup, types);
    const { input } = buildInput(fields, root, types);
    const masked = maskSecrets(fields, input, types);
    expect(masked).toEqual({ p: secretMask });
    expect(buildInput(fields, readInput(fields, masked, root, types).root, types).input).toEqual(
      input,
    );
  });

  it('does not end in a structure that holds itself without an end', () => {
    const loop: FormTypes = {
      enums: {},
      structures: {
        a: { fields: [{ name: 'a', type: { kind: 'structure', id: 'a' } }], unions: [] },
      },
    };
    const { problems } = buildInput(parameters({ kind: 'structure', id: 'a' }), emptyGroup, loop);
    expect(problems.size).toBe(1);
  });
});

describe('an identifier without a type', () => {
  it('is recognised by the name of its field, where that is known', () => {
    const paths = [
      'filter.hosts[0]',
      'spec.placement.resource_pool',
      'default_datastore_id',
      'library_item_id',
      'network_mappings[0].value',
      'deployment_spec.flags',
      'task',
    ];
    expect(paths.map(kindOfField)).toEqual([
      'host',
      'resource-pool',
      'datastore',
      'library-item',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('numbers as they are typed', () => {
  it('are exact for all 64 bits, and nothing else', () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        const fits = BigInt.asIntN(64, value) === value;
        const read = parseLong(String(value));
        expect(read === undefined ? undefined : BigInt(read)).toBe(fits ? value : undefined);
      }),
    );
    expect(['', ' ', '1.0', '1e3', '0x10', '--1'].map(parseLong)).toEqual(
      Array.from({ length: 6 }),
    );
    expect(parseLong(' +12 ')).toBe(12);
  });

  it('are doubles in decimal or exponential form', () => {
    expect(['.5', '1.', '-1e-3', '', 'NaN', '1e999', '0x1'].map(parseDouble)).toEqual([
      0.5,
      1,
      -0.001,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
