import { describe, expect, it } from 'vitest';
import { connectionId, makeRef, objectKey, type ConnectionId } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { countSelection } from './selection.ts';
import type { NodeKey } from '../tree/flat-node.ts';

const berlin = connectionId('berlin');
const dublin = connectionId('dublin');

function made(change: Partial<Row> & { readonly name: string }, connection = berlin) {
  const row: Row = {
    ref: makeRef('VM', change.name),
    kind: 'vm',
    state: 'on',
    health: 'ok',
    parent: makeRef('Host', 'h1'),
    facts: {},
    ...change,
  };
  return { connection, row };
}

function facts(...objects: readonly { readonly connection: ConnectionId; readonly row: Row }[]) {
  const keys = objects.map(({ connection, row }) => objectKey({ connection, ref: row.ref }));
  const rows = new Map(objects.map(({ row }, index) => [keys[index], row]));
  return (...more: readonly NodeKey[]) =>
    countSelection([...keys, ...more], (address) => rows.get(objectKey(address)));
}

describe('a selection, counted', () => {
  it('has kinds, servers, and what runs; servers and what is gone are no objects', () => {
    const counted = facts(
      made({ name: 'a' }),
      made({ name: 'b', state: 'off' }),
      made({ name: 'h', kind: 'host' }, dublin),
    )(dublin, objectKey({ connection: berlin, ref: makeRef('VM', 'gone') }));
    expect(counted.objects).toBe(3);
    expect(counted.byKind).toEqual([
      { kind: 'host', count: 1, on: 1 },
      { kind: 'vm', count: 2, on: 1 },
    ]);
    expect(counted.byServer).toEqual([
      { connection: berlin, count: 2 },
      { connection: dublin, count: 1 },
    ]);
    expect(counted.servers).toEqual([dublin]);
  });

  it('tells what all have in common, references only within one server', () => {
    const shared = { guestOs: 'Debian', cpus: 2, host: makeRef('Host', 'h1') };
    const one = facts(
      made({ name: 'a', facts: { ...shared, tools: 'running' } }),
      made({ name: 'b', facts: shared }),
    )().common;
    expect(one).toEqual({
      kind: 'vm',
      state: 'on',
      parent: makeRef('Host', 'h1'),
      facts: shared,
    });
    const two = facts(
      made({ name: 'a', facts: shared }),
      made({ name: 'b', facts: shared }, dublin),
    )().common;
    expect(two).toEqual({ kind: 'vm', state: 'on', facts: { guestOs: 'Debian', cpus: 2 } });
  });

  it('changes its signature with the states, and not with anything else', () => {
    const before = facts(made({ name: 'a' }), made({ name: 'b' }))();
    const renamed = facts(made({ name: 'a' }), made({ name: 'c' }))();
    const off = facts(made({ name: 'a' }), made({ name: 'b', state: 'off' }))();
    expect(renamed.signature).toBe(before.signature);
    expect(off.signature).not.toBe(before.signature);
  });
});
