import type { ConnectionId } from '#shared/model/reference.ts';
import type { ViewFound } from '#shared/model/view.ts';
import type { QueryProblem } from '#shared/query/problem.ts';
import type { Findings } from '../inventory/findings.ts';
import type { TreeQuery } from '../inventory/tree-query.ts';
import type { FlatNode, NodeKey } from './flat-node.ts';

/** The tree that is shown, and what is looked for in it. */
export interface TreeState {
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
  readonly results: ReadonlyMap<ConnectionId, Findings>;
  /** A search has begun and not ended: lines and results are those of what was looked for before. */
  readonly searching: boolean;
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

/**
 * Whether only the core can answer: it is asked for what rows do not hold, or for free text that no name has and that may stand in what
 * they do not hold (a MAC address, a disk, a note).
 */
export function asksCore({ query, inNames }: TreeState): boolean {
  return query !== null && (query.deep || (query.freeText && !inNames));
}

/** Whether lines and results are those of what is looked for now. */
export function isCurrent(state: TreeState): boolean {
  return !state.searching && (state.byCore || !asksCore(state));
}
