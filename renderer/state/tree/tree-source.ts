import type { ConnectionId, ObjectAddress, Ref } from '#shared/model/reference.ts';
import type { Branch } from '../inventory/branch.ts';
import type { FilterResult } from '../inventory/filter.ts';
import { nodeKey, type NodeKey } from './flat-node.ts';
import { compareGroups } from './tree-groups.ts';

/** What the visible tree is made from; a filter narrows it. */
export interface TreeSource {
  /** Servers, or groups in their stead. */
  readonly roots: readonly ConnectionId[];
  hasChildren(connection: ConnectionId, parent: Ref | null): boolean;
  children(connection: ConnectionId, parent: Ref | null): readonly ObjectAddress[];
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
  readonly results: ReadonlyMap<ConnectionId, FilterResult>;
  /** Nodes that the user opened or closed since the filter was set; all others follow the filter. */
  readonly toggled: ReadonlyMap<NodeKey, boolean>;
}

/** A list of siblings: below a row of a server, below the server itself, or a server's part of a group. */
interface Siblings {
  readonly server: ConnectionId;
  readonly parent: Ref | null;
}

/** The whole tree, as far as it is expanded. */
export function plainSource(parts: TreeParts, expanded: ReadonlySet<NodeKey>): TreeSource {
  const listed = (list: Siblings): readonly Ref[] =>
    treeOf(parts, list)?.members(list.parent) ?? [];
  return {
    roots: rootsOf(parts),
    hasChildren: (connection, parent) =>
      siblingsBelow(parts, connection, parent).some((list) => listed(list).length > 0),
    children: (connection, parent) =>
      siblingsBelow(parts, connection, parent).flatMap((list) => inOrder(parts, list)),
    isExpanded: (connection, ref) => expanded.has(nodeKey(connection, ref)),
  };
}

/**
 * Matches with what leads to them. A match can be opened, and then shows all that it holds: who looks for a host wants its
 * machines.
 */
export function filteredSource(parts: TreeParts, { results, toggled }: FilteredTree): TreeSource {
  const shows = ({ server, parent }: Siblings): ((ref: Ref) => boolean) => {
    const result = results.get(server);
    if (result === undefined) return () => false;
    const isMatch = parent !== null && !parts.grouped && !result.leading.has(parent);
    return (ref) => isMatch || result.matches.has(ref) || result.leading.has(ref);
  };
  const hasChildren = (connection: ConnectionId, parent: Ref | null): boolean =>
    siblingsBelow(parts, connection, parent).some((list) =>
      (treeOf(parts, list)?.members(list.parent) ?? []).some(shows(list)),
    );
  return {
    roots: rootsOf(parts).filter((root) => hasChildren(root, null)),
    hasChildren,
    children: (connection, parent) =>
      siblingsBelow(parts, connection, parent).flatMap((list) => {
        const isShown = shows(list);
        return inOrder(parts, list).filter(({ ref }) => isShown(ref));
      }),
    isExpanded: (connection, ref) =>
      toggled.get(nodeKey(connection, ref)) ??
      (ref === null || results.get(connection)?.leading.has(ref) === true),
  };
}

function rootsOf({ connections, branches, grouped }: TreeParts): readonly ConnectionId[] {
  if (!grouped) return connections;
  const groups = new Set<string>();
  for (const connection of connections)
    for (const parent of branches.get(connection)?.shown.parents() ?? [])
      if (parent !== null) groups.add(parent);
  return [...groups].map((group) => group as ConnectionId).sort(compareGroups);
}

/** Objects of a group have nothing below them. */
function siblingsBelow(
  { connections, grouped }: TreeParts,
  connection: ConnectionId,
  parent: Ref | null,
): readonly Siblings[] {
  if (!grouped) return [{ server: connection, parent }];
  if (parent !== null) return [];
  return connections.map((server) => ({ server, parent: connection as string as Ref }));
}

function treeOf({ branches }: TreeParts, { server }: Siblings): Branch['shown'] | undefined {
  return branches.get(server)?.shown;
}

function inOrder(parts: TreeParts, list: Siblings): readonly ObjectAddress[] {
  const refs = treeOf(parts, list)?.children(list.parent) ?? [];
  return refs.map((ref) => ({ connection: list.server, ref }));
}
