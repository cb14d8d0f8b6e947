import type { KeyboardEvent, MouseEvent } from 'react';

/** The keys that open a menu everywhere: the menu key, and Shift+F10. */
export function asksForMenu(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}

/** The line that the mouse is on, by its `data-index`; null between lines. */
export function lineAt(event: MouseEvent): number | null {
  const line = (event.target as Element).closest('[data-index]');
  return line === null ? null : Number(line.getAttribute('data-index'));
}
