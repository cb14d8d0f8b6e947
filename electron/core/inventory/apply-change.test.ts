import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PropertyChange } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { applyChange, type MutableProperties } from './apply-change.ts';
import { covers, parsePath } from './property-path.ts';

const reference = (type: string, value: string) => ({
  $type: 'ManagedObjectReference',
  type,
  value,
});
const device = (key: number, label: string) => ({
  $type: 'VirtualDevice',
  key,
  deviceInfo: { $type: 'Description', label },
});

function after(start: MutableProperties, ...changes: PropertyChange[]): MutableProperties {
  const properties = { ...start };
  for (const change of changes) applyChange(properties, change);
  return properties;
}

describe('parsePath', () => {
  it.each([
    ['name', [{ name: 'name' }]],
    ['runtime.powerState', [{ name: 'runtime' }, { name: 'powerState' }]],
    ['device[4000].label', [{ name: 'device' }, { key: '4000' }, { name: 'label' }]],
    ['x["a.b[c]"].value', [{ name: 'x' }, { key: 'a.b[c]' }, { name: 'value' }]],
    ['x["say "hi""]', [{ name: 'x' }, { key: 'say "hi"' }]],
    ['childEntity["vm-123"]', [{ name: 'childEntity' }, { key: 'vm-123' }]],
    ['x["a"]["b"]', [{ name: 'x' }, { key: 'a' }, { key: 'b' }]],
  ])('%s', (path, steps) => expect(parsePath(path)).toEqual(steps));

  it.each(['', '[4]', 'a[', 'a[4', 'a..b', 'a["b]', '.a', 'a.', 'a]b'])('refuses %j', (path) =>
    expect(parsePath(path)).toBeUndefined(),
  );
});

describe('covers', () => {
  it.each([
    ['a.b', 'a.b', true],
    ['a.b', 'a.b.c', true],
    ['a.b', 'a.b[1]', true],
    ['a.b', 'a.bc', false],
    ['a.b.c', 'a.b', false],
  ])('%s over %s: %s', (path, other, expected) => expect(covers(path, other)).toBe(expected));
});

describe('applyChange', () => {
  it('sets and unsets a cached path', () => {
    expect(after({ name: 'a' }, { path: 'name', op: 'assign', value: 'b' })).toEqual({ name: 'b' });
    expect(after({ name: 'a' }, { path: 'name', op: 'assign' })).toEqual({});
  });

  it('patches inside a cached value, and leaves the old value as it was', () => {
    const runtime = { $type: 'VirtualMachineRuntimeInfo', powerState: 'poweredOn' };
    const next = after(
      { runtime },
      { path: 'runtime.powerState', op: 'assign', value: 'poweredOff' },
    );
    expect(next['runtime']).toEqual({ ...runtime, powerState: 'poweredOff' });
    expect(runtime.powerState).toBe('poweredOn');
  });

  it('adds, changes and removes elements by key', () => {
    const start = { 'config.hardware.device': [device(1000, 'SCSI'), device(4000, 'NIC 1')] };
    expect(
      after(
        start,
        { path: 'config.hardware.device[4000].deviceInfo.label', op: 'assign', value: 'uplink' },
        { path: 'config.hardware.device[2000]', op: 'add', value: device(2000, 'Disk') },
        { path: 'config.hardware.device[1000]', op: 'remove' },
      ),
    ).toEqual({ 'config.hardware.device': [device(4000, 'uplink'), device(2000, 'Disk')] });
  });

  it('finds text keys with dots and brackets, and references', () => {
    const option = (key: string, value: string) => ({ $type: 'OptionValue', key, value });
    expect(
      after(
        { 'config.extraConfig': [option('a.b[c]', '1')] },
        { path: 'config.extraConfig["a.b[c]"].value', op: 'assign', value: '2' },
        { path: 'config.extraConfig["new"]', op: 'add', value: option('new', '3') },
      ),
    ).toEqual({ 'config.extraConfig': [option('a.b[c]', '2'), option('new', '3')] });
    const vms = [reference('VirtualMachine', 'vm-1'), reference('VirtualMachine', 'vm-2')];
    expect(after({ childEntity: vms }, { path: 'childEntity["vm-1"]', op: 'remove' })).toEqual({
      childEntity: [vms[1]],
    });
    const mount = (mode: string) => ({
      $type: 'DatastoreHostMount',
      key: reference('HostSystem', 'host-2'),
      mode,
    });
    expect(
      after(
        { host: [mount('readOnly')] },
        { path: 'host["host-2"].mode', op: 'assign', value: 'readWrite' },
      ),
    ).toEqual({ host: [mount('readWrite')] });
  });

  it('makes an array of the first element added to an unset one', () => {
    expect(after({}, { path: 'childEntity["vm-1"]', op: 'add', value: 'x' })).toEqual({
      childEntity: ['x'],
    });
  });

  it('drops everything below a parent that became unset', () => {
    const start = { 'config.cpu.count': 2, 'config.cpu': 1, 'config.cpuAffinity': 3, name: 'a' };
    expect(after(start, { path: 'config.cpu', op: 'indirectRemove' })).toEqual({
      'config.cpuAffinity': 3,
      name: 'a',
    });
    expect(after(start, { path: 'config', op: 'assign' })).toEqual({ name: 'a' });
  });

  it('says what to read anew when the change points at something unknown', () => {
    const properties: MutableProperties = { 'config.hardware.device': [device(1000, 'SCSI')] };
    expect(
      applyChange(properties, {
        path: 'config.hardware.device[7].deviceInfo.label',
        op: 'assign',
        value: 'x',
      }),
    ).toEqual({ outcome: 'unknown', refetch: 'config.hardware.device' });
    expect(applyChange(properties, { path: 'config.hardware.device[7]', op: 'remove' })).toEqual({
      outcome: 'unchanged',
    });
  });

  it('cannot be made to poison an object', () => {
    const properties: MutableProperties = { a: { $type: 'X' } };
    for (const path of [
      '__proto__',
      'a.__proto__',
      '__proto__.polluted',
      'a.constructor.prototype.polluted',
    ])
      applyChange(properties, { path, op: 'assign', value: { $type: 'Evil', polluted: true } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
  });

  it('ends where a fresh read ends, whatever happens and whichever paths are cached', () => {
    // The truth: fields of scalars, and an array keyed by number whose elements have a field each.
    interface Truth {
      readonly scalars: Map<string, number>;
      readonly elements: Map<number, number>;
    }
    const element = (key: number, value: number) => ({ $type: 'E', key, value });
    const wholeOf = (truth: Truth): PropertyValue | undefined =>
      truth.scalars.size + truth.elements.size === 0
        ? undefined
        : {
            $type: 'C',
            ...Object.fromEntries(truth.scalars),
            ...(truth.elements.size > 0 && { list: listOf(truth) }),
          };
    const listOf = (truth: Truth) => [...truth.elements].map(([key, value]) => element(key, value));
    const readers: Record<string, (truth: Truth) => PropertyValue | undefined> = {
      c: wholeOf,
      'c.list': (truth) => (truth.elements.size > 0 ? listOf(truth) : undefined),
      'c.a': (truth) => truth.scalars.get('a'),
      'c.b': (truth) => truth.scalars.get('b'),
    };
    const read = (truth: Truth, paths: readonly string[]): MutableProperties => {
      const properties: MutableProperties = {};
      for (const path of paths) {
        const value = readers[path]?.(truth);
        if (value !== undefined) properties[path] = value;
      }
      return properties;
    };
    const step = fc.record({
      what: fc.constantFrom('scalar', 'unset', 'add', 'edit', 'remove'),
      field: fc.constantFrom('a', 'b'),
      key: fc.nat(3),
      value: fc.nat(9),
    });
    const pathSets = fc.constantFrom(['c'], ['c.list'], ['c.a', 'c.b'], ['c.a', 'c.list']);

    fc.assert(
      fc.property(pathSets, fc.array(step, { maxLength: 40 }), (paths, steps) => {
        const truth: Truth = { scalars: new Map([['a', 0]]), elements: new Map([[0, 0]]) };
        const cached = read(truth, paths);
        for (const { what, field, key, value } of steps) {
          const before = truth.elements.size;
          const change = ((): PropertyChange | undefined => {
            if (what === 'scalar') {
              truth.scalars.set(field, value);
              return { path: `c.${field}`, op: 'assign', value };
            }
            if (what === 'unset' && truth.scalars.size > 1) {
              truth.scalars.delete(field);
              return { path: `c.${field}`, op: 'assign' };
            }
            if (what === 'add' && !truth.elements.has(key)) {
              truth.elements.set(key, value);
              return { path: `c.list[${key}]`, op: 'add', value: element(key, value) };
            }
            if (what === 'edit' && truth.elements.has(key)) {
              truth.elements.set(key, value);
              return { path: `c.list[${key}].value`, op: 'assign', value };
            }
            if (what === 'remove' && before > 1 && truth.elements.delete(key)) {
              return { path: `c.list[${key}]`, op: 'remove' };
            }
            return undefined;
          })();
          // A server reports changes of the paths that it was asked about.
          if (change === undefined || !paths.some((path) => covers(path, change.path))) continue;
          expect(applyChange(cached, change).outcome).not.toBe('unknown');
        }
        expect(cached).toEqual(read(truth, paths));
      }),
      { numRuns: 2000 },
    );
  });
});
