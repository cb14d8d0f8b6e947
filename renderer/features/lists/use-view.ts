import { useMemo, useState } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import { objectKey, type ConnectionId, type ObjectAddress } from '#shared/model/reference.ts';
import type { ViewCell, ViewRow, ViewSummary } from '#shared/model/view.ts';
import type { FeedParamsOf, Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { spokenRow } from '../../bridge/spoken-rows.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import type { TableSort } from '../../ui/data-table/table-layout.ts';
import type { TableSource } from '../../ui/data-table/table-source.ts';
import { Folding } from './folding.ts';
import { createViewRows, type ViewRows } from './view-rows.ts';

/** Of what the objects are; without either, all that there are. */
export interface ListScope {
  /** Only what belongs to one of these. */
  readonly of?: readonly ObjectAddress[];
  /** Only objects of these servers. */
  readonly connections?: readonly ConnectionId[];
}

/** What a list is to show; see the feed `view`. */
export interface ListRequest extends ListScope {
  readonly query: string;
  readonly namesOnly: boolean;
  readonly columns: readonly string[];
  readonly sort: readonly TableSort[];
  readonly sums: readonly string[];
  /** Objects with the same values in this column stand together. */
  readonly group?: string;
  /** What is not cached is read of all objects for the search and the order. */
  readonly read?: boolean;
}

export interface ListView {
  /** By which calls name it. */
  readonly id: string;
  readonly source: TableSource<ViewRow>;
  /** The columns of the rows that are shown: those of the request before, until the core has answered. */
  readonly columns: readonly string[];
  /** Undefined until the core has reported. */
  readonly summary: ViewSummary | undefined;
  readonly error: MorefError | null;
}

/** Places that are asked for at first: a tall screen. */
const firstCount = 80;

/**
 * Opens a view of the core, and keeps the rows of the places that are looked at. Where the request changes, what was shown stays until
 * the core has answered: a list must not flash at every key.
 */
export function useView(
  request: ListRequest,
  groupLabel: (cell: ViewCell) => string = String,
): ListView {
  const link = useLink();
  const key = JSON.stringify(request);
  const [folding] = useState(() => new Folding());
  const opened = useMemo(() => openedFor(JSON.parse(key) as ListRequest, folding), [key, folding]);
  const [shown, answer] = useState(opened);
  const [, rendered] = useState(0);
  const [failure, setFailure] = useState<{ readonly id: string; readonly error: MorefError }>();
  const { id, rows } = opened;

  useFeed(
    'view',
    opened.params,
    (frame) => {
      rows.apply(frame);
      if (rows.summary !== undefined) answer(opened);
      rendered((count) => count + 1);
    },
    (error) => setFailure({ id, error }),
  );

  const source = useMemo(
    () => viewSource(link, shown, groupsOf(link, shown, folding, groupLabel)),
    [link, shown, folding, groupLabel],
  );
  return {
    id,
    source,
    columns: shown.columns,
    summary: shown.rows.summary,
    error: failure?.id === id ? failure.error : null,
  };
}

interface Opened {
  readonly id: string;
  readonly rows: ViewRows;
  readonly columns: readonly string[];
  readonly group: string | undefined;
  readonly params: FeedParamsOf<'view'>;
}

/** Another request is another view: what is still on its way for the old one must not get into it. */
function openedFor(request: ListRequest, folding: Folding): Opened {
  const { columns, group } = request;
  const id = `view-${crypto.randomUUID()}`;
  const window = { from: 0, count: firstCount };
  const folded = group === undefined ? {} : { folded: folding.of(group) };
  const params = { view: id, ...request, ...folded, window };
  return { id, rows: createViewRows(), columns, group, params };
}

/** What heads the groups of a view; nothing where it has none. */
function groupsOf(
  link: Link,
  { id: view, rows, group: column }: Opened,
  folding: Folding,
  groupLabel: (cell: ViewCell) => string,
): Pick<TableSource<ViewRow>, 'group' | 'fold'> {
  if (column === undefined) return {};
  return {
    group: (line) => {
      const found = rows.groupAt(line);
      if (found === undefined) return undefined;
      const { id, cell, count, open } = found;
      return { id, label: groupLabel(cell), count, open };
    },
    fold: (open, group) => {
      const folded = folding.fold(column, open, group);
      link.call('views.fold', { view, folded }).catch(() => undefined);
    },
  };
}

function viewSource(
  link: Link,
  { id, rows }: Opened,
  groups: Pick<TableSource<ViewRow>, 'group' | 'fold'>,
): TableSource<ViewRow> {
  let places = { from: 0, count: firstCount };
  // A view that was replaced meanwhile answers with `missing`: nobody waits for it any more.
  const quietly = (): void => undefined;
  return {
    get total() {
      return rows.summary?.lines ?? rows.summary?.total ?? 0;
    },
    get ready() {
      return rows.summary?.ready ?? false;
    },
    item: (index) => rows.at(index),
    keyOf: objectKey,
    read: async (from, count) =>
      (
        await link.call('views.rows', { view: id, from, count }).catch((): readonly ViewRow[] => [])
      ).map((row) => spokenRow(row)),
    look: (from, count) => {
      const covered = from >= places.from && from + count <= places.from + places.count;
      const { lines, total = 0 } = rows.summary ?? {};
      const last = Math.min(from + count, lines ?? total) - 1;
      const isThere = rows.at(last) !== undefined || rows.groupAt(last) !== undefined;
      if (covered && (last < 0 || isThere)) return;
      // A screen more on either side, so that not every line asks anew.
      places = { from: Math.max(0, from - count), count: Math.min(1000, count * 3) };
      link.call('views.move', { view: id, window: places }).catch(quietly);
    },
    keys: (from, count) => link.call('views.keys', { view: id, from, count }).catch(() => []),
    find: (begins, from) => link.call('views.find', { view: id, begins, from }).catch(() => -1),
    hold: (held) => void link.call('views.hold', { view: id, held }).catch(quietly),
    ...groups,
  };
}
