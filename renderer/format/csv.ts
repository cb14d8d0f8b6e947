/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled). A field that a spreadsheet would take for a formula gets an apostrophe in
 * front, so that a name on a server cannot run anything on the administrator's computer; a number needs none.
 */
export function toCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** Null stays empty. */
export type CsvCell = string | number | null;

function field(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
