import type { CellPlace } from './cell-move.ts';
import { asTabs } from './copy-cells.ts';
import type { TableColumn } from './columns/table-column.ts';
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

/** Lines that are asked for at once. */
const step = 1000;

/** Copies a cell or lines to the clipboard: all that are selected, also those that are not on screen. */
export async function copyLines<Item>(options: CopyOptions<Item>): Promise<void> {
  await navigator.clipboard.writeText(await copiedText(options));
}

/** The text that is copied; see `copyLines`. */
export async function copiedText<Item>(options: CopyOptions<Item>): Promise<string> {
  const { what, source, columns, selection, place } = options;
  const active = source.item(place.line);
  if (what === 'cell') {
    const column = columns[place.column];
    return active === undefined || column === undefined ? '' : column.text(active);
  }
  if (selectedCount(selection, source.total) > 0)
    return asTabs(await selectedItems(source, selection), columns);
  return active === undefined ? '' : asTabs([active], columns);
}

async function selectedItems<Item>(
  source: TableSource<Item>,
  selection: TableSelection,
): Promise<readonly Item[]> {
  const wanted = selectedCount(selection, source.total);
  const items: Item[] = [];
  for (let from = 0; from < source.total && items.length < wanted; from += step)
    for (const item of await source.read(from, step))
      if (isSelected(selection, source.keyOf(item))) items.push(item);
  return items;
}
