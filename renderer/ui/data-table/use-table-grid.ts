import { useState, type HTMLAttributes } from 'react';
import type { CellPlace } from './cell-move.ts';
import type { ColumnChanges } from './columns/column-changes.ts';
import type { ColumnMenuPlace } from './columns/column-menu.tsx';
import type { TableColumn } from './columns/table-column.ts';
import { copyLines } from './copy-lines.ts';
import type { DataTableProps } from './data-table-props.ts';
import { tableMouse } from './table-mouse.ts';
import { nothingSelected } from './table-selection.ts';
import type { TableSource } from './table-source.ts';
import { useTableKeys, type TableKeysOptions } from './use-table-keys.ts';
import { useTablePicker, type TablePicker } from './use-table-picker.ts';

export interface TableGridOptions<Item> {
  /** Ids of the cells begin with it. */
  readonly id: string;
  /** Those that are shown. */
  readonly columns: readonly TableColumn<Item>[];
  readonly change: ColumnChanges;
  /** Brings a cell into view. */
  readonly reveal: (place: CellPlace) => void;
  /** Lines on screen. */
  readonly page: () => number;
  readonly onColumnMenu: (place: ColumnMenuPlace) => void;
}

export interface TableGrid {
  /** The active cell. */
  readonly place: CellPlace;
  readonly handlers: HTMLAttributes<HTMLElement>;
}

/** The active cell of a table, and what keys and the mouse do. */
export function useTableGrid<Item>(
  props: DataTableProps<Item>,
  options: TableGridOptions<Item>,
): TableGrid {
  const { source, selection = nothingSelected } = props;
  const [place, setPlace] = useState<CellPlace>({ line: 0, column: 0 });
  const picker = useTablePicker(source, selection, props.onSelect);
  const open = (item: Item | undefined): void => {
    if (item !== undefined) props.onOpen?.(item);
  };
  const onKeyDown = useTableKeys(keysOf(props, options, { place, setPlace, picker, open }));
  const mouse = tableMouse({
    source,
    picker,
    place,
    setPlace,
    sort: options.change.sort,
    onOpen: open,
    onColumnMenu: (column, at) => options.onColumnMenu({ column, ...at }),
    onMenu: props.onMenu,
    onDragStart: props.onDragStart,
    onDragEnd: props.onDragEnd,
  });
  return { place, handlers: { ...mouse, ...holding(source), onKeyDown } };
}

/** While the keyboard is in the table its order stays as it is. */
function holding<Item>(source: TableSource<Item>): HTMLAttributes<HTMLElement> {
  return {
    onFocus: () => source.hold?.(true),
    onBlur: (event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) source.hold?.(false);
    },
  };
}

interface GridState<Item> {
  readonly place: CellPlace;
  readonly setPlace: (place: CellPlace) => void;
  readonly picker: TablePicker;
  readonly open: (item: Item | undefined) => void;
}

function keysOf<Item>(
  { source, selection = nothingSelected, onMenu, onOtherKey }: DataTableProps<Item>,
  { id, columns, change, reveal, page, onColumnMenu }: TableGridOptions<Item>,
  { place, setPlace, picker, open }: GridState<Item>,
): TableKeysOptions {
  return {
    place,
    extent: () => ({ lines: source.total, columns: columns.length, page: page() }),
    moveTo: (next) => {
      setPlace(next);
      reveal(next);
    },
    picker,
    find: (begins, from) => source.find(begins, from),
    onOpen: (line) => open(source.item(line)),
    onSort: change.sort,
    onMoveColumn: (column, by) => {
      change.move(column, column + by);
      const last = columns.length - 1;
      setPlace({ line: -1, column: Math.max(0, Math.min(last, column + by)) });
    },
    onMenu: (at) => {
      const where = besideCell(id, at);
      if (where === undefined) return;
      if (at.line < 0) onColumnMenu({ column: at.column, ...where });
      else {
        picker.include(at.line);
        onMenu?.(where);
      }
    },
    onCopy: (what) => void copyLines({ what, source, columns, selection, place }),
    onOtherKey,
  };
}

export function cellId(id: string, { line, column }: CellPlace): string {
  return line < 0 ? `${id}-head-${column}` : `${id}-${line}-${column}`;
}

function besideCell(
  id: string,
  at: CellPlace,
): { readonly x: number; readonly y: number } | undefined {
  const box = document.getElementById(cellId(id, at))?.getBoundingClientRect();
  return box === undefined ? undefined : { x: box.left + 20, y: box.bottom };
}
