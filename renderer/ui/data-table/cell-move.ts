import type { KeyboardEvent } from 'react';
import { lineMove } from '../lines/line-move.ts';

/** The cell that the keyboard is on; line −1 is the head. */
export interface CellPlace {
  readonly line: number;
  readonly column: number;
}

export interface TableExtent {
  readonly lines: number;
  readonly columns: number;
  /** Lines on screen. */
  readonly page: number;
}

/**
 * Where a key leads in the grid pattern of WAI-ARIA: arrows to the next cell, Page Up and Page Down by a screen, Home and End along the
 * line, with Ctrl to the first and the last line. Undefined for other keys.
 */
export function cellMove(
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  at: CellPlace,
  { lines, columns, page }: TableExtent,
): CellPlace | undefined {
  const ctrl = ctrlKey || metaKey;
  const column = (wanted: number): CellPlace => ({
    line: at.line,
    column: Math.max(0, Math.min(columns - 1, wanted)),
  });
  switch (key) {
    case 'ArrowLeft':
      return ctrl ? column(0) : column(at.column - 1);
    case 'ArrowRight':
      return ctrl ? column(columns - 1) : column(at.column + 1);
    case 'Home':
    case 'End':
      if (!ctrl) return column(key === 'Home' ? 0 : columns - 1);
      break;
    case 'ArrowUp':
      if (at.line <= 0) return { line: -1, column: at.column };
      break;
    default:
  }
  const line = lineMove(key, at.line, lines, page);
  return line === undefined ? undefined : { line, column: at.column };
}
