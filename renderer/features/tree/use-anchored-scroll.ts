import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { FlatNode } from '../../state/tree/flat-node.ts';
import { rowHeight } from './tree-row.tsx';

/**
 * Keeps lines where they are on screen when others come or go above them: the line under the pointer, else the first one.
 * At the very top nothing is held.
 */
export function useAnchoredScroll(
  scroller: RefObject<HTMLDivElement | null>,
  flat: readonly FlatNode[],
  hovered: RefObject<number | null>,
): void {
  const before = useRef(flat);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = flat;
    const element = scroller.current;
    if (element === null || old === flat || element.scrollTop === 0) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    for (const anchor of [hovered.current, first]) {
      const key = anchor === null ? undefined : old[anchor]?.key;
      const index = key === undefined ? -1 : flat.findIndex((node) => node.key === key);
      if (anchor === null || index < 0) continue;
      element.scrollTop += (index - anchor) * rowHeight;
      return;
    }
  }, [flat, scroller, hovered]);
}
