import { allSteps, type Steps } from '../in-steps.ts';
import { nodeKey, type FlatNode } from './flat-node.ts';
import type { TreeSource } from './tree-source.ts';

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

/** Index after the last line below the one at `start`. */
export function segmentEnd(flat: readonly FlatNode[], start: number): number {
  const depth = flat[start]?.depth ?? 0;
  let end = start + 1;
  while ((flat[end]?.depth ?? -1) > depth) end += 1;
  return end;
}

/** A line's place, before it is known what is below it. */
export type Place = Pick<FlatNode, 'connection' | 'ref' | 'depth' | 'position' | 'siblings'>;

/** The line of a node. */
export function lineAt(source: TreeSource, place: Place): FlatNode {
  const { connection, ref, depth, position, siblings } = place;
  const expandable = source.hasChildren(connection, ref);
  const expanded = expandable && source.isExpanded(connection, ref);
  const key = nodeKey(connection, ref);
  return { key, connection, ref, depth, position, siblings, expandable, expanded };
}

/** Calls for every child of a line, with its place. */
export function eachChild(
  source: TreeSource,
  { connection, ref, depth }: Place,
  visit: (place: Place) => void,
): void {
  const lists = source.children(connection, ref);
  const siblings = lists.reduce((sum, { refs }) => sum + refs.length, 0);
  let position = 0;
  for (const { server, refs } of lists)
    for (const child of refs) {
      position += 1;
      visit({ connection: server, ref: child, depth: depth + 1, position, siblings });
    }
}

/** Adds the line of a node, and all that are below it. */
export function append(flat: FlatNode[], source: TreeSource, place: Place): void {
  const line = lineAt(source, place);
  flat.push(line);
  if (line.expanded) eachChild(source, line, (child) => append(flat, source, child));
}
