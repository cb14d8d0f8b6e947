import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { t } from '../../i18n/translate.ts';
import { lineAt } from '../lines/line-events.ts';
import type { CellPlace } from './cell-move.ts';
import { ColumnMenu } from './columns/column-menu.tsx';
import { copyLines } from './copy-lines.ts';
import { TableBody } from './table-body.tsx';
import type { TableColumn } from './columns/table-column.ts';
import { TableHead } from './table-head.tsx';
import { TableFilters } from './table-filters.tsx';
import {
  filteredBy,
  lineHeights,
  moved,
  resized,
  shownColumns,
  showsFilters,
  sortedBy,
  type TableLayout,
} from './table-layout.ts';
import { nothingSelected, type TableSelection } from './table-selection.ts';
import type { TableSource } from './table-source.ts';
import { TableTotals } from './table-totals.tsx';
import { useColumnPlaces } from './columns/use-column-places.ts';
import { useTableKeys } from './use-table-keys.ts';
import { useTablePicker } from './use-table-picker.ts';
import './data-table.css';

export interface DataTableProps<Item> {
  readonly label: string;
  /** All that there are; the layout says which are shown. */
  readonly columns: readonly TableColumn<Item>[];
  readonly source: TableSource<Item>;
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  /** Absent: lines cannot be selected. */
  readonly onSelect?: (selection: TableSelection) => void;
  readonly selection?: TableSelection;
  readonly onOpen?: (item: Item) => void;
  /** The menu of what is selected. */
  readonly onMenu?: (at: { readonly x: number; readonly y: number }) => void;
  /** A key that means nothing to the table. */
  readonly onOtherKey?: (event: KeyboardEvent) => void;
  /** The column that a text names and that is none of `columns`; undefined where it names none. */
  readonly ownColumn?: (typed: string) => string | undefined;
  /** Lines that look different: what leaves, what is gone. */
  readonly classOf?: (item: Item) => string;
  /** Below the columns: sums, by column. */
  readonly totals?: Readonly<Record<string, string>>;
  /** Begins to drag what is selected. */
  readonly onDragStart?: (item: Item, transfer: DataTransfer) => void;
  readonly onDragEnd?: () => void;
  /** What is wrong with the filter of a column, in words. */
  readonly filterProblem?: (column: string) => string | undefined;
  /** Instead of lines, where there are none. */
  readonly empty?: ReactElement | string;
}

const overscan = 10;

/**
 * The one table of Moref: lines of any number, of which a screen is rendered, with columns that the user chooses, orders, resizes, pins
 * and sorts by. The table has the keyboard's focus; one cell is active (WAI-ARIA, grid pattern).
 */
export function DataTable<Item>(props: DataTableProps<Item>): ReactElement {
  const { source, layout, onLayout, selection = nothingSelected, onSelect } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [place, setPlace] = useState<CellPlace>({ line: 0, column: 0 });
  const [columnMenu, setColumnMenu] = useState<{
    readonly column: number;
    readonly x: number;
    readonly y: number;
  } | null>(null);
  const columns = shownColumns(props.columns, layout);
  const shown = useColumnPlaces(scroller, columns, layout);
  const height = lineHeights[layout.density];
  const virtualizer = useVirtualizer({
    count: source.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan,
    useFlushSync: false,
    // The head and the totals cover what lies below them.
    scrollPaddingStart: showsFilters(layout) ? 2 * height : height,
    scrollPaddingEnd: props.totals === undefined ? 0 : height,
    onChange: ({ range }) => {
      if (range !== null)
        source.look(
          Math.max(0, range.startIndex - overscan),
          range.endIndex - range.startIndex + 1 + 2 * overscan,
        );
    },
  });
  const [filtering, setFiltering] = useState<string | null>(null);
  const picker = useTablePicker(source, selection, onSelect);
  const ids = columns.map((column) => column.id);
  const moveTo = (next: CellPlace): void => {
    setPlace(next);
    if (next.line >= 0) virtualizer.scrollToIndex(next.line, { align: 'auto' });
    shown.scrollTo(next.column);
  };
  const sort = (column: number, also: boolean): void => {
    const one = columns[column];
    if (one !== undefined && one.sortable !== false) onLayout(sortedBy(layout, one.id, also));
  };
  const moveColumn = (from: number, to: number): void => {
    const column = ids[from];
    if (column !== undefined) onLayout(moved(layout, ids, column, to));
  };
  const menuAt = (at: CellPlace): void => {
    const cell = document.getElementById(cellId(id, at));
    const box = cell?.getBoundingClientRect();
    if (box === undefined) return;
    const where = { x: box.left + 20, y: box.bottom };
    if (at.line < 0) setColumnMenu({ column: at.column, ...where });
    else {
      picker.include(at.line);
      props.onMenu?.(where);
    }
  };
  const onKeyDown = useTableKeys({
    place,
    extent: () => ({
      lines: source.total,
      columns: columns.length,
      page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2),
    }),
    moveTo,
    picker,
    find: (begins, from) => source.find(begins, from),
    onOpen: (line) => open(source.item(line)),
    onSort: sort,
    onMoveColumn: (column, by) => {
      moveColumn(column, column + by);
      setPlace({ line: -1, column: Math.max(0, Math.min(ids.length - 1, column + by)) });
    },
    onMenu: menuAt,
    onCopy: (what) => void copyLines({ what, source, columns, selection, place }),
    onOtherKey: props.onOtherKey,
  });
  const open = (item: Item | undefined): void => {
    if (item !== undefined) props.onOpen?.(item);
  };
  const itemAt = (target: EventTarget): Item | undefined =>
    source.item(lineAt({ target } as never) ?? -1);
  return (
    <>
      <div
        ref={scroller}
        className={`data-table data-table-${layout.density}`}
        role="grid"
        aria-label={props.label}
        aria-rowcount={source.total + 1}
        aria-colcount={columns.length}
        aria-multiselectable={onSelect !== undefined}
        aria-busy={!source.ready}
        aria-activedescendant={cellId(id, place)}
        tabIndex={0}
        style={shown.style}
        onKeyDown={onKeyDown}
        onFocus={() => source.hold?.(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) source.hold?.(false);
        }}
        onClick={(event) => {
          const line = lineAt(event);
          const column = columnAt(event) ?? place.column;
          if (onHeading(event)) sort(column, event.shiftKey);
          if (line === null) return;
          setPlace({ line, column });
          if (event.shiftKey) picker.range(line);
          else if (event.ctrlKey || event.metaKey) picker.flip(line);
          else picker.one(line);
        }}
        onDoubleClick={(event) => open(itemAt(event.target))}
        onContextMenu={(event) => {
          const line = lineAt(event);
          const at = { x: event.clientX, y: event.clientY };
          const column = columnAt(event);
          if (onHeading(event) && column !== null) {
            event.preventDefault();
            setColumnMenu({ column, ...at });
          }
          if (line === null || props.onMenu === undefined) return;
          event.preventDefault();
          setPlace({ line, column: place.column });
          picker.include(line);
          props.onMenu(at);
        }}
        onDragStart={(event) => {
          const item = itemAt(event.target);
          if (item !== undefined) props.onDragStart?.(item, event.dataTransfer);
        }}
        onDragEnd={props.onDragEnd}
      >
        <TableHead
          id={id}
          columns={columns}
          layout={layout}
          shown={shown}
          active={place.line < 0 ? place.column : -1}
          onResize={(column, width) => onLayout(resized(layout, ids[column] ?? '', width))}
          onMove={moveColumn}
        />
        {showsFilters(layout) && (
          <TableFilters
            columns={columns}
            shown={shown}
            filters={layout.filters}
            problemOf={(column) => props.filterProblem?.(column)}
            focused={filtering}
            onFilter={(column, typed) => onLayout(filteredBy(layout, column, typed))}
            onLeave={() => {
              setFiltering(null);
              scroller.current?.focus();
            }}
          />
        )}
        <TableBody
          id={id}
          source={source}
          columns={columns}
          shown={shown}
          lines={virtualizer.getVirtualItems()}
          total={virtualizer.getTotalSize()}
          height={height}
          selection={onSelect === undefined ? undefined : selection}
          place={place}
          classOf={props.classOf}
        />
        {source.ready && source.total === 0 && (
          <div className="table-empty">{props.empty ?? t('table.empty')}</div>
        )}
        {props.totals !== undefined && (
          <TableTotals columns={columns} shown={shown} totals={props.totals} />
        )}
      </div>
      <ColumnMenu
        all={props.columns}
        shown={columns}
        layout={layout}
        at={columnMenu}
        onLayout={onLayout}
        ownColumn={props.ownColumn}
        onFilter={(column) => {
          setFiltering(column);
          onLayout({ ...layout, filtering: true });
        }}
        onClose={() => {
          setColumnMenu(null);
          scroller.current?.focus();
        }}
      />
    </>
  );
}

/** The column that the mouse is on. */
function columnAt(event: MouseEvent): number | null {
  const cell = (event.target as Element).closest('[data-column]');
  return cell === null ? null : Number(cell.getAttribute('data-column'));
}

/** On a heading, and not on the edge that resizes its column. */
function onHeading(event: MouseEvent): boolean {
  const target = event.target as Element;
  return target.closest('.table-head') !== null && target.closest('.table-grip') === null;
}

function cellId(id: string, { line, column }: CellPlace): string {
  return line < 0 ? `${id}-head-${column}` : `${id}-${line}-${column}`;
}
