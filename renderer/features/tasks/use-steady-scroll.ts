import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { TaskLine } from '../../state/tasks/task-lines.ts';

/** Whoever has scrolled down reads: what comes in above does not move the lines on screen. At the very top the newest shows. */
export function useSteadyScroll(
  scroller: RefObject<HTMLDivElement | null>,
  lines: readonly TaskLine[],
  rowHeight: number,
): void {
  const before = useRef(lines);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = lines;
    const element = scroller.current;
    if (element === null || old === lines || element.scrollTop === 0) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    // A line that has gone is no hold; one of the next few is.
    for (let at = first; at < Math.min(old.length, first + 40); at += 1) {
      const id = old[at]?.id;
      if (lines[at]?.id === id) return;
      const index = lines.findIndex((line) => line.id === id);
      if (index < 0) continue;
      element.scrollTop += (index - at) * rowHeight;
      return;
    }
  }, [scroller, lines, rowHeight]);
}
