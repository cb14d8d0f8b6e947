import type { DragEvent, HTMLAttributes, MouseEvent } from 'react';
import { lineAt } from '../lines/line-events.ts';
import type { CellPlace } from './cell-move.ts';
import type { TableSource } from './table-source.ts';
import type { TablePicker } from './use-table-picker.ts';

export interface TableMouseOptions<Item> {
  readonly source: TableSource<Item>;
  readonly picker: TablePicker;
  readonly place: CellPlace;
  readonly setPlace: (place: CellPlace) => void;
  readonly sort: (column: number, also: boolean) => void;
  readonly onOpen: (item: Item | undefined) => void;
  readonly onColumnMenu: (column: number, at: { readonly x: number; readonly y: number }) => void;
  readonly onMenu: ((at: { readonly x: number; readonly y: number }) => void) | undefined;
  /** Of a tree: opens or closes what stands below a line. */
  readonly toggle: ((item: Item) => void) | undefined;
  readonly onDragStart: ((item: Item, transfer: DataTransfer) => void) | undefined;
  readonly onDragEnd: (() => void) | undefined;
}

/** What the mouse does in a table: headings sort, lines are selected as desktop lists have it, each has its menu. */
export function tableMouse<Item>(options: TableMouseOptions<Item>): HTMLAttributes<HTMLElement> {
  const { source, picker, place, setPlace } = options;
  const itemAt = (event: MouseEvent): Item | undefined => source.item(lineAt(event) ?? -1);
  const onContextMenu = (event: MouseEvent): void => {
    const line = lineAt(event);
    const at = { x: event.clientX, y: event.clientY };
    const column = columnAt(event);
    if (onHeading(event) && column !== null) {
      event.preventDefault();
      options.onColumnMenu(column, at);
    }
    if (line === null || options.onMenu === undefined) return;
    event.preventDefault();
    setPlace({ line, column: place.column });
    picker.include(line);
    options.onMenu(at);
  };
  const onDragStart = (event: DragEvent): void => {
    const item = itemAt(event);
    if (item !== undefined) options.onDragStart?.(item, event.dataTransfer);
  };
  return {
    onClick: (event) => click(event, options),
    onContextMenu,
    onDragStart,
    onDragEnd: options.onDragEnd,
    onDoubleClick: (event) => {
      if (!onTwisty(event)) options.onOpen(itemAt(event));
    },
  };
}

/** On the sign that opens what stands below a line. */
function onTwisty(event: MouseEvent): boolean {
  return (event.target as Element).closest('.table-twisty') !== null;
}

function click<Item>(event: MouseEvent, options: TableMouseOptions<Item>): void {
  const { source, picker, place, setPlace } = options;
  const line = lineAt(event);
  const column = columnAt(event) ?? place.column;
  const item = source.item(line ?? -1);
  if (onTwisty(event) && item !== undefined) {
    options.toggle?.(item);
    return;
  }
  if (onHeading(event)) options.sort(column, event.shiftKey);
  if (line === null) return;
  const group = source.group?.(line);
  if (group !== undefined) {
    setPlace({ line, column });
    source.fold?.(!group.open, group.id);
    return;
  }
  setPlace({ line, column });
  if (event.shiftKey) picker.range(line);
  else if (event.ctrlKey || event.metaKey) picker.flip(line);
  else picker.one(line);
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
