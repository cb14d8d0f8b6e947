import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { TableSource } from './table-source.ts';

/** Lines below the first on screen that are looked for: one that has gone is no hold. */
const looked = 40;

/**
 * Whoever has scrolled down reads: what comes in above does not move the lines on screen. At the very top what is new shows. Of sources
 * whose lines are all at hand; others are held while one is in the table.
 */
export function useSteadyScroll<Item>(
  scroller: RefObject<HTMLDivElement | null>,
  source: TableSource<Item>,
  height: number,
): void {
  const before = useRef(source);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = source;
    const element = scroller.current;
    if (element === null || old === source || element.scrollTop === 0) return;
    if (source.indexOf === undefined) return;
    const first = Math.floor(element.scrollTop / height);
    for (let at = first; at < Math.min(old.total, first + looked); at += 1) {
      const item = old.item(at);
      const index = item === undefined ? -1 : source.indexOf(old.keyOf(item));
      if (index === at) return;
      if (index < 0) continue;
      element.scrollTop += (index - at) * height;
      return;
    }
  }, [scroller, source, height]);
}
