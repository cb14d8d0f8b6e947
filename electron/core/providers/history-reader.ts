import type {
  HistoryEntry,
  HistoryKind,
  HistoryPage,
  HistorySeverity,
} from '#shared/model/history.ts';
import type { Ref } from '#shared/model/reference.ts';

/** Reads what happened on a server, newest first. */
export interface HistoryReader {
  /** What of it the server keeps. */
  readonly kinds: readonly HistoryKind[];
  /** Also what does not fit `words` of the user: that is looked for in the core. */
  page(query: HistoryQuery, signal: AbortSignal): Promise<HistoryPage>;
}

export interface HistoryQuery {
  /** The object that it happened to; absent for the whole server. */
  readonly ref?: Ref | undefined;
  /** Also what happened to objects below it. */
  readonly below: boolean;
  /** Whether that is so of an object: for who has no server to ask. */
  concerns(entry: Pick<HistoryEntry, 'target'>): boolean;
  readonly kinds: readonly HistoryKind[];
  readonly severities: readonly HistorySeverity[];
  /** Times of the oldest and of the newest entry that is wanted, themselves included; milliseconds since 1970. */
  readonly from?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
  /** See HistoryPage: where nothing has come since, the page is empty. */
  readonly mark?: string | undefined;
}
