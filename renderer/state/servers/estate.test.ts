import { describe, expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { Row, RowFacts } from '#shared/model/row.ts';
import { addEstates, estateOf } from './estate.ts';
import { applyToInventory } from '../inventory/inventory-store.ts';

const gib = 1024 ** 3;

function row(ref: string, kind: Row['kind'], over: Partial<Row>, facts: RowFacts = {}): Row {
  return {
    ref: ref as Ref,
    kind,
    name: ref,
    state: 'on',
    health: 'ok',
    parent: null,
    ...over,
    facts,
  };
}

function server(id: string, rows: readonly Row[]) {
  const connection = connectionId(id);
  const upsert = rows.map((one) => [one.ref, one] as const);
  applyToInventory(connection, { upsert, remove: [] });
  return estateOf(connection);
}

describe('what servers come to', () => {
  const one = server('one', [
    row('h1', 'host', {}, { memoryMiB: 1024, memoryUsedMiB: 512, cpus: 8, cpuMHz: 100 }),
    row('h2', 'host', { state: 'disconnected' }, { memoryMiB: 4096, memoryUsedMiB: 1, cpus: 8 }),
    row('d1', 'datastore', { state: 'none' }, { capacityBytes: 10 * gib, freeBytes: 4 * gib }),
    // What has no end is no capacity.
    row('d2', 'datastore', { state: 'none' }, { capacityBytes: 2 ** 62, freeBytes: 2 ** 62 }),
    row('vm1', 'vm', {}),
    row('vm2', 'vm', { state: 'off', health: 'error' }),
  ]);

  it('is that of hosts that answer and of storage that can be reached', () => {
    expect(one.memory).toEqual({ used: 0.5 * gib, of: gib });
    expect(one.storage).toEqual({ used: 6 * gib, of: 10 * gib });
    expect(one).toMatchObject({ cores: 8, cpuUsed: 1e8 });
  });

  it('says which objects ask for somebody', () => {
    expect(one.bad.map((bad) => bad.row.ref)).toEqual(['h2', 'vm2']);
  });

  it('is added up', () => {
    const two = server('two', [row('vm3', 'vm', {})]);
    const all = addEstates([one, two]);
    expect(all.counts.get('vm')).toEqual({
      total: 3,
      byState: new Map([
        ['on', 2],
        ['off', 1],
      ]),
    });
    expect(all.memory).toEqual(one.memory);
    expect(addEstates([]).counts.size).toBe(0);
  });
});
