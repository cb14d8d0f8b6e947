import { moved, resized, sortedBy, type TableLayout } from '../table-layout.ts';
import type { TableColumn } from './table-column.ts';

/** What clicks and keys do to the columns, by their places among those that are shown. */
export interface ColumnChanges {
  /** @param also besides what it is sorted by already */
  readonly sort: (column: number, also: boolean) => void;
  readonly move: (column: number, to: number) => void;
  /** @param width pixels */
  readonly resize: (column: number, width: number) => void;
}

export function columnChanges(
  shown: readonly Pick<TableColumn<never>, 'id' | 'sortable'>[],
  layout: TableLayout,
  onLayout: (layout: TableLayout) => void,
): ColumnChanges {
  const ids = shown.map(({ id }) => id);
  return {
    sort: (place, also) => {
      const column = shown[place];
      if (column !== undefined && column.sortable !== false)
        onLayout(sortedBy(layout, column.id, also));
    },
    move: (place, to) => {
      const column = ids[place];
      if (column !== undefined) onLayout(moved(layout, ids, column, to));
    },
    resize: (place, width) => onLayout(resized(layout, ids[place] ?? '', width)),
  };
}
