import { create } from 'zustand';
import type { Disposer } from '#shared/contract/define.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { ViewFound } from '#shared/model/view.ts';
import type { QueryProblem } from '#shared/query/problem.ts';
import { allSteps, inSteps, type Steps } from '../in-steps.ts';
import { serverName, useConnections } from '../servers/connections.ts';
import type { Branch } from '../inventory/branch.ts';
import { filterBranch, filterSteps, leadingTo, type FilterResult } from '../inventory/filter.ts';
import { useInventory } from '../inventory/inventory-store.ts';
import { treeQuery, type RowTest, type TreeQuery } from '../inventory/tree-query.ts';
import { useWorkspace } from '../workspace/workspace.ts';
import { nodeKey, type FlatNode, type NodeKey } from './flat-node.ts';
import { flattenAll, flattenSteps, repairFlat } from './flatten.ts';
import { groupOf } from './tree-groups.ts';
import { filteredSource, plainSource, type TreeParts, type TreeSource } from './tree-source.ts';

interface TreeState {
  /** The visible lines, top to bottom. */
  readonly flat: readonly FlatNode[];
  readonly filterText: string;
  /** What is looked for; null while nothing is. With a problem: what was understood last. */
  readonly query: TreeQuery | null;
  readonly problem: QueryProblem | undefined;
  /** Free text is looked for in names, and everywhere where no name has it; true: everywhere anyway. */
  readonly anywhere: boolean;
  /** Whether `results` are of names alone. */
  readonly inNames: boolean;
  readonly results: ReadonlyMap<ConnectionId, FilterResult>;
  /** The core said what `results` are; it goes on saying so. */
  readonly byCore: boolean;
  /** Where free text was found that is not in the name, of the first matches. */
  readonly where: ReadonlyMap<NodeKey, readonly ViewFound[]>;
  /** Whether `results` are all that there are: of a great many the core reports only some. */
  readonly whole: boolean;
  /** What the user opened or closed while the filter is set. */
  readonly toggled: ReadonlyMap<NodeKey, boolean>;
  /** Counts requests to bring the selected node into view. */
  readonly revealed: number;
}

export const useTree = create<TreeState>(() => ({
  flat: [],
  filterText: '',
  query: null,
  problem: undefined,
  anywhere: false,
  inNames: false,
  results: new Map(),
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
export function repairTree(connection: ConnectionId, touched: ReadonlySet<Ref | null>): void {
  if (touched.size === 0) return;
  const { flat } = useTree.getState();
  const source = currentSource();
  const grouped = useWorkspace.getState().tree.groupBy !== null;
  // A group comes with its first object, and goes with its last.
  const repaired =
    grouped && !hasRoots(flat, source)
      ? flattenAll(source)
      : repairFlat(flat, source, touchedKeys(connection, touched, grouped));
  if (repaired !== flat) useTree.setState({ flat: repaired });
}

function hasRoots(flat: readonly FlatNode[], { roots }: TreeSource): boolean {
  const shown = flat.filter(({ depth }) => depth === 0);
  return shown.length === roots.length && shown.every(({ key }, index) => key === roots[index]);
}

function touchedKeys(
  connection: ConnectionId,
  touched: ReadonlySet<Ref | null>,
  grouped: boolean,
): ReadonlySet<NodeKey> {
  return new Set(
    [...touched].map((ref) =>
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

/**
 * Whether only the core can answer: it is asked for what rows do not hold, or for free text that no name has and that may stand in what
 * they do not hold (a MAC address, a disk, a note).
 */
export function asksCore({ query, inNames }: TreeState): boolean {
  return query !== null && (query.deep || (query.freeText && !inNames));
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
    else results.set(connection, leadingTo(branch, found.get(connection) ?? []));
  }
  useTree.setState({ results, where, byCore: true, inNames: false, whole });
  rebuildTree();
}

/** What `results` are made by: names where one has the text, else everything. */
function presentTest({ names, anywhere }: TreeQuery, inNames: boolean): RowTest {
  return inNames ? names : anywhere;
}

/** A search that has begun: what was found before stands until it ends. */
let searching: Searching | undefined;

interface Searching {
  stop: Disposer;
  /** Rows that changed while they were looked at, by server, and whether lists of children did. */
  readonly changed: Map<ConnectionId, { readonly rows: Map<Ref, Row>; structural: boolean }>;
}

/** Whether a search has begun and not ended. */
export function isSearching(): boolean {
  return searching !== undefined;
}

/** Runs a search in pieces, which a later key cuts off; small inventories are searched before this returns. */
function search(query: TreeQuery | null, asked: Partial<TreeState>): void {
  searching?.stop();
  const begun: Searching = { stop: () => undefined, changed: new Map() };
  searching = begun;
  const steps = searchSteps({ ...useTree.getState(), ...asked, query });
  const done = (found: Found): void => {
    searching = undefined;
    useTree.setState({ ...asked, query, byCore: false, whole: true, where: new Map(), ...found });
    for (const [connection, { rows, structural }] of begun.changed)
      refilter(connection, [...rows], structural);
  };
  // Whoever takes the filter away goes somewhere in the whole tree next.
  if (query === null) done(allSteps(steps));
  else begun.stop = inSteps(steps, done);
}

type Found = Pick<TreeState, 'results' | 'inNames' | 'flat'>;

function* searchSteps(state: TreeState): Steps<Found> {
  const { query, anywhere, toggled } = state;
  // Until the core has answered, what was found last stands.
  let found: Pick<Found, 'results' | 'inNames'> = state;
  if (query === null) found = { results: new Map(), inNames: false };
  else if (!query.deep) {
    const byName = query.freeText && !anywhere ? yield* filterAll(query.names) : noResults;
    const inNames = [...byName.values()].some(({ matches }) => matches.size > 0);
    found = { results: inNames ? byName : yield* filterAll(query.anywhere), inNames };
  }
  const { results, inNames } = found;
  return { results, inNames, flat: yield* flattenSteps(sourceOf({ query, results, toggled })) };
}

const noResults: TreeState['results'] = new Map();

function* filterAll(test: RowTest): Steps<TreeState['results']> {
  const results = new Map<ConnectionId, FilterResult>();
  for (const [connection, branch] of useInventory.getState().branches) {
    const server = serverNameOf(connection);
    results.set(connection, yield* filterSteps(branch, (row) => test(row, branch, server)));
    yield;
  }
  return results;
}

function filterOne(connection: ConnectionId, branch: Branch, test: RowTest): FilterResult {
  const server = serverNameOf(connection);
  return filterBranch(branch, (row) => test(row, branch, server));
}

function serverNameOf(connection: ConnectionId): string {
  const status = useConnections.getState().byId.get(connection);
  return status === undefined ? '' : serverName(status);
}

/** Runs the filter again for one server if the rows that changed could matter to it. True if it did. */
export function refilter(
  connection: ConnectionId,
  changed: readonly (readonly [Ref, Row])[],
  structural: boolean,
): boolean {
  noteChanged(connection, changed, structural);
  const { query, results, inNames, byCore } = useTree.getState();
  if (query === null || query.deep || byCore) return false;
  const test = presentTest(query, inNames);
  const matches = results.get(connection)?.matches;
  const branch = useInventory.getState().branches.get(connection);
  const server = serverNameOf(connection);
  const differs =
    branch !== undefined &&
    changed.some(([ref, row]) => test(row, branch, server) !== (matches?.has(ref) ?? false));
  if (!structural && !differs) return false;
  const next = new Map(results);
  if (branch === undefined) next.delete(connection);
  else next.set(connection, filterOne(connection, branch, test));
  useTree.setState({ results: next });
  rebuildTree();
  return true;
}

/** What a search that is under way has looked at may be otherwise by now. */
function noteChanged(
  connection: ConnectionId,
  changed: readonly (readonly [Ref, Row])[],
  structural: boolean,
): void {
  if (searching === undefined) return;
  const known = searching.changed.get(connection) ?? { rows: new Map(), structural: false };
  for (const [ref, row] of changed) known.rows.set(ref, row);
  known.structural ||= structural;
  searching.changed.set(connection, known);
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
  const { branches } = useInventory.getState();
  const results = new Map(useTree.getState().results);
  for (const [connection, { matches }] of results) {
    const branch = branches.get(connection);
    if (branch !== undefined) results.set(connection, leadingTo(branch, matches));
  }
  useTree.setState({ results, toggled: new Map() });
}

export function revealSelected(): void {
  useTree.setState((state) => ({ revealed: state.revealed + 1 }));
}
