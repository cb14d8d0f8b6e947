import type { TableColumn } from './table-column.ts';

/** Lines as a spreadsheet takes them from the clipboard: cells with tabs between, with their headings. */
export function asTabs<Item>(
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
  headings: boolean,
): string {
  const lines = items.map((item) => columns.map((column) => cell(column.text(item))));
  if (headings) lines.unshift(columns.map(({ label }) => cell(label)));
  return lines.map((line) => line.join('\t')).join('\n');
}

/**
 * A cell of tab-separated text: quoted where it would break the line. What a spreadsheet would take for a formula is text: names come
 * from guests and other people.
 */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /["\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
