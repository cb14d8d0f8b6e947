import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import type { ViewItem } from '#shared/model/view.ts';
import { compileQuery, type CompiledQuery } from '#shared/query/compile.ts';
import { explain } from '#shared/query/explain.ts';
import { parseQuery } from '#shared/query/parse.ts';
import type { Clock } from '../clock.ts';
import { BulkReads, type BulkReadsOptions } from './values/bulk-reads.ts';
import { columnOf, type Column } from '#shared/query/column.ts';
import { LazyReads } from './values/lazy-reads.ts';
import { isNativePath } from './values/native-types.ts';
import type { SortColumn } from './look.ts';
import type { NameOrder } from './order/name-order.ts';
import type { QuerySources } from './source.ts';
import { View } from './view.ts';
import { ViewWindow, type FoldedList } from './view-window.ts';

/** What a page wants to see of all objects; see the feed `view`. */
export interface ViewRequest {
  readonly query: string;
  readonly namesOnly: boolean;
  readonly of?: readonly ObjectAddress[];
  readonly connections?: readonly ConnectionId[];
  readonly columns: readonly string[];
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  /** Objects with the same values in this column stand together. */
  readonly group?: string;
  /** Which groups are closed: all but some, or some. */
  readonly folded?: FoldedList;
  readonly sums: readonly string[];
  /** What of the query and the order is not cached is read of all objects. */
  readonly read?: boolean;
  readonly window: { readonly from: number; readonly count: number };
}

export interface OpenViewDeps {
  readonly sources: QuerySources;
  /** Shared by all views; without it each sorts for itself. */
  readonly order?: NameOrder;
  readonly clock: Clock;
  breathe(): Promise<void>;
}

export interface OpenedView {
  readonly view: View;
  readonly window: ViewWindow;
  readonly close: Disposer;
}

/** Opens a view and the window on it that a page looks through. @throws MorefException `invalid` for what makes no query or no column */
export function openView(
  request: ViewRequest,
  sink: FeedSink<string, ViewItem>,
  deps: OpenViewDeps,
): OpenedView {
  const query = queryOf(request.query, deps);
  const reads = new LazyReads();
  const columns = request.columns.map(existing);
  const looks = { query, columns, reads, clock: deps.clock, sink };
  const window = new ViewWindow(request.window, looks, request.folded);
  const sources = sourcesOf(request, deps.sources);
  const sort = request.sort.map((key) => ({ ...key, column: existing(key.column) }));
  const group = groupOf(request, sort);
  const bulk = bulkReads(query, group ? [...sort, group] : sort, {
    read: request.read ?? false,
    breathe: () => deps.breathe(),
    changed: () => window.changed(),
    known: (connection, refs) => view.outdate(connection, refs),
  });
  const view: View = new View(
    {
      ...deps,
      sources,
      query,
      namesOnly: request.namesOnly,
      ...(request.of !== undefined && { of: request.of }),
      sort,
      group,
      reads: bulk,
      summed: request.sums.map(existing),
      first: request.window.from + request.window.count,
    },
    () => window.changed(),
  );
  window.show(view);
  const close = (): void => {
    for (const part of [bulk, view, window, reads]) part?.close();
  };
  return { view, window, close };
}

/** In the direction that the list is sorted by the same column, where it is. */
function groupOf({ group }: ViewRequest, sort: readonly SortColumn[]): SortColumn | undefined {
  if (group === undefined) return undefined;
  const descending = sort.some((key) => key.column.id === group && key.descending);
  return { column: existing(group), descending };
}

/** Undefined where nothing but fields with names of their own is asked for. */
export function bulkReads(
  query: CompiledQuery,
  sort: readonly { readonly column: Column }[],
  options: BulkReadsOptions,
): BulkReads | undefined {
  const isNative = query.needs.paths.length > 0 || sort.some(({ column }) => column.path);
  return isNative ? new BulkReads(options) : undefined;
}

/** A query in words as a test of objects. @throws MorefException `invalid` */
export function queryOf(
  typed: string,
  {
    clock,
    sources,
  }: { readonly clock: Pick<Clock, 'now'>; readonly sources: Pick<QuerySources, 'list'> },
): CompiledQuery {
  const { query, problem } = parseQuery(typed);
  const compiled =
    problem ??
    compileQuery(query, {
      now: () => clock.now(),
      isNative: (path) => isNativePath(sources.list(), path),
    });
  if ('test' in compiled) return compiled;
  throw new MorefException({ kind: 'invalid', message: explain(compiled) });
}

function existing(id: string): Column {
  const column = columnOf(id);
  if (column !== undefined) return column;
  throw new MorefException({
    kind: 'invalid',
    message: text('query.problem.unknownField', { field: id, similar: [] }),
  });
}

/** The sources of some servers alone. */
function sourcesOf({ connections, of }: ViewRequest, sources: QuerySources): QuerySources {
  // What belongs to an object is on its server: no other is looked through.
  const only = connections ?? of?.map(({ connection }) => connection);
  if (only === undefined) return sources;
  const wanted = new Set(only);
  return {
    list: () => sources.list().filter(({ id }) => wanted.has(id)),
    watch: (changed) => sources.watch(changed),
  };
}
