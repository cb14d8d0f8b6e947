import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRef } from '#shared/model/reference.ts';
import type { SnapshotNode } from '#shared/model/snapshot-tree.ts';
import { snapshotLines } from './snapshot-lines.ts';

function node(id: string, parent: string | null): SnapshotNode {
  return {
    id,
    parent,
    name: id,
    memory: false,
    target: makeRef('VM', 'vm'),
    preset: {},
    operations: [],
  };
}

function drawn(nodes: readonly SnapshotNode[], current: string | null): readonly string[] {
  return snapshotLines({ nodes, current }).map(
    (line) => `${' '.repeat(line.depth)}${line.kind === 'here' ? '*' : line.node.id}`,
  );
}

describe('the lines of a snapshot tree', () => {
  it('have children below their parents, and the present state below what it builds on', () => {
    const nodes = [node('a', null), node('b', 'a'), node('c', 'a'), node('d', 'b')];
    expect(drawn(nodes, 'b')).toEqual(['a', ' b', '  d', '  *', ' c']);
  });

  it('have the present state at the top where it builds on none', () => {
    expect(drawn([], null)).toEqual(['*']);
    expect(drawn([node('a', 'gone')], null)).toEqual(['a', '*']);
  });

  it('show every snapshot that leads to the top once, and the present state once', () => {
    const tree = fc
      .array(fc.nat(), { maxLength: 30 })
      .map((parents) =>
        parents.map((parent, index) =>
          node(`s${index}`, index === 0 || parent % 4 === 0 ? null : `s${parent % index}`),
        ),
      );
    fc.assert(
      fc.property(tree, fc.nat(), (nodes, pick) => {
        const current = nodes[pick % Math.max(1, nodes.length)]?.id ?? null;
        const lines = snapshotLines({ nodes, current });
        expect(lines.filter(({ kind }) => kind === 'here')).toHaveLength(1);
        const ids = lines.flatMap((line) => (line.kind === 'snapshot' ? [line.node.id] : []));
        expect(ids.toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
      }),
    );
  });
});
