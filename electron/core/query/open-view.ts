import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import type { ViewItem } from '#shared/model/view.ts';
import { compileQuery, type CompiledQuery } from '#shared/query/compile.ts';
import { explain } from '#shared/query/explain.ts';
import { parseQuery } from '#shared/query/parse.ts';
import type { Clock } from '../clock.ts';
import { columnOf, type Column } from './column.ts';
import { LazyReads } from './lazy-reads.ts';
import type { QuerySources } from './source.ts';
import { View } from './view.ts';
import { ViewWindow } from './view-window.ts';

/** What a page wants to see of all objects; see the feed `view`. */
export interface ViewRequest {
  readonly query: string;
  readonly namesOnly: boolean;
  readonly of?: readonly ObjectAddress[];
  readonly connections?: readonly ConnectionId[];
  readonly columns: readonly string[];
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  readonly sums: readonly string[];
  readonly window: { readonly from: number; readonly count: number };
}

export interface OpenViewDeps {
  readonly sources: QuerySources;
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
  const query = queryOf(request.query, deps.clock);
  const reads = new LazyReads();
  const window = new ViewWindow(request.window, {
    query,
    columns: request.columns.map(existing),
    reads,
    clock: deps.clock,
    sink,
  });
  const { connections } = request;
  const view = new View(
    {
      ...deps,
      sources: connections === undefined ? deps.sources : only(deps.sources, connections),
      query,
      namesOnly: request.namesOnly,
      ...(request.of === undefined ? {} : { of: request.of }),
      sort: request.sort.map(({ column, descending }) => ({
        column: existing(column),
        descending,
      })),
      summed: request.sums.map(existing),
      first: request.window.from + request.window.count,
    },
    () => window.changed(),
  );
  window.show(view);
  const close = (): void => {
    view.close();
    window.close();
    reads.close();
  };
  return { view, window, close };
}

/** A query in words as a test of objects. @throws MorefException `invalid` */
export function queryOf(typed: string, clock: Pick<Clock, 'now'>): CompiledQuery {
  const { query, problem } = parseQuery(typed);
  const compiled = problem ?? compileQuery(query, { now: () => clock.now() });
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
function only(sources: QuerySources, connections: readonly ConnectionId[]): QuerySources {
  const wanted = new Set(connections);
  return {
    list: () => sources.list().filter(({ id }) => wanted.has(id)),
    watch: (changed) => sources.watch(changed),
  };
}
