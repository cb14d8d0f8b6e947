import { create } from 'zustand';
import type { Disposer } from '#shared/contract/define.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { allSteps, inSteps, type Steps } from '../in-steps.ts';
import { useConnections } from '../servers/connections.ts';
import type { Branch, BranchChange } from '../inventory/branch.ts';
import { Findings } from '../inventory/findings.ts';
import { useInventory } from '../inventory/inventory-store.ts';
import { treeQuery, type TreeQuery } from '../inventory/tree-query.ts';
import { useWorkspace } from '../workspace/workspace.ts';
import { nodeKey, type NodeKey } from './flat-node.ts';
import { flattenAll, flattenSteps } from './flatten.ts';
import { repairFlat } from './repair-flat.ts';
import { groupOf } from './tree-groups.ts';
import { wantedOn } from './wanted-on.ts';
import { asksCore, type TreeState } from './tree-state.ts';
import { filteredSource, plainSource, type TreeParts, type TreeSource } from './tree-source.ts';

export const useTree = create<TreeState>(() => ({
  flat: [],
  filterText: '',
  query: null,
  problem: undefined,
  anywhere: false,
  inNames: false,
  results: new Map(),
  searching: false,
  byCore: false,
  where: new Map(),
  whole: true,
  toggled: new Map(),
  revealed: 0,
}));

function currentSource(): TreeSource {
  return sourceOf(useTree.getState());
}

function sourceOf({
  query,
  results,
  toggled,
}: Pick<TreeState, 'query' | 'results' | 'toggled'>): TreeSource {
  const { tree, expanded } = useWorkspace.getState();
  const parts: TreeParts = {
    connections: useConnections.getState().order,
    branches: useInventory.getState().branches,
    grouped: tree.groupBy !== null,
  };
  return query === null
    ? plainSource(parts, expanded)
    : filteredSource(parts, { results, toggled });
}

/** Makes the lines anew: the list of servers changed, or the filter did, or which tree is shown. */
export function rebuildTree(): void {
  useTree.setState({ flat: flattenAll(currentSource()) });
}

/** Makes the lines fit again after some lists of children changed. */
function repairTree(connection: ConnectionId, touched: ReadonlySet<Ref | null>): void {
  if (touched.size === 0) return;
  const { flat } = useTree.getState();
  const repaired = repairFlat(flat, currentSource(), keysOf(connection, touched));
  if (repaired !== flat) useTree.setState({ flat: repaired });
}

/** The nodes of the tree that is shown below which the children of some rows stand. */
function keysOf(connection: ConnectionId, parents: Iterable<Ref | null>): ReadonlySet<NodeKey> {
  const grouped = useWorkspace.getState().tree.groupBy !== null;
  return new Set(
    [...parents].map((ref) =>
      grouped && ref !== null ? (ref as string as ConnectionId) : nodeKey(connection, ref),
    ),
  );
}

/** Looks for what was typed. While it makes no sense, what was understood last stands. */
export function setFilter(filterText: string): void {
  const read = treeQuery(filterText, Date.now);
  if (read !== null && 'kind' in read) {
    useTree.setState({ filterText, problem: read });
    return;
  }
  useTree.setState({ filterText, problem: undefined });
  search(read, { anywhere: false, toggled: new Map() });
}

/** Free text is looked for everywhere, or in names again. */
export function searchAnywhere(anywhere: boolean): void {
  search(useTree.getState().query, { anywhere });
}

/** What the core found. */
export interface CoreMatches {
  readonly found: ReadonlyMap<ConnectionId, Iterable<Ref>>;
  /** Servers of which it is another answer than before. */
  readonly changed: ReadonlySet<ConnectionId>;
  /** It is all that there is. */
  readonly whole: boolean;
  readonly where: TreeState['where'];
}

/** The core said which objects pass a query that the page cannot answer, and where their free text was found. */
export function setMatches(query: TreeQuery, { found, changed, whole, where }: CoreMatches): void {
  const state = useTree.getState();
  if (state.query !== query || !asksCore(state)) return;
  const { branches } = useInventory.getState();
  const results = new Map(state.byCore ? state.results : []);
  for (const connection of state.byCore ? changed : found.keys()) {
    const branch = branches.get(connection);
    if (branch === undefined) results.delete(connection);
    else {
      const findings = new Findings(branch);
      findings.take(found.get(connection) ?? []);
      results.set(connection, findings);
    }
  }
  useTree.setState({ results, where, byCore: true, inNames: false, whole });
  rebuildTree();
}

/** A search that has begun: what was found before stands until it ends. */
let searching: Searching | undefined;

interface Searching {
  readonly query: TreeQuery | null;
  readonly asked: Partial<TreeState>;
  stop: Disposer;
  /** What it has found so far; kept up to date from then on. */
  results: Map<ConnectionId, Findings> | undefined;
  /** Nodes whose children changed while it went on. */
  readonly touched: Set<NodeKey>;
  /** All may have changed. */
  isRemade: boolean;
}

/** Runs a search in pieces, which a later key cuts off; small inventories are searched before this returns. */
function search(query: TreeQuery | null, asked: Partial<TreeState>): void {
  searching?.stop();
  const begun: Searching = {
    query,
    asked,
    stop: () => undefined,
    results: undefined,
    touched: new Set(),
    isRemade: false,
  };
  searching = begun;
  const steps = searchSteps({ ...useTree.getState(), ...asked, query }, begun);
  const done = ({ flat, ...found }: Found): void => {
    searching = undefined;
    const now = { ...useTree.getState(), ...asked, query, ...found };
    const source = sourceOf(now);
    const lines = begun.isRemade ? flattenAll(source) : repairFlat(flat, source, begun.touched);
    const told = { byCore: false, whole: true, where: new Map(), searching: false };
    useTree.setState({ ...asked, query, ...told, ...found, flat: lines });
  };
  // Whoever takes the filter away goes somewhere in the whole tree next.
  if (query === null) done(allSteps(steps));
  else {
    begun.stop = inSteps(steps, done);
    if (searching === begun) useTree.setState({ searching: true });
  }
}

type Found = Pick<TreeState, 'flat'> & Partial<Pick<TreeState, 'results' | 'inNames'>>;

function* searchSteps(state: TreeState, begun: Searching): Steps<Found> {
  const { query, anywhere } = state;
  // Until the core has answered, what was found last stands.
  let found: Partial<Pick<TreeState, 'results' | 'inNames'>> = {};
  if (query === null) found = { results: new Map(), inNames: false };
  else if (!query.deep) {
    const byName = query.freeText && !anywhere ? yield* filterAll(query, true, begun) : noResults;
    const inNames = [...byName.values()].some(({ matches }) => matches.size > 0);
    found = { results: inNames ? byName : yield* filterAll(query, false, begun), inNames };
  }
  return { ...found, flat: yield* flattenSteps(sourceOf({ ...state, ...found })) };
}

const noResults: TreeState['results'] = new Map();

function* filterAll(
  query: TreeQuery,
  inNames: boolean,
  begun: Searching,
): Steps<TreeState['results']> {
  const results = new Map<ConnectionId, Findings>();
  begun.results = results;
  for (const [connection, branch] of useInventory.getState().branches) {
    const findings = new Findings(branch, wantedOn(connection, branch, query, inNames));
    results.set(connection, findings);
    yield* findings.search();
    yield;
  }
  return results;
}

/** Keeps what was found and the lines up to date with what changed on a server. */
export function followChange(connection: ConnectionId, change: BranchChange): void {
  followInSearch(connection, change);
  const { query, results } = useTree.getState();
  const branch = useInventory.getState().branches.get(connection);
  if (query === null || branch === undefined) {
    repairTree(connection, change.lists);
    return;
  }
  const findings = results.get(connection);
  if (findings?.isOf(branch) !== true) {
    lookThrough(connection, branch, query);
    return;
  }
  const before = findings.matches.size;
  const changed = findings.apply(change);
  const isOther = changed === 'all' || changed.size > 0 || findings.matches.size !== before;
  if (isOther) useTree.setState({ results: new Map(results) });
  if (changed === 'all') rebuildTree();
  else repairTree(connection, new Set([...change.lists, ...changed]));
}

/** A search that is under way has looked at some of what changed. */
function followInSearch(connection: ConnectionId, change: BranchChange): void {
  if (searching === undefined) return;
  const changed = searching.results?.get(connection)?.apply(change) ?? new Set();
  if (changed === 'all') searching.isRemade = true;
  const lists = [...change.lists, ...(changed === 'all' ? [] : changed)];
  for (const key of keysOf(connection, lists)) searching.touched.add(key);
}

/** A server came while a filter is set. */
function lookThrough(connection: ConnectionId, branch: Branch, query: TreeQuery): void {
  const { byCore, inNames, results } = useTree.getState();
  const byOthers = byCore || query.deep;
  const wanted = byOthers ? undefined : wantedOn(connection, branch, query, inNames);
  const findings = new Findings(branch, wanted);
  allSteps(findings.search());
  useTree.setState({ results: new Map(results).set(connection, findings) });
  rebuildTree();
}

/** Opens or closes a node. */
export function setExpanded(connection: ConnectionId, ref: Ref | null, expanded: boolean): void {
  const key = nodeKey(connection, ref);
  const { query, toggled } = useTree.getState();
  if (query !== null) useTree.setState({ toggled: new Map(toggled).set(key, expanded) });
  else useWorkspace.getState().expand([key], expanded);
  const flat = useTree.getState().flat;
  const repaired = repairFlat(flat, currentSource(), new Set([key]));
  if (repaired !== flat) useTree.setState({ flat: repaired });
}

/** Opens all that leads to a node, without its own children. */
export function expandTo(connection: ConnectionId, ref: Ref | null): void {
  if (ref === null) return;
  useWorkspace.getState().expand(pathTo(connection, ref), true);
  rebuildTree();
}

function pathTo(connection: ConnectionId, ref: Ref): readonly NodeKey[] {
  if (useWorkspace.getState().tree.groupBy !== null)
    return groupOf(connection, ref) === undefined
      ? []
      : [groupOf(connection, ref) as string as ConnectionId];
  const above = useInventory.getState().branches.get(connection)?.shown.ancestors(ref) ?? [];
  return [null, ...above].map((one) => nodeKey(connection, one));
}

/** The rows that lead to what was found are others in another tree. */
export function findWaysAgain(): void {
  const { results } = useTree.getState();
  for (const findings of results.values()) findings.findWays();
  useTree.setState({ results: new Map(results), toggled: new Map() });
}

/** A search that has begun goes through another tree: it begins again. */
export function beginAgain(): void {
  if (searching !== undefined) search(searching.query, searching.asked);
}

export function revealSelected(): void {
  useTree.setState((state) => ({ revealed: state.revealed + 1 }));
}
