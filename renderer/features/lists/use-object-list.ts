import { useMemo, useState } from 'react';
import type { ViewCell, ViewRow } from '#shared/model/view.ts';
import { columnOf } from '#shared/query/column.ts';
import { useTableLayout } from '../../actions/use-table-layout.ts';
import { t } from '../../i18n/translate.ts';
import type { ListTab } from '../../state/workspace/workspace.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import {
  shownColumns,
  type TableLayout,
  type TableSort,
} from '../../ui/data-table/table-layout.ts';
import { cellText } from './cell-text.ts';
import { listColumns, nameColumn } from './list-columns.tsx';
import { listKinds } from './list-kinds.ts';
import { useListPick, type ListPick } from './use-list-pick.ts';
import { useListQuery, type ListQuery } from './use-list-query.ts';
import { useView, type ListScope, type ListView } from './use-view.ts';

export interface ObjectListProps {
  readonly tab: ListTab | 'all';
  readonly scope: ListScope;
  /** What is looked for at first. */
  readonly search?: string;
}

export interface ObjectListState {
  readonly search: ListQuery;
  readonly view: ListView;
  readonly pick: ListPick;
  readonly layout: TableLayout;
  readonly setLayout: (layout: TableLayout) => void;
  readonly columns: readonly TableColumn<ViewRow>[];
  /** Columns that are added up. */
  readonly sums: readonly string[];
  readonly namesOnly: boolean;
  readonly setNamesOnly: (namesOnly: boolean) => void;
  /** Reads of all objects what the search and the order need and is not cached. */
  readonly read: () => void;
  /** What is shown, and of what. */
  readonly request: {
    readonly query: string;
    readonly columns: readonly string[];
    readonly sort: readonly TableSort[];
  };
  readonly within: ListScope & { readonly namesOnly: boolean };
}

/** What a list of objects shows: its search, its columns, the view of the core, what is selected. */
export function useObjectList({ tab, scope, search = '' }: ObjectListProps): ObjectListState {
  const kind = listKinds[tab];
  const [namesOnly, setNamesOnly] = useState(false);
  const [read, setRead] = useState(false);
  const [layout, setLayout] = useTableLayout(tab);
  const typed = useListQuery(kind.query, search, layout.filters);
  const wanted = useMemo(() => {
    const all = listColumns(kind, [], layout.columns ?? []);
    const ids = shownColumns(all, layout).map(({ id }) => id);
    return ids.filter((id) => id !== nameColumn);
  }, [kind, layout]);
  const sums = kind.sums.filter((id) => wanted.includes(id));
  const within = { ...scope, namesOnly: namesOnly && typed.freeText };
  const request = { query: typed.query, columns: wanted, sort: layout.sort };
  const { group } = layout;
  const groupLabel = useGroupLabel(group);
  const view = useView(
    { ...request, ...within, sums, ...(read && { read }), ...(group !== null && { group }) },
    groupLabel,
  );
  const pick = useListPick(view.id, { query: typed.query, ...within });
  return {
    search: typed,
    view,
    pick,
    layout,
    setLayout,
    columns: useColumns(tab, view.columns, layout.columns),
    sums,
    namesOnly,
    setNamesOnly,
    read: () => setRead(true),
    request,
    within,
  };
}

/** What the objects of a group have in common, as their cells say it. */
function useGroupLabel(group: string | null): (cell: ViewCell) => string {
  return useMemo(() => {
    const field = group === null ? undefined : columnOf(group)?.field;
    return (cell) =>
      (field === undefined ? '' : cellText(cell, field, { kind: 'vm' })) || t('table.group.empty');
  }, [group]);
}

function useColumns(
  tab: ObjectListProps['tab'],
  asked: readonly string[],
  chosen: TableLayout['columns'],
): readonly TableColumn<ViewRow>[] {
  return useMemo(() => listColumns(listKinds[tab], asked, chosen ?? []), [tab, asked, chosen]);
}
