/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled). A field that a spreadsheet would take for a formula gets an apostrophe in
 * front, so that a name on a server cannot run anything on the administrator's computer.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
