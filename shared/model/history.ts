import type { Text } from '../i18n/text.ts';
import type { MorefError } from './error.ts';
import type { Ref } from './reference.ts';
import type { TaskState } from './task.ts';

export const historyKinds = ['event', 'task'] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** How much an entry matters, worst first; `user` is what somebody wrote into the log. */
export const historySeverities = ['error', 'warning', 'info', 'user'] as const;
export type HistorySeverity = (typeof historySeverities)[number];

/** Something that happened on a server, as the server keeps it. Times are the server's, in milliseconds since 1970. */
export interface HistoryEntry {
  /** Unique in the server's history, and the same whenever it is read. */
  readonly key: string;
  readonly kind: HistoryKind;
  readonly severity: HistorySeverity;
  /** Of a task, when it was queued. */
  readonly time: number;
  /** The server's own name for what it is: `VmPoweredOnEvent`, `VirtualMachine.powerOn`, `VM_STARTED`. */
  readonly type: string;
  /** What it is, in words: `VM powered on`. */
  readonly title: Text;
  /** What happened, in full. */
  readonly text: Text;
  /** What else the server says of such a thing: its cause, and what to do. */
  readonly detail?: string;
  /** On whose behalf; absent for the server itself, and where it does not tell. */
  readonly who?: Text;
  /** The object that it happened to; it may be gone. */
  readonly target?: Ref;
  readonly targetName?: string;
  /** What one operation brought about has the same. */
  readonly chain?: string;
  /** Of a task. */
  readonly state?: TaskState;
  readonly finishedAt?: number;
}

/** Part of a history, newest first. */
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** There is more, from this time on back; it is the time of what was read last, and may bring that again. Absent at the end. */
  readonly next?: number;
  /** The server keeps nothing that is older; absent where it does not tell. */
  readonly reachesBackTo?: number;
  /** How the history stood: asked with it, a server that has nothing new says so at little cost. */
  readonly mark?: string;
  /** What could not be read, though the rest could. */
  readonly failed?: MorefError;
}

/**
 * Pages of several histories as one, newest first. What is older than the end of any page that has more is left out: there may be
 * something between. It comes again with the next page.
 */
export function mergeHistory(
  pages: readonly Pick<HistoryPage, 'entries' | 'next'>[],
): Pick<HistoryPage, 'entries' | 'next'> {
  const ends = pages.flatMap(({ next }) => next ?? []);
  const cut = ends.length === 0 ? undefined : Math.max(...ends);
  const entries = pages
    .flatMap((page) => page.entries)
    .filter(({ time }) => cut === undefined || time >= cut)
    .sort(newestFirst);
  return { entries, ...(cut !== undefined && { next: cut }) };
}

/** The order of a history. Numbers in keys grow: of two entries of one moment the higher is the later. */
export function newestFirst(one: HistoryEntry, other: HistoryEntry): number {
  return other.time - one.time || compareKeys(other.key, one.key);
}

function compareKeys(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : Number(one > other);
}

/**
 * What is at hand as a page: of entries in any order those up to a time, the newest so many.
 * @param before time of the newest entry that is wanted, itself included
 */
export function historyPage(
  all: Iterable<HistoryEntry>,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Pick<HistoryPage, 'entries' | 'next'> {
  const fitting = [...all].filter(({ time }) => before === undefined || time <= before);
  const sorted = fitting.sort(newestFirst);
  const entries = sorted.slice(0, limit);
  const next = sorted.length > limit ? goOnFrom(entries, before) : undefined;
  return { entries, ...(next !== undefined && { next }) };
}

/** Where reading goes on after a full page; a page of one moment only must not be read for ever. */
export function goOnFrom(
  entries: readonly Pick<HistoryEntry, 'time'>[],
  before: number | undefined,
): number | undefined {
  const oldest = entries.reduce<number | undefined>(
    (least, { time }) => (least === undefined || time < least ? time : least),
    undefined,
  );
  return oldest !== undefined && oldest === before ? oldest - 1 : oldest;
}
