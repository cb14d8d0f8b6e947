import { useId, useRef, useState, type ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import type { CellPlace } from './cell-move.ts';
import { columnChanges, type ColumnChanges } from './columns/column-changes.ts';
import { ColumnMenu, type ColumnMenuPlace } from './columns/column-menu.tsx';
import { useColumnPlaces } from './columns/use-column-places.ts';
import type { DataTableProps } from './data-table-props.ts';
import { TableBody } from './table-body.tsx';
import { TableFilters } from './table-filters.tsx';
import { TableHead } from './table-head.tsx';
import {
  filteredBy,
  lineHeights,
  shownColumns,
  showsFilters,
  type TableLayout,
} from './table-layout.ts';
import type { ColumnPlaces } from './table-row.tsx';
import { nothingSelected } from './table-selection.ts';
import { TableTotals } from './table-totals.tsx';
import { cellId, useTableGrid } from './use-table-grid.ts';
import { useSteadyScroll } from './use-steady-scroll.ts';
import { useTableLines } from './use-table-lines.ts';
import './data-table.css';

/**
 * The one table of Moref: lines of any number, of which a screen is rendered, with columns that the user chooses, orders, resizes, pins
 * and sorts by. The table has the keyboard's focus; one cell is active (WAI-ARIA, grid pattern).
 */
export function DataTable<Item>(props: DataTableProps<Item>): ReactElement {
  const { source, layout } = props;
  const table = useDataTable(props);
  const { id, scroller, columns, shown, lines, place } = table;
  const selection = props.onSelect === undefined ? undefined : (props.selection ?? nothingSelected);
  const parts = { ...props, id, columns, shown, place };
  return (
    <>
      <div
        ref={scroller}
        className={`data-table data-table-${layout.density}`}
        role={props.tree === undefined && source.group === undefined ? 'grid' : 'treegrid'}
        aria-label={props.label}
        aria-rowcount={source.total + 1}
        aria-colcount={columns.length}
        aria-multiselectable={props.onSelect !== undefined && props.single !== true}
        aria-busy={!source.ready}
        aria-activedescendant={cellId(id, place)}
        tabIndex={0}
        style={shown.style}
        {...table.handlers}
      >
        <Headings {...parts} {...table} />
        <TableBody
          {...parts}
          lines={lines.getVirtualItems()}
          total={lines.getTotalSize()}
          height={lineHeights[layout.density]}
          selection={selection}
        />
        {source.ready && source.total === 0 && (
          <div className="table-empty">{props.empty ?? t('table.empty')}</div>
        )}
        {props.totals !== undefined && <TableTotals {...parts} totals={props.totals} />}
      </div>
      <ColumnMenu
        {...props}
        all={props.columns}
        shown={columns}
        at={table.menu}
        onFilter={table.setFiltering}
        onClose={() => table.setMenu(null)}
        onBack={table.focus}
      />
    </>
  );
}

/** What stands behind a table: its columns, the lines on screen, the active cell, the menu and the filter that are open. */
function useDataTable<Item>(props: DataTableProps<Item>) {
  const { source, layout, onLayout } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [menu, setMenu] = useState<ColumnMenuPlace | null>(null);
  const [filtering, setFiltering] = useState<string | null>(null);
  const columns = shownColumns(props.columns, layout);
  const shown = useColumnPlaces(scroller, columns, layout);
  const lines = useTableLines(scroller, source, layout, props.totals !== undefined);
  useSteadyScroll(scroller, source, lineHeights[layout.density]);
  const change = columnChanges(columns, layout, onLayout);
  const grid = useTableGrid(props, {
    id,
    columns,
    change,
    reveal: ({ line, column }) => {
      if (line >= 0) lines.scrollToIndex(line, { align: 'auto' });
      shown.scrollTo(column);
    },
    page: () => linesOnScreen(scroller.current, layout),
    onColumnMenu: setMenu,
  });
  const focus = (): void => scroller.current?.focus();
  return {
    ...grid,
    id,
    scroller,
    columns,
    shown,
    lines,
    change,
    focus,
    menu,
    setMenu,
    filtering,
    setFiltering,
  };
}

/** Lines that are on screen whole, below the headings. */
function linesOnScreen(scroller: HTMLElement | null, { density }: TableLayout): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / lineHeights[density]) - 2);
}

interface HeadingsProps<Item> extends DataTableProps<Item> {
  readonly id: string;
  readonly shown: ColumnPlaces;
  readonly place: CellPlace;
  readonly change: ColumnChanges;
  /** The column whose filter takes the keyboard; null for none. */
  readonly filtering: string | null;
  readonly setFiltering: (column: string | null) => void;
  readonly focus: () => void;
}

/** The headings, and below them the filters while they are in use. */
function Headings<Item>(props: HeadingsProps<Item>): ReactElement {
  const { columns, layout, place, change } = props;
  return (
    <>
      <TableHead
        {...props}
        active={place.line < 0 ? place.column : -1}
        onResize={change.resize}
        onMove={change.move}
      />
      {showsFilters(layout) && (
        <TableFilters
          columns={columns}
          shown={props.shown}
          filters={layout.filters}
          problemOf={(column) => props.filterProblem?.(column)}
          focused={props.filtering}
          onFilter={(column, typed) => props.onLayout(filteredBy(layout, column, typed))}
          onLeave={() => {
            props.setFiltering(null);
            props.focus();
          }}
        />
      )}
    </>
  );
}
