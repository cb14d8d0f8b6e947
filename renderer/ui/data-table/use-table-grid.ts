import { useState, type HTMLAttributes } from 'react';
import type { CellPlace } from './cell-move.ts';
import type { ColumnChanges } from './columns/column-changes.ts';
import type { ColumnMenuPlace } from './columns/column-menu.tsx';
import type { TableColumn } from './columns/table-column.ts';
import { copyLines } from './copy-lines.ts';
import type { DataTableProps } from './data-table-props.ts';
import { tableMouse } from './table-mouse.ts';
import { nothingSelected, type TableSelection } from './table-selection.ts';
import { treeMove, type TableTree } from './table-tree.ts';
import type { TableSource } from './table-source.ts';
import { useTableKeys, type TableKeysOptions } from './use-table-keys.ts';
import { singlePicker, useTablePicker, type TablePicker } from './use-table-picker.ts';

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
  const [place, setPlace] = useActiveCell(source, selection);
  const several = useTablePicker(source, selection, props.onSelect);
  const picker = props.single === true ? singlePicker(several) : several;
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
    toggle: props.tree?.toggle,
    onDragStart: props.onDragStart,
    onDragEnd: props.onDragEnd,
  });
  return { place, handlers: { ...mouse, ...holding(source), onKeyDown } };
}

/** The active cell stays with its line, where it is known which one that is: others come in above. */
function useActiveCell<Item>(
  source: TableSource<Item>,
  selection: TableSelection,
): readonly [CellPlace, (place: CellPlace) => void] {
  const [active, setActive] = useState<ActiveCell>(() => firstActive(selection));
  const { line, column, key } = active;
  const found = key === undefined ? -1 : (source.indexOf?.(key) ?? -1);
  const setPlace = (place: CellPlace): void => {
    const item = place.line < 0 ? undefined : source.item(place.line);
    setActive(item === undefined ? place : { ...place, key: source.keyOf(item) });
  };
  return [{ line: found < 0 ? line : found, column }, setPlace];
}

type ActiveCell = CellPlace & { readonly key?: string };

/** On the line that is selected already, where it is one. */
function firstActive(selection: TableSelection): ActiveCell {
  const start = { line: 0, column: 0 };
  if (selection.is === 'all' || selection.keys.size !== 1) return start;
  const [key] = selection.keys;
  return key === undefined ? start : { ...start, key };
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
  { source, selection = nothingSelected, onMenu, onOtherKey, tree, single }: DataTableProps<Item>,
  { id, columns, change, reveal, page, onColumnMenu }: TableGridOptions<Item>,
  { place, setPlace, picker, open }: GridState<Item>,
): TableKeysOptions {
  const moveTo = (next: CellPlace): void => {
    setPlace(next);
    reveal(next);
  };
  return {
    place,
    extent: () => ({ lines: source.total, columns: columns.length, page: page() }),
    moveTo,
    onTreeKey: tree && ((key) => pressInTree(key, tree, { source, place, picker, moveTo })),
    onGroupKey: (key) => pressOnGroup(key, source, place.line),
    single: single === true,
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
    onOtherKey: (event) => onOtherKey?.(event, source.item(place.line)),
  };
}

/** An arrow at the beginning of a line of a tree; true if it meant something to the tree. */
function pressInTree<Item>(
  key: string,
  tree: TableTree<Item>,
  {
    source,
    place,
    picker,
    moveTo,
  }: Pick<GridState<Item>, 'place' | 'picker'> & {
    readonly source: TableSource<Item>;
    readonly moveTo: (place: CellPlace) => void;
  },
): boolean {
  const item = source.item(place.line);
  const move = treeMove(key, place.line, (line) => source.item(line), tree);
  if (item === undefined || move === undefined) return false;
  if (move === 'toggle') tree.toggle(item);
  else {
    moveTo({ line: move.line, column: 0 });
    picker.one(move.line);
  }
  return true;
}

/** → opens, ← closes, Enter and Space do the one or the other. True on the head of a group, where no key means a cell. */
function pressOnGroup<Item>(key: string, source: TableSource<Item>, line: number): boolean {
  const group = source.group?.(line);
  if (group === undefined) return false;
  const { id, open } = group;
  if (key === 'Enter' || key === ' ') source.fold?.(!open, id);
  else if (key === 'ArrowRight') source.fold?.(true, id);
  else if (key === 'ArrowLeft') source.fold?.(false, id);
  else return false;
  return true;
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
