import { allSteps, type Steps } from '../in-steps.ts';
import { nodeKey, type FlatNode, type NodeKey } from './flat-node.ts';
import type { TreeSource } from './tree-source.ts';

/** More than this many separate repairs cost more than starting afresh. */
const repairLimit = 16;

export function flattenAll(source: TreeSource): readonly FlatNode[] {
  return allSteps(flattenSteps(source));
}

/** The same, a server at a time. */
export function* flattenSteps(source: TreeSource): Steps<readonly FlatNode[]> {
  const flat: FlatNode[] = [];
  for (const [index, connection] of source.roots.entries()) {
    append(flat, source, {
      connection,
      ref: null,
      depth: 0,
      position: index + 1,
      siblings: source.roots.length,
    });
    yield;
  }
  return flat;
}

/**
 * The visible lines after the children of some nodes changed, or their expansion did. Only the lines of these nodes are made
 * anew; nodes that are not visible cost nothing.
 */
export function repairFlat(
  flat: readonly FlatNode[],
  source: TreeSource,
  keys: ReadonlySet<NodeKey>,
): readonly FlatNode[] {
  const visible = keys.size === 0 ? [] : flat.filter((node) => keys.has(node.key));
  if (visible.length > repairLimit) return flattenAll(source);
  let repaired = flat;
  for (const { key } of visible) repaired = repairNode(repaired, source, key);
  return repaired;
}

function repairNode(
  flat: readonly FlatNode[],
  source: TreeSource,
  key: NodeKey,
): readonly FlatNode[] {
  // An earlier repair may have taken the node away.
  const start = flat.findIndex((node) => node.key === key);
  const node = flat[start];
  if (node === undefined) return flat;
  const end = segmentEnd(flat, start);
  const segment: FlatNode[] = [];
  append(segment, source, node);
  if (segment.length === end - start && segment.every((one, i) => same(one, flat[start + i])))
    return flat;
  return [...flat.slice(0, start), ...segment, ...flat.slice(end)];
}

/** Index after the last line below the one at `start`. */
export function segmentEnd(flat: readonly FlatNode[], start: number): number {
  const depth = flat[start]?.depth ?? 0;
  let end = start + 1;
  while ((flat[end]?.depth ?? -1) > depth) end += 1;
  return end;
}

type Place = Pick<FlatNode, 'connection' | 'ref' | 'depth' | 'position' | 'siblings'>;

function append(flat: FlatNode[], source: TreeSource, place: Place): void {
  const { connection, ref, depth, position, siblings } = place;
  const expandable = source.hasChildren(connection, ref);
  const expanded = expandable && source.isExpanded(connection, ref);
  const key = nodeKey(connection, ref);
  flat.push({ key, connection, ref, depth, position, siblings, expandable, expanded });
  if (!expanded) return;
  const children = source.children(connection, ref);
  children.forEach((child, index) => {
    append(flat, source, {
      ...child,
      depth: depth + 1,
      position: index + 1,
      siblings: children.length,
    });
  });
}

function same(a: FlatNode, b: FlatNode | undefined): boolean {
  return (
    b !== undefined &&
    a.key === b.key &&
    a.depth === b.depth &&
    a.position === b.position &&
    a.siblings === b.siblings &&
    a.expandable === b.expandable &&
    a.expanded === b.expanded
  );
}
