import { useId, useState, type ReactElement } from 'react';
import { objectKey } from '#shared/model/reference.ts';
import type { ViewRow } from '#shared/model/view.ts';
import { explain } from '#shared/query/explain.ts';
import type { TargetActions } from '../../actions/action.ts';
import { beginDrag, endDrag } from '../../actions/drag.ts';
import { withCompare } from '../../actions/compare.ts';
import { notifyRefused } from '../../actions/registry.ts';
import { runShortcut } from '../../actions/shortcut.ts';
import { useTargetActions } from '../../actions/use-target-actions.ts';
import { useLink } from '../../bridge/link-context.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { addressesOf } from '../../state/selection/selection.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { selectedCount } from '../../ui/data-table/table-selection.ts';
import { addedField } from './list-columns.tsx';
import { ListHead } from './list-head.tsx';
import { QueryProblemText } from '../../ui/search/query-problem-text.tsx';
import { Unread } from '../../ui/search/unread.tsx';
import { totalsOf } from './totals.ts';
import { useExport } from './use-export.ts';
import { filterProblem } from './use-list-query.ts';
import { useObjectList, type ObjectListProps, type ObjectListState } from './use-object-list.ts';

/** The objects of a kind as a table: searched, sorted, selected, acted on. */
export function ObjectList(props: ObjectListProps): ReactElement {
  const title = t(`list.title.${props.tab}`);
  const problemId = useId();
  const list = useObjectList(props);
  const { search, view, pick } = list;
  const exports = useExport(list.request, list.within, title);
  const target = withCompare(useTargetActions(pick.selected), pick.selected);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  return (
    <section className="list" aria-label={title}>
      <ListHead
        typed={search.typed}
        onType={search.type}
        problemId={search.problem === undefined ? undefined : problemId}
        freeText={search.freeText}
        namesOnly={list.namesOnly}
        onNamesOnly={list.setNamesOnly}
        summary={view.summary}
        selected={selectedCount(pick.selection, view.summary?.total ?? 0)}
        target={target}
        onClear={pick.clear}
        onUpdate={() => view.source.hold?.(false)}
        exports={exports}
      />
      {view.summary?.unread !== undefined && (
        <Unread unread={view.summary.unread} onRead={list.read} />
      )}
      {search.problem !== undefined && (
        <QueryProblemText
          id={problemId}
          typed={search.typed}
          problem={search.problem}
          onMend={search.type}
        />
      )}
      {view.error !== null && <p className="list-problem">{inWords(view.error.message)}</p>}
      <div className="list-table">
        <ListTable title={title} list={list} target={target} onMenu={setMenu} />
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

function ListTable(props: {
  readonly title: string;
  readonly list: ObjectListState;
  readonly target: TargetActions;
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void;
}): ReactElement {
  const { title, list, target, onMenu } = props;
  const { view, layout, pick } = list;
  const link = useLink();
  return (
    <DataTable
      label={title}
      columns={list.columns}
      source={view.source}
      layout={layout}
      onLayout={list.setLayout}
      groupable
      selection={pick.selection}
      onSelect={pick.select}
      onOpen={({ connection, ref }: ViewRow) => void goTo({ connection, ref })}
      onMenu={onMenu}
      onOtherKey={(event) => {
        if (pick.selected.size > 0 && runShortcut(event, target.actions, notifyRefused))
          event.preventDefault();
      }}
      classOf={classOf}
      filterProblem={(column) => {
        const wrong = filterProblem(column, layout.filters[column] ?? '');
        return wrong === undefined ? undefined : inWords(explain(wrong));
      }}
      ownColumn={(text) => addedField(text)?.name}
      totals={totalsOf(list.sums, view.summary)}
      onDragStart={(row, transfer) => {
        const key = objectKey(row);
        const dragged = pick.selected.has(key) ? pick.selected : [key];
        beginDrag(link, addressesOf(dragged), transfer);
      }}
      onDragEnd={endDrag}
    />
  );
}

function classOf({ pending }: ViewRow): string {
  return pending === undefined ? '' : `table-line-${pending}`;
}
