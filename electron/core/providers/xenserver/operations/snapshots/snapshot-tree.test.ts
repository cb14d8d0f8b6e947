import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import { snapshotTree } from './snapshot-tree.ts';

const ref = (id: number | string): Ref => makeRef('VM', String(id));
const to = (id: number | string) => ({
  $type: 'ManagedObjectReference',
  type: 'VM',
  value: String(id),
});

function treeOf(parents: readonly (number | null)[], current: number | null) {
  const snapshots = parents.map((parent, id) => ({
    is_a_snapshot: true,
    name_label: `s${id}`,
    parent: parent === null ? { ...to('none'), dangling: true } : to(parent),
    power_state: id === 0 ? 'Suspended' : 'Halted',
    snapshot_info: {
      $type: 'map',
      'disk-snapshot-type': id === 1 ? 'quiesced' : 'crash_consistent',
    },
    snapshot_time: { $type: 'dateTime', text: '', ms: 1_700_000_000_000 - id },
  }));
  const objects = new Map(snapshots.map((one, id) => [ref(id), one as unknown as Properties]));
  const vm = {
    is_a_snapshot: false,
    snapshots: parents.map((_, id) => to(id)),
    ...(current !== null && { parent: to(current) }),
  } as unknown as Properties;
  return snapshotTree(ref('vm'), vm, { get: (one) => objects.get(one), ofType: () => [] });
}

describe('the tree of snapshots', () => {
  it('has memory, quiescence, the target of operations, and where the machine stands', () => {
    const tree = treeOf([null, 0, 0], 2);
    expect(tree?.current).toBe('2');
    // Siblings are reported oldest first.
    expect(tree?.nodes.map(({ id, parent }) => [id, parent])).toEqual([
      ['0', null],
      ['2', '0'],
      ['1', '0'],
    ]);
    expect(tree?.nodes[0]).toMatchObject({
      memory: true,
      quiesced: false,
      target: ref(0),
      preset: {},
    });
    expect(tree?.nodes[2]).toMatchObject({ memory: false, quiesced: true });
  });

  it('is empty for a machine without snapshots, and none for what cannot have any', () => {
    expect(treeOf([], null)).toEqual({ nodes: [], current: null });
    expect(
      snapshotTree(ref('s'), { is_a_snapshot: true }, { get: () => undefined, ofType: () => [] }),
    ).toBeNull();
    expect(
      snapshotTree(makeRef('host', 'h'), {}, { get: () => undefined, ofType: () => [] }),
    ).toBeNull();
  });

  it('tells parents before children, and every snapshot once', () => {
    const parents = fc
      .array(fc.nat(), { maxLength: 12 })
      .map((numbers) =>
        numbers.map((number, id) => (id === 0 || number % 4 === 0 ? null : number % id)),
      );
    fc.assert(
      fc.property(parents, (given) => {
        const nodes = treeOf(given, null)?.nodes ?? [];
        expect(nodes.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(
          given.map((_, id) => id),
        );
        const seen = new Set<string>();
        for (const { id, parent } of nodes) {
          if (parent !== null) expect(seen).toContain(parent);
          seen.add(id);
        }
      }),
    );
  });

  it('puts at the top what a server says to stand below itself, or each below the other', () => {
    const { nodes } = treeOf([0, 2, 1, null, 3], null) ?? { nodes: [] };
    expect(Object.fromEntries(nodes.map(({ id, parent }) => [id, parent]))).toEqual({
      0: null,
      1: null,
      2: null,
      3: null,
      4: '3',
    });
  });
});
