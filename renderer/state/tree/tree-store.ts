import { create } from 'zustand';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { searchWords, type SearchWords } from '../../format/search-words.ts';
import { useConnections } from '../connections.ts';
import { filterBranch, matchesRow, type FilterResult } from '../inventory/filter.ts';
import { useInventory } from '../inventory/inventory-store.ts';
import { useWorkspace } from '../workspace.ts';
import { nodeKey, type FlatNode, type NodeKey } from './flat-node.ts';
import { flattenAll, repairFlat, type TreeSource } from './flatten.ts';
import { filteredSource, plainSource } from './tree-source.ts';

interface TreeState {
  /** The visible lines, top to bottom. */
  readonly flat: readonly FlatNode[];
  readonly filterText: string;
  readonly words: SearchWords;
  readonly results: ReadonlyMap<ConnectionId, FilterResult>;
  /** What the user opened or closed while the filter is set. */
  readonly toggled: ReadonlyMap<NodeKey, boolean>;
  /** Counts requests to bring the selected node into view. */
  readonly revealed: number;
}

export const useTree = create<TreeState>(() => ({
  flat: [],
  filterText: '',
  words: [],
  results: new Map(),
  toggled: new Map(),
  revealed: 0,
}));

function currentSource(): TreeSource {
  const { words, results, toggled } = useTree.getState();
  const connections = useConnections.getState().order;
  const { branches } = useInventory.getState();
  return words.length === 0
    ? plainSource(connections, branches, useWorkspace.getState().expanded)
    : filteredSource(connections, branches, { results, toggled });
}

/** Makes the lines anew: the list of servers changed, or the filter did. */
export function rebuildTree(): void {
  useTree.setState({ flat: flattenAll(currentSource()) });
}

/** Makes the lines fit again after some lists of children changed. */
export function repairTree(connection: ConnectionId, touched: ReadonlySet<Ref | null>): void {
  if (touched.size === 0) return;
  const { flat } = useTree.getState();
  const repaired = repairFlat(flat, currentSource(), connection, touched);
  if (repaired !== flat) useTree.setState({ flat: repaired });
}

export function setFilter(filterText: string): void {
  const words = searchWords(filterText);
  const results = new Map<ConnectionId, FilterResult>();
  if (words.length > 0)
    for (const [connection, branch] of useInventory.getState().branches)
      results.set(connection, filterBranch(branch, words));
  useTree.setState({ filterText, words, results, toggled: new Map() });
  rebuildTree();
}

/** Runs the filter again for one server if the rows that changed could matter to it. True if it did. */
export function refilter(
  connection: ConnectionId,
  changed: readonly (readonly [Ref, Row])[],
  structural: boolean,
): boolean {
  const { words, results } = useTree.getState();
  if (words.length === 0) return false;
  const matches = results.get(connection)?.matches;
  const differs = changed.some(
    ([ref, row]) => matchesRow(row, words) !== (matches?.has(ref) ?? false),
  );
  if (!structural && !differs) return false;
  const branch = useInventory.getState().branches.get(connection);
  const next = new Map(results);
  if (branch === undefined) next.delete(connection);
  else next.set(connection, filterBranch(branch, words));
  useTree.setState({ results: next });
  rebuildTree();
  return true;
}

/** Opens or closes a node. */
export function setExpanded(connection: ConnectionId, ref: Ref | null, expanded: boolean): void {
  const key = nodeKey(connection, ref);
  const { words, toggled } = useTree.getState();
  if (words.length > 0) useTree.setState({ toggled: new Map(toggled).set(key, expanded) });
  else useWorkspace.getState().expand([key], expanded);
  repairTree(connection, new Set([ref]));
}

/** Opens all that leads to a node, without its own children. */
export function expandTo(connection: ConnectionId, ref: Ref | null): void {
  if (ref === null) return;
  const branch = useInventory.getState().branches.get(connection);
  const path: readonly (Ref | null)[] = [null, ...(branch?.ancestors(ref) ?? [])];
  useWorkspace.getState().expand(
    path.map((one) => nodeKey(connection, one)),
    true,
  );
  rebuildTree();
}

export function revealSelected(): void {
  useTree.setState((state) => ({ revealed: state.revealed + 1 }));
}
