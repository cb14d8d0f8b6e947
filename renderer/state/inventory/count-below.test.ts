import { describe, expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { Branch } from './branch.ts';
import { countBelow } from './count-below.ts';

function row(ref: string, kind: Row['kind'], parent: string | null, state: Row['state']): Row {
  return {
    ref: ref as Ref,
    kind,
    name: ref,
    state,
    health: 'unknown',
    parent: parent as Ref | null,
    facts: {},
  };
}

function branchOf(rows: readonly Row[]): Branch {
  const branch = new Branch();
  branch.apply({ upsert: rows.map((one) => [one.ref, one] as const), remove: [] });
  return branch;
}

describe('what is below an object', () => {
  const branch = branchOf([
    row('cluster', 'cluster', null, 'none'),
    row('host', 'host', 'cluster', 'on'),
    row('pool', 'resource-pool', 'cluster', 'none'),
    row('inner', 'resource-pool', 'pool', 'none'),
    row('vm-1', 'vm', 'inner', 'on'),
    row('vm-2', 'vm', 'pool', 'off'),
    row('vm-3', 'vm', 'cluster', 'on'),
    row('vm-4', 'vm', null, 'on'),
  ]);

  it('is counted at whatever depth, by kind and state', () => {
    const machines = countBelow(branch, 'cluster' as Ref).get('vm');
    expect(machines?.total).toBe(3);
    expect(machines?.byState).toEqual(
      new Map([
        ['on', 2],
        ['off', 1],
      ]),
    );
    expect(countBelow(branch, 'cluster' as Ref).get('resource-pool')?.total).toBe(2);
  });

  it('is all of the server where nothing is named', () => {
    expect(countBelow(branch, null).get('vm')?.total).toBe(4);
  });

  it('is nothing for what has nothing', () => {
    expect(countBelow(branch, 'vm-1' as Ref).size).toBe(0);
  });

  it('is counted once where objects stand in a circle', () => {
    const circle = branchOf([row('a', 'folder', 'b', 'none'), row('b', 'folder', 'a', 'none')]);
    expect(countBelow(circle, 'a' as Ref).get('folder')?.total).toBe(2);
  });
});
