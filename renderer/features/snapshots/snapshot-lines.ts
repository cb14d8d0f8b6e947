import type { SnapshotNode, SnapshotTree } from '#shared/model/snapshot-tree.ts';

/** A line of the tree: a snapshot, or the present state, which stands below the snapshot that it builds on. */
export type SnapshotLine =
  | { readonly kind: 'snapshot'; readonly node: SnapshotNode; readonly depth: number }
  | { readonly kind: 'here'; readonly depth: number };

/** The tree as lines, children below their parent. What hangs from nothing stands at the top. */
export function snapshotLines({ nodes, current }: SnapshotTree): readonly SnapshotLine[] {
  const known = new Set(nodes.map(({ id }) => id));
  const children = new Map<string | null, SnapshotNode[]>();
  for (const node of nodes) {
    const parent = node.parent !== null && known.has(node.parent) ? node.parent : null;
    const list = children.get(parent);
    if (list === undefined) children.set(parent, [node]);
    else list.push(node);
  }
  const lines: SnapshotLine[] = [];
  const placed = new Set<string>();
  const append = (parent: string | null, depth: number): void => {
    for (const node of children.get(parent) ?? []) {
      if (placed.has(node.id)) continue;
      placed.add(node.id);
      lines.push({ kind: 'snapshot', node, depth });
      append(node.id, depth + 1);
    }
    if (parent !== null && parent === current) lines.push({ kind: 'here', depth });
  };
  append(null, 0);
  if (current === null || !known.has(current)) lines.push({ kind: 'here', depth: 0 });
  return lines;
}

/** Stands for the present state where lines are told apart by the ids of snapshots. */
export const here = ' here';

export function idOf(line: SnapshotLine): string {
  return line.kind === 'here' ? here : line.node.id;
}

/** The lines below which others stand. */
export function withLinesBelow(lines: readonly SnapshotLine[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap((line, index) =>
      (lines[index + 1]?.depth ?? 0) > line.depth ? [idOf(line)] : [],
    ),
  );
}

/** Without what stands below the lines that are closed. */
export function openLines(
  lines: readonly SnapshotLine[],
  closed: ReadonlySet<string>,
): readonly SnapshotLine[] {
  let hidden = Infinity;
  return lines.filter((line) => {
    if (line.depth > hidden) return false;
    hidden = closed.has(idOf(line)) ? line.depth : Infinity;
    return true;
  });
}
