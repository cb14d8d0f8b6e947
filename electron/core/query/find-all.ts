import type { ConnectionId } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { worstRank } from '#shared/query/compile.ts';
import { inSlices, type Slices } from '../in-slices.ts';
import { BestOf } from './order/best-of.ts';
import type { Entry } from './entry.ts';
import { look, type LookOptions } from './look.ts';
import type { Named } from './order/name-order.ts';
import { sortInSlices } from './order/sort-in-slices.ts';
import type { SourceState } from './source-state.ts';

export interface FindOptions {
  readonly looks: LookOptions;
  readonly compare: (one: Entry, other: Entry) => number;
  /** So many are reported before all are found and in order; 0 for none. */
  readonly first: number;
  /** All rows by name, where that is the order that is wanted and they are at hand. */
  readonly byName: readonly Named[] | undefined;
  readonly slices: Slices;
  /** Rows by name that are looked at before it is decided how to go on. */
  readonly tried: number;
  /** Whether a server is still listed. */
  isListed(state: SourceState): boolean;
  found(state: SourceState, entry: Entry): void;
  /** All that was found is found again. */
  again(): void;
  /** Notified of what comes first, as soon as that is known. */
  reportFirst(entries: readonly Entry[]): void;
}

/** Where fewer pass of those that were tried, it costs less to sort them than to look at all rows by name, which lie all over the memory. */
const dense = 0.2;

/** What passes of some servers, in order; null where the caller gave up. Works in slices. */
export async function findAll(
  states: readonly SourceState[],
  options: FindOptions,
): Promise<readonly Entry[] | null> {
  const inNames = await bestInNames(states, options);
  return options.byName === undefined
    ? findAndSort(states, options)
    : findInOrder(states, { ...options, byName: options.byName }, inNames);
}

/** Where the best fit comes first, names are looked through before all else is: they are what comes first. */
async function bestInNames(
  states: readonly SourceState[],
  options: FindOptions,
): Promise<readonly Entry[]> {
  const { looks, first, compare, slices } = options;
  if (first === 0 || looks.namesOnly || !looks.ranked) return [];
  const best = new BestOf(first, compare);
  // What comes in meanwhile is not among the rows by name: it has to stay to be looked at.
  const inNames = { ...looks, namesOnly: true, passing: true } as const;
  await lookAtAll(states, { ...options, looks: inNames }, (_state, entry) => best.offer(entry));
  if (slices.signal?.aborted === true || best.sorted.length === 0) return [];
  options.reportFirst(best.sorted);
  return best.sorted;
}

/** What comes first is known when all has been looked at. */
async function findAndSort(
  states: readonly SourceState[],
  options: FindOptions,
): Promise<readonly Entry[] | null> {
  const { first, compare, slices } = options;
  const found: Entry[] = [];
  const best = new BestOf(first, compare);
  await lookAtAll(states, options, (state, entry) => {
    found.push(entry);
    best.offer(entry);
    options.found(state, entry);
  });
  if (slices.signal?.aborted === true) return null;
  if (first > 0) options.reportFirst(best.sorted);
  return sortInSlices(found, compare, slices);
}

/**
 * What comes first is known when enough was found: rows are looked at in the order in which they are listed, but for how well they fit.
 * Where few pass, the rest is looked for as they lie, and sorted.
 */
async function findInOrder(
  states: readonly SourceState[],
  options: FindOptions & { readonly byName: readonly Named[] },
  inNames: readonly Entry[],
): Promise<readonly Entry[] | null> {
  const { first, slices } = options;
  const head = inNames.filter((entry) => rankOf(entry) < worstRank);
  const byRank: Entry[][] = Array.from({ length: worstRank + 1 }, () => []);
  const last = byRank[worstRank] ?? [];
  const isEnough = (): boolean => first > 0 && head.length + last.length === first;
  let reported = head.length >= first;
  let passed = 0;
  const isWhole = await lookByName(
    states,
    options,
    (state, entry) => {
      passed += 1;
      byRank[rankOf(entry)]?.push(entry);
      options.found(state, entry);
      if (reported || !isEnough()) return;
      reported = true;
      options.reportFirst([...head, ...last]);
    },
    () => passed < options.tried * dense,
  );
  if (slices.signal?.aborted === true) return null;
  if (isWhole) return byRank.flat();
  options.again();
  return findAndSort(states, { ...options, first: reported ? 0 : first });
}

/** How well the name fits the free text; the same for all where that is not what comes first. */
function rankOf({ keys }: Entry): number {
  const [rank] = keys;
  return typeof rank === 'number' ? rank : worstRank;
}

type Found = (state: SourceState, entry: Entry) => void;

async function lookAtAll(
  states: readonly SourceState[],
  options: FindOptions,
  found: Found,
): Promise<void> {
  for (const state of states)
    await inSlices([...state.source.inventory.rows()], options.slices, (row) => {
      if (!options.isListed(state)) return false;
      // As it is by now: what is looked at does not wait to be looked at again.
      const now = state.outdated.has(row.ref) ? state.source.inventory.row(row.ref) : row;
      if (now !== undefined) lookAt(state, now, options, found);
      return true;
    });
}

/** @param givesUp asked once, after those that were tried. @returns false where it was given up */
async function lookByName(
  states: readonly SourceState[],
  options: FindOptions & { readonly byName: readonly Named[] },
  found: Found,
  givesUp: () => boolean,
): Promise<boolean> {
  const byId = new Map<ConnectionId, SourceState>(states.map((state) => [state.source.id, state]));
  let looked = 0;
  let isWhole = true;
  await inSlices(options.byName, options.slices, ({ connection, row }) => {
    const state = row === undefined ? undefined : byId.get(connection);
    if (row === undefined || state === undefined || !options.isListed(state)) return true;
    if (looked === options.tried && givesUp()) isWhole = false;
    looked += 1;
    if (isWhole) lookAt(state, row, options, found);
    return isWhole;
  });
  return isWhole;
}

function lookAt(state: SourceState, row: Row, { looks }: FindOptions, found: Found): void {
  const entry = look(state, row, looks);
  if (entry !== null) found(state, entry);
}
