import { useRef } from 'react';
import {
  allSelected,
  flipped,
  including,
  nothingSelected,
  only,
  selectedCount,
  type TableSelection,
} from './table-selection.ts';
import type { TableSource } from './table-source.ts';

/** What clicks and keys do to the selection, by lines. */
export interface TablePicker {
  readonly one: (line: number) => void;
  readonly flip: (line: number) => void;
  readonly include: (line: number) => void;
  /** From the line that was picked last to this one. */
  readonly range: (line: number) => void;
  readonly all: () => void;
  /** False if nothing was selected. */
  readonly clear: () => boolean;
}

/** @param onSelect absent: the lines cannot be selected */
export function useTablePicker<Item>(
  source: TableSource<Item>,
  selection: TableSelection,
  onSelect: ((selection: TableSelection) => void) | undefined,
): TablePicker {
  const anchor = useRef(0);
  /** A range may have to be looked up; what was picked since counts. */
  const turn = useRef(0);
  const pick = (line: number, next: (key: string) => TableSelection): void => {
    const item = source.item(line);
    turn.current += 1;
    anchor.current = line;
    if (item !== undefined) onSelect?.(next(source.keyOf(item)));
  };
  return {
    one: (line) => pick(line, (key) => only([key])),
    flip: (line) => pick(line, (key) => flipped(selection, key)),
    include: (line) => pick(line, (key) => including(selection, key)),
    range: (line) => {
      const mine = (turn.current += 1);
      const from = Math.max(0, Math.min(anchor.current, line));
      const count = Math.abs(line - anchor.current) + 1;
      void source.keys(from, count).then((keys) => {
        if (turn.current === mine) onSelect?.(only(keys));
      });
    },
    all: () => {
      turn.current += 1;
      const keys = source.everyKey?.();
      onSelect?.(keys === undefined ? allSelected : only(keys));
    },
    clear: () => {
      const any = selectedCount(selection, source.total) > 0;
      if (any) onSelect?.(nothingSelected);
      return any;
    },
  };
}

/** Whatever is done to a line selects it alone; all of them cannot be selected. */
export function singlePicker({ one }: TablePicker): TablePicker {
  return { one, flip: one, include: one, range: one, all: () => undefined, clear: () => false };
}
