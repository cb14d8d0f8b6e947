import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

export type LineVirtualizer = Virtualizer<HTMLDivElement, HTMLElement>;

/** A virtualiser of lines that are all of one height. */
export function useVirtualLines(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  height: number,
): LineVirtualizer {
  return useVirtualizer<HTMLDivElement, HTMLElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    // Rendering inside the scroll event would make every frame wait for it.
    useFlushSync: false,
  });
}
