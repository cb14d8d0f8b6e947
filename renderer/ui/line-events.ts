import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import type { LineVirtualizer } from './virtual-lines.ts';

/** The keys that open a menu everywhere: the menu key, and Shift+F10. */
export function asksForMenu(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}

/** The line that the mouse is on, by its `data-index`; null between lines. */
export function lineAt(event: MouseEvent): number | null {
  const line = (event.target as Element).closest('[data-index]');
  return line === null ? null : Number(line.getAttribute('data-index'));
}

/** Brings the active line into view, by the scroller's `data-active`, as soon as that is rendered: it may be a new one. */
export function scrollToActive(
  scroller: RefObject<HTMLElement | null>,
  virtualizer: LineVirtualizer,
): void {
  requestAnimationFrame(() => {
    const index = Number(scroller.current?.getAttribute('data-active') ?? -1);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  });
}
