/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled). A field that a spreadsheet would take for a formula gets an apostrophe in
 * front, so that a name on a server cannot run anything on the administrator's computer; a number needs none.
 */
export function toCsv(rows: readonly (readonly CsvCell[])[]): string {
  let text = '';
  for (const row of rows) text += csvLine(row);
  return text;
}

/** One line of it, with its end. */
export function csvLine(row: readonly CsvCell[]): string {
  let line = '';
  for (let place = 0; place < row.length; place++)
    line += place === 0 ? field(row[place] ?? null) : `,${field(row[place] ?? null)}`;
  return `${line}\r\n`;
}

/** A table as spreadsheets take it from the clipboard: tabs between cells. Text that is a number stays one. */
export function toTabs(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string =>
    quoted(Number.isNaN(Number(text)) ? harmless(text) : text, /["\t\r\n]/);
  return rows.map((row) => row.map(cell).join('\t')).join('\n');
}

/** Null stays empty. */
export type CsvCell = string | number | null;

function field(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  return quoted(harmless(cell), endsField);
}

const endsField = /[",\r\n]/;
/** `=`, `+`, `-`, `@`, tab and carriage return. */
const formulas: ReadonlySet<number> = new Set([61, 43, 45, 64, 9, 13]);

function harmless(text: string): string {
  return formulas.has(text.charCodeAt(0)) ? `'${text}` : text;
}

/** In quotes where it has what would end the field. */
function quoted(text: string, ending: RegExp): string {
  return ending.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
