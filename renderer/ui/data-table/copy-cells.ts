import { toTabs } from '#shared/export/csv.ts';
import type { TableColumn } from './columns/table-column.ts';

/** Lines as a spreadsheet takes them from the clipboard, with their headings. */
export function asTabs<Item>(
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
): string {
  return toTabs([
    columns.map(({ label }) => label),
    ...items.map((item) => columns.map((column) => column.text(item))),
  ]);
}
