import { useId, useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { objectKey } from '#shared/model/reference.ts';
import type { ViewRow } from '#shared/model/view.ts';
import { explain } from '#shared/query/explain.ts';
import { beginDrag, endDrag } from '../../actions/drag.ts';
import { withCompare } from '../../actions/compare.ts';
import { tellRefused } from '../../actions/registry.ts';
import { runShortcut } from '../../actions/shortcut.ts';
import { useTargetActions } from '../../actions/use-target-actions.ts';
import { useLink } from '../../bridge/link-context.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { addressesOf } from '../../state/selection/selection.ts';
import type { ListTab } from '../../state/workspace/workspace.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { shownColumns } from '../../ui/data-table/table-layout.ts';
import { selectedCount } from '../../ui/data-table/table-selection.ts';
import { addedField, listColumns, nameColumn } from './list-columns.tsx';
import { ListHead } from './list-head.tsx';
import { listKinds } from './list-kinds.ts';
import { QueryProblemText } from '../../ui/search/query-problem-text.tsx';
import { Unread } from './unread.tsx';
import { totalsOf } from './totals.ts';
import { useExport } from './use-export.ts';
import { filterProblem, useListQuery } from './use-list-query.ts';
import { useListPick } from './use-list-pick.ts';
import { useTableLayout } from '../../actions/use-table-layout.ts';
import { useView, type ListScope } from './use-view.ts';

export interface ObjectListProps {
  readonly tab: ListTab | 'all';
  readonly scope: ListScope;
  /** What is looked for at first. */
  readonly search?: string;
}

/** The objects of a kind as a table: searched, sorted, selected, acted on. */
export function ObjectList({ tab, scope, search = '' }: ObjectListProps): ReactElement {
  const kind = listKinds[tab];
  const link = useLink();
  const problemId = useId();
  const [namesOnly, setNamesOnly] = useState(false);
  const [read, setRead] = useState(false);
  const [layout, setLayout] = useTableLayout(tab);
  const { typed, type, query, freeText, problem } = useListQuery(
    kind.query,
    search,
    layout.filters,
  );
  const wanted = useMemo(() => {
    const all = listColumns(kind, [], layout.columns ?? []);
    const ids = shownColumns(all, layout).map(({ id }) => id);
    return ids.filter((id) => id !== nameColumn);
  }, [kind, layout]);
  const sums = kind.sums.filter((id) => wanted.includes(id));
  const within = { ...scope, namesOnly: namesOnly && freeText };
  const view = useView({
    query,
    ...within,
    columns: wanted,
    sort: layout.sort,
    sums,
    ...(read && { read }),
  });
  const columns = useMemo(
    () => listColumns(kind, view.columns, layout.columns ?? []),
    [kind, view.columns, layout.columns],
  );
  const exports = useExport(
    { query, columns: wanted, sort: layout.sort },
    within,
    t(`list.title.${tab}`),
  );
  const pick = useListPick(view.id, { query, ...within });
  const target = withCompare(useTargetActions(pick.selected), pick.selected);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const open = ({ connection, ref }: ViewRow): void => void goTo({ connection, ref });
  const onOtherKey = (event: KeyboardEvent): void => {
    if (pick.selected.size > 0 && runShortcut(event, target.actions, tellRefused))
      event.preventDefault();
  };
  return (
    <section className="list" aria-label={t(`list.title.${tab}`)}>
      <ListHead
        typed={typed}
        onType={type}
        problemId={problem === undefined ? undefined : problemId}
        freeText={freeText}
        namesOnly={namesOnly}
        onNamesOnly={setNamesOnly}
        summary={view.summary}
        selected={selectedCount(pick.selection, view.source.total)}
        target={target}
        onClear={pick.clear}
        onUpdate={() => view.source.hold?.(false)}
        exports={exports}
      />
      {view.summary?.unread !== undefined && (
        <Unread unread={view.summary.unread} onRead={() => setRead(true)} />
      )}
      {problem !== undefined && (
        <QueryProblemText id={problemId} typed={typed} problem={problem} onMend={type} />
      )}
      {view.error !== null && <p className="list-problem">{inWords(view.error.message)}</p>}
      <div className="list-table">
        <DataTable
          label={t(`list.title.${tab}`)}
          columns={columns}
          source={view.source}
          layout={layout}
          onLayout={setLayout}
          selection={pick.selection}
          onSelect={pick.select}
          onOpen={open}
          onMenu={setMenu}
          onOtherKey={onOtherKey}
          classOf={classOf}
          filterProblem={(column) => {
            const wrong = filterProblem(column, layout.filters[column] ?? '');
            return wrong === undefined ? undefined : inWords(explain(wrong));
          }}
          ownColumn={(text) => addedField(text)?.name}
          totals={totalsOf(sums, view.summary)}
          onDragStart={(row, transfer) => {
            const key = objectKey(row);
            const dragged = pick.selected.has(key) ? pick.selected : [key];
            beginDrag(link, addressesOf(dragged), transfer);
          }}
          onDragEnd={endDrag}
        />
      </div>
      <ActionMenu
        label={t('object.actions')}
        actions={target.actions}
        loading={target.loading}
        problem={target.error === null ? undefined : inWords(target.error.message)}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </section>
  );
}

function classOf({ pending }: ViewRow): string {
  return pending === undefined ? '' : `table-line-${pending}`;
}
