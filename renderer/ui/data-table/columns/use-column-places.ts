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
  return useMemo(
    () => ({
      places,
      ...sizesOf(sizes.split(' ').map(Number), pinned),
      scrollTo: (place) => {
        if (place >= pinned) virtualizer.scrollToIndex(place, { align: 'auto' });
      },
    }),
    [places, pinned, sizes, virtualizer],
  );
}

function sizesOf(
  widths: readonly number[],
  pinned: number,
): Pick<PlacedColumns, 'pinnedAt' | 'style'> {
  const sum = (some: readonly number[]): number => some.reduce((all, width) => all + width, 0);
  return {
    pinnedAt: widths.slice(0, pinned).map((_width, place) => sum(widths.slice(0, place))),
    style: {
      '--columns': widths.map((width) => `${width}px`).join(' '),
      '--columns-width': `${sum(widths)}px`,
    } as CSSProperties,
  };
}
