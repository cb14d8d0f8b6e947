import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import { lineHeights, showsFilters, type TableLayout } from './table-layout.ts';
import type { TableSource } from './table-source.ts';

const overscan = 10;

/** Which lines are on screen; the source is reported. The head and the totals cover what lies below them. */
export function useTableLines<Item>(
  scroller: RefObject<HTMLDivElement | null>,
  source: TableSource<Item>,
  layout: TableLayout,
  hasTotals: boolean,
): Virtualizer<HTMLDivElement, Element> {
  const height = lineHeights[layout.density];
  return useVirtualizer({
    count: source.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan,
    useFlushSync: false,
    scrollPaddingStart: showsFilters(layout) ? 2 * height : height,
    scrollPaddingEnd: hasTotals ? height : 0,
    onChange: ({ range }) => {
      if (range !== null)
        source.look(
          Math.max(0, range.startIndex - overscan),
          range.endIndex - range.startIndex + 1 + 2 * overscan,
        );
    },
  });
}
