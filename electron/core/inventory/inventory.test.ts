import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { silentLog } from '../log.ts';
import type { Provider } from '../providers/provider.ts';
import { assign, createFakeProvider, enter } from '../testing/fake-provider.ts';
import { Inventory } from './inventory.ts';

function create(overrides: Partial<ConstructorParameters<typeof Inventory>[0]> = {}) {
  const refetch = vi.fn();
  const breathe = vi.fn(() => Promise.resolve());
  const inventory = new Inventory({
    provider: createFakeProvider(),
    log: silentLog,
    refetch,
    breathe,
    elapsed: () => 0,
    ...overrides,
  });
  return { inventory, refetch, breathe };
}

function watch(inventory: Inventory) {
  const rows = new Map<Ref, Row>();
  const puts: Row[] = [];
  const state = { ready: 0 };
  const dispose = inventory.watchRows({
    put: (row) => {
      rows.set(row.ref, row);
      puts.push(row);
    },
    remove: (ref) => void rows.delete(ref),
    ready: () => void (state.ready += 1),
  });
  return { rows, puts, state, dispose };
}

const leave = (ref: string): ObjectUpdate => ({ kind: 'leave', ref: ref as Ref });

describe('inventory', () => {
  it('is complete with the first full set, not before', async () => {
    const { inventory } = create();
    const { rows, state } = watch(inventory);
    inventory.resync();
    await inventory.apply([enter('H:1', { name: 'h' }), enter('V:1', { parent: 'H:1' })]);
    expect(state.ready).toBe(0);
    inventory.synced();
    expect(state.ready).toBe(1);
    expect(rows.get('V:1' as Ref)?.parent).toBe('H:1');
    expect(watch(inventory).state.ready).toBe(1);
  });

  it('removes what did not enter again', async () => {
    const { inventory } = create();
    const { rows } = watch(inventory);
    inventory.resync();
    await inventory.apply([enter('V:1'), enter('V:2')]);
    inventory.synced();
    inventory.resync();
    await inventory.apply([enter('V:2')]);
    expect(rows.size).toBe(2);
    inventory.synced();
    expect([...rows.keys()]).toEqual(['V:2']);
    expect(inventory.size).toBe(1);
  });

  it('leaves a row alone that did not change', async () => {
    const { inventory } = create();
    await inventory.apply([enter('V:1', { name: 'a' }), enter('V:2', { name: 'b' })]);
    const { rows, puts } = watch(inventory);
    const before = rows.get('V:1' as Ref);
    puts.length = 0;
    await inventory.apply([
      enter('V:1', { name: 'a' }),
      assign('V:1', 'config.version', 'vmx-21'),
      assign('V:2', 'name', 'c'),
    ]);
    expect(puts.map(({ ref }) => ref)).toEqual(['V:2']);
    expect(inventory.row('V:1' as Ref)).toBe(before);
    expect(inventory.object('V:1' as Ref)?.properties['config.version']).toBe('vmx-21');
  });

  it('shrugs at updates of objects that it does not know', async () => {
    const { inventory } = create();
    await inventory.apply([leave('V:1'), assign('V:1', 'name', 'x')]);
    expect(inventory.size).toBe(0);
  });

  it('takes an enter of a known object for a replacement', async () => {
    const { inventory } = create();
    await inventory.apply([enter('V:1', { name: 'a', state: 'on' }), enter('V:1', { name: 'b' })]);
    expect(inventory.object('V:1' as Ref)?.properties).toEqual({ name: 'b' });
  });

  it('asks for a value that a change could not be applied to', async () => {
    const { inventory, refetch } = create();
    const device = { $type: 'VirtualDisk', key: 2000, label: 'Disk 1' };
    await inventory.apply([
      enter('V:1', { devices: [device] }),
      {
        kind: 'modify',
        ref: 'V:1' as Ref,
        changes: [{ path: 'devices[4000].label', op: 'assign', value: 'NIC' }],
      },
    ]);
    expect(refetch).toHaveBeenCalledExactlyOnceWith('V:1', 'devices');
  });

  it('forgets that a property was not readable once it has a value', async () => {
    const { inventory } = create();
    const ref = 'V:1' as Ref;
    await inventory.apply([
      { kind: 'enter', ref, properties: { name: 'a' }, missing: { ip: 'NoPermission', b: 'X' } },
      assign('V:1', 'ip', '10.0.0.1'),
    ]);
    expect(inventory.object(ref)).toMatchObject({
      properties: { name: 'a', ip: '10.0.0.1' },
      missing: { b: 'X' },
    });
  });

  it('keeps the other objects when one cannot be mapped', async () => {
    const provider = createFakeProvider();
    const error = vi.fn();
    const { inventory } = create({
      log: { ...silentLog, error },
      provider: {
        mapRow: (ref, properties, lookup) => {
          if (properties['name'] === 'poison') throw new TypeError('x is undefined');
          return provider.mapRow(ref, properties, lookup);
        },
      },
    });
    await inventory.apply([enter('V:1', { name: 'poison' }), enter('V:2')]);
    await inventory.apply([assign('V:1', 'ip', '10.0.0.1')]);
    expect([...inventory.rows()].map(({ ref }) => ref)).toEqual(['V:1', 'V:2']);
    expect(inventory.row('V:1' as Ref)).toMatchObject({
      kind: 'other',
      name: 'poison',
      facts: { note: 'Its properties cannot be read as what they should be' },
    });
    expect(error).toHaveBeenCalledTimes(1);
  });

  it('maps what never stands in the tree when asked, and keeps nothing of it', async () => {
    const provider = createFakeProvider();
    const mapRow = vi.fn<Provider['mapRow']>((...asked) => provider.mapRow(...asked));
    const { inventory } = create({
      provider: { mapRow, standsInTree: (type) => type !== 'D' && type !== 'M' },
    });
    const { rows } = watch(inventory);
    await inventory.apply([
      enter('V:1', { name: 'a' }),
      enter('D:1', { name: 'disk', parent: 'V:1', hidden: true }),
      enter('M:1', { name: 'metrics', parent: 'D:1', hidden: true }),
      enter('D:2', { name: 'ring', parent: 'D:2', hidden: true }),
      assign('D:1', 'name', 'disk 1'),
    ]);
    expect(mapRow).toHaveBeenCalledTimes(1);
    expect([...rows.keys()]).toEqual(['V:1']);
    expect(inventory.size).toBe(4);
    expect(inventory.nameOf('D:1' as Ref)).toBe('disk 1');
    expect(inventory.visibleAbove('D:1' as Ref)).toBe('V:1');
    expect(inventory.visibleAbove('M:1' as Ref)).toBe('V:1');
    expect(inventory.visibleAbove('D:2' as Ref)).toBe(null);
    await inventory.apply([leave('D:1')]);
    expect(inventory.nameOf('D:1' as Ref)).toBeUndefined();
    expect(inventory.visibleAbove('M:1' as Ref)).toBe(null);
  });

  it('leaves the properties that it was given as they are', async () => {
    const { inventory } = create();
    const reported = { name: 'a', state: 'on' };
    await inventory.apply([enter('V:1', reported), assign('V:1', 'name', 'b')]);
    await inventory.apply([assign('V:1', 'state', 'off'), assign('V:1', 'note', 'c')]);
    expect(inventory.object('V:1' as Ref)?.properties).toEqual({
      name: 'b',
      state: 'off',
      note: 'c',
    });
    expect(reported).toEqual({ name: 'a', state: 'on' });
  });

  it('takes a breath between slices, and stops there when asked to', async () => {
    const updates = Array.from({ length: 1000 }, (_, index) => enter(`V:${index}`));
    const even = create();
    await even.inventory.apply(updates);
    expect(even.breathe).toHaveBeenCalledTimes(3);
    // A slow machine: each look at the clock finds 5 ms gone.
    let time = 0;
    const slow = create({ elapsed: () => (time += 5) });
    await slow.inventory.apply(updates.slice(0, 10));
    expect(slow.breathe.mock.calls.length).toBeGreaterThanOrEqual(4);
    const abort = new AbortController();
    const stopped = create({ breathe: () => Promise.resolve(abort.abort()) });
    await stopped.inventory.apply(updates, abort.signal);
    expect(stopped.inventory.size).toBe(250);
  });

  it('tells watchers of an object of its changes, and of nothing else', async () => {
    const { inventory } = create();
    await inventory.apply([enter('V:1', { name: 'a' }), enter('V:2')]);
    const changed = vi.fn();
    const dispose = inventory.watchObject('V:1' as Ref, changed);
    await inventory.apply([assign('V:2', 'name', 'x'), assign('V:1', 'name', 'a')]);
    expect(changed).not.toHaveBeenCalled();
    await inventory.apply([assign('V:1', 'name', 'b'), assign('V:1', 'note', 'c')]);
    expect(changed).toHaveBeenCalledTimes(1);
    dispose();
    await inventory.apply([leave('V:1')]);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  const ids = ['A:1', 'A:2', 'B:1', 'B:2', 'C:1'];
  const id = fc.constantFrom(...ids);
  const properties: fc.Arbitrary<Properties> = fc
    .record(
      { name: fc.constantFrom('x', 'y'), parent: id, hidden: fc.boolean(), standIn: id },
      { requiredKeys: [] },
    )
    .map((record) => record as Properties);
  const change = fc.oneof(
    fc.record({
      path: fc.constantFrom('name', 'parent', 'standIn'),
      op: fc.constant('assign' as const),
      value: id,
    }),
    fc.record({
      path: fc.constantFrom('name', 'parent', 'hidden', 'standIn'),
      op: fc.constantFrom('assign' as const, 'indirectRemove' as const),
    }),
  );
  const update: fc.Arbitrary<ObjectUpdate> = fc.oneof(
    fc.record({ kind: fc.constant('enter' as const), ref: id.map((x) => x as Ref), properties }),
    fc.record({
      kind: fc.constant('modify' as const),
      ref: id.map((x) => x as Ref),
      changes: fc.array(change, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('leave' as const), ref: id.map((x) => x as Ref) }),
  );
  const batches = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.array(update, { maxLength: 6 }) },
      { weight: 1, arbitrary: fc.constantFrom('resync' as const, 'synced' as const) },
    ),
    { maxLength: 12 },
  );

  it('shows after any updates what a fresh one would show', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (steps) => {
        const { inventory } = create();
        const { rows } = watch(inventory);
        for (const step of steps) {
          if (step === 'resync') inventory.resync();
          else if (step === 'synced') inventory.synced();
          else await inventory.apply(step);
        }
        const fresh = create().inventory;
        for (const ref of ids.map((x) => x as Ref)) {
          const object = inventory.object(ref);
          if (object !== undefined)
            await fresh.apply([{ kind: 'enter', ref, properties: object.properties }]);
        }
        const sorted = (list: Iterable<Row>) =>
          [...list].sort((a, b) => a.ref.localeCompare(b.ref));
        expect(sorted(rows.values())).toEqual(sorted(fresh.rows()));
        expect(sorted(inventory.rows())).toEqual(sorted(fresh.rows()));
      }),
      { numRuns: 500 },
    );
  });
});
