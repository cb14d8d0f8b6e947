import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Branch } from '../inventory/branch.ts';
import type { FilterResult } from '../inventory/filter.ts';
import { nodeKey, type NodeKey } from './flat-node.ts';
import type { TreeSource } from './flatten.ts';

const none: readonly Ref[] = [];

/** The whole tree, as far as it is expanded. */
export function plainSource(
  connections: readonly ConnectionId[],
  branches: ReadonlyMap<ConnectionId, Branch>,
  expanded: ReadonlySet<NodeKey>,
): TreeSource {
  return {
    connections,
    children: (connection, parent) => branches.get(connection)?.children(parent) ?? none,
    isExpanded: (connection, ref) => expanded.has(nodeKey(connection, ref)),
  };
}

export interface FilteredTree {
  readonly results: ReadonlyMap<ConnectionId, FilterResult>;
  /** Nodes that the user opened or closed since the filter was set; all others follow the filter. */
  readonly toggled: ReadonlyMap<NodeKey, boolean>;
}

/**
 * Matches with what leads to them. A match can be opened, and then shows all that it holds: who looks for a host wants its
 * machines.
 */
export function filteredSource(
  connections: readonly ConnectionId[],
  branches: ReadonlyMap<ConnectionId, Branch>,
  { results, toggled }: FilteredTree,
): TreeSource {
  return {
    connections: connections.filter((one) => (results.get(one)?.matches.size ?? 0) > 0),
    children: (connection, parent) => {
      const children = branches.get(connection)?.children(parent) ?? none;
      const result = results.get(connection);
      if (result === undefined) return none;
      if (parent !== null && !result.leading.has(parent)) return children;
      return children.filter((ref) => result.matches.has(ref) || result.leading.has(ref));
    },
    isExpanded: (connection, ref) =>
      toggled.get(nodeKey(connection, ref)) ??
      (ref === null || results.get(connection)?.leading.has(ref) === true),
  };
}
