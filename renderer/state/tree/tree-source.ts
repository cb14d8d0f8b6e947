import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Branch } from '../inventory/branch.ts';
import type { Findings } from '../inventory/findings.ts';
import { nodeKey, type NodeKey } from './flat-node.ts';
import { compareGroups } from './tree-groups.ts';

/** Children of a node that are of one server. */
export interface ChildList {
  readonly server: ConnectionId;
  readonly refs: readonly Ref[];
}

/** What the visible tree is made from; a filter narrows it. */
export interface TreeSource {
  /** Servers, or groups in their stead. */
  readonly roots: readonly ConnectionId[];
  hasChildren(connection: ConnectionId, parent: Ref | null): boolean;
  children(connection: ConnectionId, parent: Ref | null): readonly ChildList[];
  isExpanded(connection: ConnectionId, ref: Ref | null): boolean;
}

/** What a tree is made of. */
export interface TreeParts {
  readonly connections: readonly ConnectionId[];
  readonly branches: ReadonlyMap<ConnectionId, Branch>;
  /** Objects stand in groups, whatever server they are on. */
  readonly grouped: boolean;
}

export interface FilteredTree {
  readonly results: ReadonlyMap<ConnectionId, Findings>;
  /** Nodes that the user opened or closed since the filter was set; all others follow the filter. */
  readonly toggled: ReadonlyMap<NodeKey, boolean>;
}

/** Tells which children of a row of a server are shown. */
type Shown = (server: ConnectionId, parent: Ref | null) => readonly Ref[];

/** The whole tree, as far as it is expanded. */
export function plainSource(parts: TreeParts, expanded: ReadonlySet<NodeKey>): TreeSource {
  return {
    roots: rootsOf(parts),
    hasChildren: someList(parts, (server, parent) => members(parts, server, parent).length > 0),
    children: lists(
      parts,
      (server, parent) => parts.branches.get(server)?.shown.children(parent) ?? none,
    ),
    isExpanded: (connection, ref) => expanded.has(nodeKey(connection, ref)),
  };
}

/**
 * Matches with what leads to them. A match can be opened, and then shows all that it holds: who looks for a host wants its
 * machines.
 */
export function filteredSource(parts: TreeParts, { results, toggled }: FilteredTree): TreeSource {
  const showsAll = (server: ConnectionId, parent: Ref | null): boolean =>
    parent !== null && !parts.grouped && results.get(server)?.leads(parent) === false;
  const hasChildren = someList(
    parts,
    (server, parent) =>
      members(parts, server, parent).length > 0 &&
      (results.get(server)?.leads(parent) === true || showsAll(server, parent)),
  );
  const shown: Shown = (server, parent) => {
    const found = results.get(server);
    const all = parts.branches.get(server)?.shown.children(parent) ?? none;
    if (found === undefined) return none;
    if (showsAll(server, parent)) return all;
    return firstOf(all, found.shownBelow(parent), (ref) => found.shows(ref));
  };
  return {
    roots: rootsOf(parts).filter((root) => hasChildren(root, null)),
    hasChildren,
    children: lists(parts, shown),
    isExpanded: (connection, ref) =>
      toggled.get(nodeKey(connection, ref)) ??
      (ref === null || results.get(connection)?.leads(ref) === true),
  };
}

const none: readonly Ref[] = [];

/** Those that pass, of which it is known how many there are. */
function firstOf(
  refs: readonly Ref[],
  count: number,
  passes: (ref: Ref) => boolean,
): readonly Ref[] {
  if (count === 0 || count === refs.length) return count === 0 ? none : refs;
  const found: Ref[] = [];
  for (const ref of refs) {
    if (!passes(ref)) continue;
    found.push(ref);
    if (found.length === count) break;
  }
  return found;
}

function rootsOf({ connections, branches, grouped }: TreeParts): readonly ConnectionId[] {
  if (!grouped) return connections;
  const groups = new Set<string>();
  for (const connection of connections)
    for (const parent of branches.get(connection)?.shown.parents() ?? [])
      if (parent !== null) groups.add(parent);
  return [...groups].map((group) => group as ConnectionId).sort(compareGroups);
}

/** Children of a node: of one server, or of a group on all of them. Objects of a group have nothing below them. */
function lists({ connections, grouped }: TreeParts, shown: Shown): TreeSource['children'] {
  if (!grouped)
    return (connection, parent) => [{ server: connection, refs: shown(connection, parent) }];
  return (group, parent) =>
    parent === null
      ? connections.map((server) => ({ server, refs: shown(server, asRow(group)) }))
      : [];
}

/** Whether some of these lists is one of those that are asked for. */
function someList(
  { connections, grouped }: TreeParts,
  test: (server: ConnectionId, parent: Ref | null) => boolean,
): TreeSource['hasChildren'] {
  if (!grouped) return test;
  return (group, parent) =>
    parent === null && connections.some((server) => test(server, asRow(group)));
}

/** A group stands above its objects like a row. */
function asRow(group: ConnectionId): Ref {
  return group as string as Ref;
}

function members(
  { branches }: TreeParts,
  server: ConnectionId,
  parent: Ref | null,
): readonly Ref[] {
  return branches.get(server)?.shown.members(parent) ?? none;
}
