import { randomUUID } from 'node:crypto';
import type { Managed } from '../estate/entity.ts';
import type { Data } from '../wire/value.ts';

/** One thing of a history: its place in the order, and itself as it is sent. */
export interface HistoryItem {
  readonly key: number;
  readonly data: unknown;
}

/** What a collector leafs through: all that fits its filter, oldest first. */
export type HistorySource = () => readonly HistoryItem[];

/** How many collectors one session may have. */
export const maxCollectors = 32;
/** The most that one reading gives. */
export const maxRead = 1000;
const usualPage = 10;

/**
 * EventHistoryCollector and TaskHistoryCollector: a place in a history that grows, and the page of what is newest. The place is between
 * two items: reading forward takes those after it, reading back those before it, and it goes along.
 */
export class HistoryCollector implements Managed {
  readonly type: 'EventHistoryCollector' | 'TaskHistoryCollector';
  readonly id: string;
  readonly filter: Data;
  readonly #source: HistorySource;
  /** Everything with a lower key is before. */
  #place = Number.NEGATIVE_INFINITY;
  #pageSize = usualPage;

  constructor(
    kind: 'Event' | 'Task',
    { session, filter, source }: { session: string; filter: Data; source: HistorySource },
  ) {
    this.type = `${kind}HistoryCollector`;
    this.id = `session[${session}]${randomUUID()}`;
    this.filter = filter;
    this.#source = source;
  }

  set pageSize(size: number) {
    this.#pageSize = size;
  }

  /** `latestPage`, newest first; the order means nothing to clients. */
  latestPage(): readonly unknown[] {
    return this.#latest()
      .map(({ data }) => data)
      .reverse();
  }

  /** To the oldest. */
  rewind(): void {
    this.#place = Number.NEGATIVE_INFINITY;
  }

  /** To just before the latest page. */
  reset(): void {
    this.#place = this.#latest()[0]?.key ?? Number.POSITIVE_INFINITY;
  }

  readNext(count: number): readonly unknown[] {
    const read = this.#source()
      .filter(({ key }) => key >= this.#place)
      .slice(0, count);
    const last = read.at(-1);
    if (last !== undefined) this.#place = last.key + 1;
    return read.map(({ data }) => data);
  }

  /** Older ones, oldest first. */
  readPrevious(count: number): readonly unknown[] {
    const read = this.#source()
      .filter(({ key }) => key < this.#place)
      .slice(-count);
    this.#place = read[0]?.key ?? this.#place;
    return read.map(({ data }) => data);
  }

  #latest(): readonly HistoryItem[] {
    return this.#source().slice(-this.#pageSize);
  }
}
