import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, type CSSProperties, type RefObject } from 'react';
import type { TableColumn } from './table-column.ts';
import { widthOf, type TableLayout } from '../table-layout.ts';
import type { ColumnPlaces } from '../table-row.tsx';

export interface PlacedColumns extends ColumnPlaces {
  /** `--columns` and `--columns-width` for the lines. */
  readonly style: CSSProperties;
  readonly scrollTo: (place: number) => void;
}

/** Which columns are on screen: a table may have two hundred, and shows a dozen. Pinned ones always are. */
export function useColumnPlaces(
  scroller: RefObject<HTMLDivElement | null>,
  columns: readonly TableColumn<never>[],
  layout: TableLayout,
): PlacedColumns {
  const widths = columns.map((column) => widthOf(column, layout));
  const pinned = Math.min(layout.pinned, columns.length);
  const pinnedWidth = widths.slice(0, pinned).reduce((sum, width) => sum + width, 0);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index] ?? 0,
    overscan: 2,
    useFlushSync: false,
    scrollPaddingStart: pinnedWidth,
  });
  const sizes = widths.join(' ');
  useEffect(() => virtualizer.measure(), [virtualizer, sizes]);
  const onScreen = virtualizer.getVirtualItems().map(({ index }) => index);
  const key = onScreen.join(' ');
  const places = useMemo(() => {
    const shown = new Set(Array.from({ length: pinned }, (_, place) => place));
    for (const place of key.split(' ')) if (place !== '') shown.add(Number(place));
    return [...shown].sort((one, other) => one - other);
  }, [key, pinned]);
  return useMemo(() => {
    const list = sizes.split(' ').map(Number);
    const total = list.reduce((sum, width) => sum + width, 0);
    return {
      places,
      pinnedAt: list
        .slice(0, pinned)
        .map((_width, place) => list.slice(0, place).reduce((sum, width) => sum + width, 0)),
      style: {
        '--columns': list.map((width) => `${width}px`).join(' '),
        '--columns-width': `${total}px`,
      } as CSSProperties,
      scrollTo: (place) => {
        if (place >= pinned) virtualizer.scrollToIndex(place, { align: 'auto' });
      },
    };
  }, [places, pinned, sizes, virtualizer]);
}
