import type { CellPlace } from './cell-move.ts';
import { asTabs } from './copy-cells.ts';
import type { TableColumn } from './table-column.ts';
import { isSelected, selectedCount, type TableSelection } from './table-selection.ts';
import type { TableSource } from './table-source.ts';

export interface CopyOptions<Item> {
  /** The active cell alone, or the selected lines (else the active one) with their headings. */
  readonly what: 'cell' | 'lines';
  readonly source: TableSource<Item>;
  readonly columns: readonly TableColumn<Item>[];
  readonly selection: TableSelection;
  readonly place: CellPlace;
}

/** Copies a cell or lines to the clipboard. Lines that are not at hand are left to the export. */
export async function copyLines<Item>(options: CopyOptions<Item>): Promise<void> {
  await navigator.clipboard.writeText(copiedText(options));
}

/** The text that is copied; see `copyLines`. */
export function copiedText<Item>(options: CopyOptions<Item>): string {
  const { what, source, columns, selection, place } = options;
  const active = source.item(place.line);
  if (what === 'cell') {
    const column = columns[place.column];
    return active === undefined || column === undefined ? '' : column.text(active);
  }
  if (selectedCount(selection, source.total) === 0)
    return active === undefined ? '' : asTabs([active], columns, true);
  const items: Item[] = [];
  for (let line = 0; line < source.total; line++) {
    const item = source.item(line);
    if (item !== undefined && isSelected(selection, source.keyOf(item))) items.push(item);
  }
  return asTabs(items, columns, true);
}
