import type { KeyboardEvent } from 'react';
import { asksForMenu } from '../lines/line-events.ts';
import { cellMove, type CellPlace, type TableExtent } from './cell-move.ts';
import { useTypeAhead, type TypeAheadOptions } from './use-type-ahead.ts';

export interface TableKeysOptions extends TypeAheadOptions {
  readonly extent: () => TableExtent;
  readonly onOpen: (line: number) => void;
  /** Enter or Space on a heading; with Shift, besides what it is sorted by already. */
  readonly onSort: (column: number, also: boolean) => void;
  /** Alt and an arrow on a heading. */
  readonly onMoveColumn: (column: number, by: -1 | 1) => void;
  readonly onMenu: (place: CellPlace) => void;
  readonly onCopy: (what: 'cell' | 'lines') => void;
  /** An arrow at the beginning of a line of a tree; true if it meant something to the tree. */
  readonly onTreeKey?: ((key: string) => boolean) | undefined;
  /** A key on the head of a group; true if it meant something to the group. */
  readonly onGroupKey: (key: string) => boolean;
  /** One line at the most is selected: Space is not for that. */
  readonly single: boolean;
  readonly onOtherKey?: ((event: KeyboardEvent) => void) | undefined;
}

/** The keys of a table: the grid pattern of WAI-ARIA, selection as desktop lists have it, type-ahead. */
export function useTableKeys(options: TableKeysOptions): (event: KeyboardEvent) => void {
  const typeAhead = useTypeAhead();
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const meant =
      options.place.line < 0
        ? pressOnHead(event, options)
        : pressOnGroup(event, options) ||
          pressInTree(event, options) ||
          pressOnLine(event, options) ||
          typeAhead(event, options);
    if (meant || pressAnywhere(event, options)) event.preventDefault();
    else options.onOtherKey?.(event);
  };
}

function pressAnywhere(event: KeyboardEvent, now: TableKeysOptions): boolean {
  const { place, extent, moveTo, picker } = now;
  if (event.altKey) return false;
  const next = cellMove(event, place, extent());
  if (next === undefined) return false;
  moveTo(next);
  const acrossOnly = next.line === place.line;
  if (acrossOnly || next.line < 0) return true;
  if (event.shiftKey) picker.range(next.line);
  else if (!(event.ctrlKey || event.metaKey) || event.key === 'Home' || event.key === 'End')
    picker.one(next.line);
  return true;
}

function pressOnHead(event: KeyboardEvent, now: TableKeysOptions): boolean {
  const { column } = now.place;
  if (event.key === 'Enter' || event.key === ' ') now.onSort(column, event.shiftKey);
  else if (asksForMenu(event)) now.onMenu(now.place);
  else if (event.altKey && event.key === 'ArrowLeft') now.onMoveColumn(column, -1);
  else if (event.altKey && event.key === 'ArrowRight') now.onMoveColumn(column, 1);
  else return false;
  return true;
}

function pressOnGroup(event: KeyboardEvent, { onGroupKey }: TableKeysOptions): boolean {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  return plain && onGroupKey(event.key);
}

function pressInTree(event: KeyboardEvent, { place, onTreeKey }: TableKeysOptions): boolean {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  return plain && place.column === 0 && onTreeKey?.(event.key) === true;
}

function pressOnLine(event: KeyboardEvent, now: TableKeysOptions): boolean {
  const { place, picker } = now;
  const ctrl = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (event.altKey) return false;
  if (ctrl && key === 'a') picker.all();
  else if (ctrl && key === 'c') now.onCopy(event.shiftKey ? 'cell' : 'lines');
  else if (event.key === ' ' && ctrl) picker.flip(place.line);
  else if (event.key === ' ' && !now.single) picker.include(place.line);
  else if (event.key === 'Enter') now.onOpen(place.line);
  else if (event.key === 'Escape') return picker.clear();
  else if (asksForMenu(event)) now.onMenu(place);
  else return false;
  return true;
}
