import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Column } from '#shared/query/column.ts';
import type { CompiledQuery } from '#shared/query/compile.ts';
import type { Clock } from '../clock.ts';
import type { BulkReads } from './values/bulk-reads.ts';
import type { Entry } from './entry.ts';
import type { SortColumn } from './look.ts';
import type { NameOrder } from './order/name-order.ts';
import type { QuerySources } from './source.ts';

/** Follows what a view lists. */
export interface ListedWatcher {
  came(entry: Entry): void;
  left(object: ObjectAddress): void;
  /** It may be listed for something else by now. */
  stays(entry: Entry): void;
}

export interface ViewOptions {
  readonly sources: QuerySources;
  readonly query: CompiledQuery;
  /** Free text has to be found in names. */
  readonly namesOnly: boolean;
  /** Only what belongs to one of these; see Belonging. */
  readonly of?: readonly ObjectAddress[];
  readonly sort: readonly SortColumn[];
  /** Objects with the same values in this column stand together. */
  readonly group?: SortColumn | undefined;
  /** Of use where nothing is sorted by. */
  readonly order?: NameOrder | undefined;
  /** What of the query and the order is not cached; see BulkReads. */
  readonly reads?: Pick<BulkReads, 'value' | 'unread' | 'forget' | 'forgetServer'> | undefined;
  /** Columns that are summed. */
  readonly summed: readonly Column[];
  /** Notified of what is listed, and of what is not any more. */
  readonly listed?: ListedWatcher;
  /** See FindOptions. */
  readonly tried?: number;
  /** So many are wanted first: they are there before all are in order. */
  readonly first: number;
  readonly clock: Clock;
  /** See InventoryOptions. */
  breathe(): Promise<void>;
}
