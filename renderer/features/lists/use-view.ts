import { useMemo, useState } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import { objectKey, type ConnectionId, type ObjectAddress } from '#shared/model/reference.ts';
import type { ViewRow, ViewSummary } from '#shared/model/view.ts';
import type { Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { spokenRow } from '../../bridge/spoken-rows.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import type { TableSort } from '../../ui/data-table/table-layout.ts';
import type { TableSource } from '../../ui/data-table/table-source.ts';
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
export function useView(request: ListRequest): ListView {
  const link = useLink();
  const key = JSON.stringify(request);
  const opened = useMemo(() => openedFor(JSON.parse(key) as ListRequest), [key]);
  const [shown, answer] = useState(opened);
  const [, rendered] = useState(0);
  const [failure, setFailure] = useState<{ readonly id: string; readonly error: MorefError }>();
  const { id, rows } = opened;

  useFeed(
    'view',
    { view: id, ...request, window: { from: 0, count: firstCount } },
    (frame) => {
      rows.apply(frame);
      if (rows.summary !== undefined) answer(opened);
      rendered((count) => count + 1);
    },
    (error) => setFailure({ id, error }),
  );

  const source = useMemo(() => viewSource(link, shown), [link, shown]);
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
}

/** Another request is another view: what is still on its way for the old one must not get into it. */
function openedFor({ columns }: ListRequest): Opened {
  return { id: `view-${crypto.randomUUID()}`, rows: createViewRows(), columns };
}

function viewSource(link: Link, { id, rows }: Opened): TableSource<ViewRow> {
  let places = { from: 0, count: firstCount };
  // A view that was replaced meanwhile answers with `missing`: nobody waits for it any more.
  const quietly = (): void => undefined;
  return {
    get total() {
      return rows.summary?.total ?? 0;
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
      const lastWanted = Math.min(from + count, rows.summary?.total ?? 0) - 1;
      if (covered && (lastWanted < 0 || rows.at(lastWanted) !== undefined)) return;
      // A screen more on either side, so that not every line asks anew.
      places = { from: Math.max(0, from - count), count: Math.min(1000, count * 3) };
      link.call('views.move', { view: id, window: places }).catch(quietly);
    },
    keys: (from, count) => link.call('views.keys', { view: id, from, count }).catch(() => []),
    find: (begins, from) => link.call('views.find', { view: id, begins, from }).catch(() => -1),
    hold: (held) => void link.call('views.hold', { view: id, held }).catch(quietly),
  };
}
