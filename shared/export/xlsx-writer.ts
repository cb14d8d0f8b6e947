import type { ViewCell, ViewRow } from '../model/view.ts';
import type { FieldDefinition } from '../query/field.ts';
import { encoded } from './encode.ts';
import { heading, plain, type ExportColumn, type ExportWords } from './export-cells.ts';
import { tableHead } from './table-head.ts';
import type { ExportSink, ExportWriter } from './export-writer.ts';
import {
  cellStyles,
  columnName,
  contentTypes,
  escaped,
  packageRelations,
  sheetBegin,
  sheetEnd,
  styles,
  workbook,
  workbookRelations,
} from './xlsx-parts.ts';
import { sheetNames } from './xlsx-sheet-names.ts';
import { createZip, type ZipArchive, type ZipEntry, type ZipFile } from './zip.ts';

/** Lines that a sheet may have, the head among them; more go on in a further one. */
const mostLines = 1_048_576;
/** Characters that a cell may have. */
const longest = 32_767;

interface OpenSheet {
  readonly file: ZipFile;
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  lines: number;
}

/** Office Open XML (ECMA-376): a sheet for each table, written while its rows come. Texts are texts, never formulas. */
export function xlsxWriter(
  words: ExportWords,
  sink: ExportSink,
  entry?: (name: string) => ZipEntry,
): ExportWriter {
  const book = new Workbook(words, createZip(sink, entry));
  return {
    begin: ({ title, columns }) => book.start(title, columns),
    rows: (rows) => book.write(rows),
    end: () => book.end(),
  };
}

class Workbook {
  readonly #words: ExportWords;
  readonly #zip: ZipArchive;
  readonly #titles: string[] = [];
  #sheet: OpenSheet | undefined;

  constructor(words: ExportWords, zip: ZipArchive) {
    this.#words = words;
    this.#zip = zip;
  }

  /** A further sheet, with its head. */
  start(title: string, columns: readonly ExportColumn[]): void {
    this.#finish();
    this.#titles.push(title);
    const file = this.#zip.file(`xl/worksheets/sheet${this.#titles.length}.xml`);
    this.#sheet = { file, title, columns, lines: 1 };
    const own = columns.map((column) => heading(column, this.#words));
    const cells = [...tableHead(this.#words), ...own]
      .map((text, place) => textCell(text, place, 1, cellStyles.head))
      .join('');
    const widths = [32, 20, ...columns.map(({ field }) => (field?.type === 'text' ? 24 : 14))];
    file.write(encoded(`${sheetBegin(widths)}<row r="1">${cells}</row>`));
  }

  write(rows: readonly ViewRow[]): void {
    let text = '';
    for (const row of rows) {
      if (this.#sheet === undefined) return;
      if (this.#sheet.lines === mostLines) {
        this.#sheet.file.write(encoded(text));
        text = '';
        this.start(this.#sheet.title, this.#sheet.columns);
      }
      this.#sheet.lines += 1;
      text += line(row, this.#sheet, this.#words);
    }
    if (text !== '') this.#sheet?.file.write(encoded(text));
  }

  end(): void {
    // A workbook has one sheet at least.
    if (this.#titles.length === 0) this.start('Moref', []);
    this.#finish();
    const names = sheetNames(this.#titles);
    this.#put('[Content_Types].xml', contentTypes(names.length));
    this.#put('_rels/.rels', packageRelations);
    this.#put('xl/workbook.xml', workbook(names));
    this.#put('xl/_rels/workbook.xml.rels', workbookRelations(names.length));
    this.#put('xl/styles.xml', styles);
    this.#zip.end();
  }

  #put(name: string, content: string): void {
    const file = this.#zip.file(name);
    file.write(encoded(content));
    file.end();
  }

  #finish(): void {
    if (this.#sheet === undefined) return;
    const { file, columns, lines } = this.#sheet;
    file.write(encoded(sheetEnd(`${columnName(columns.length + 1)}${lines}`)));
    file.end();
  }
}

function line(row: ViewRow, { columns, lines }: OpenSheet, words: ExportWords): string {
  let text = `<row r="${lines}">${textCell(row.name, 0, lines)}${textCell(words.serverOf(row), 1, lines)}`;
  for (let place = 0; place < columns.length; place++) {
    const field = columns[place]?.field;
    const cell = row.cells[place];
    if (cell === null || cell === undefined) continue;
    text += cellOf(cell, field, place + 2, { row, lines, words });
  }
  return `${text}</row>`;
}

interface CellPlace {
  readonly row: ViewRow;
  readonly lines: number;
  readonly words: ExportWords;
}

function cellOf(
  cell: ViewCell,
  field: FieldDefinition | undefined,
  place: number,
  { row, lines, words }: CellPlace,
): string {
  if (typeof cell === 'number') {
    if (field?.type === 'time') return numberCell(serial(cell), place, lines, cellStyles.time);
    const style = field?.type === 'fraction' ? cellStyles.percent : cellStyles.plain;
    const amount = field?.type === 'duration' ? Math.round(cell / 1000) : cell;
    return numberCell(amount, place, lines, style);
  }
  const value = plain(cell, field, row, words);
  if (value === null || value === '') return '';
  return typeof value === 'number'
    ? numberCell(value, place, lines, cellStyles.plain)
    : textCell(value, place, lines);
}

/** A point in time as spreadsheets count: days since 1899-12-30, in UTC. */
function serial(ms: number): number {
  return ms / 86_400_000 + 25_569;
}

function numberCell(value: number, place: number, line: number, style: number): string {
  if (!Number.isFinite(value)) return '';
  return `<c r="${columnName(place)}${line}"${style === 0 ? '' : ` s="${style}"`}><v>${value}</v></c>`;
}

function textCell(
  text: string,
  place: number,
  line: number,
  style: number = cellStyles.plain,
): string {
  if (text === '') return '';
  const kept = text.length > longest ? text.slice(0, longest) : text;
  const space = isTrimmed(kept) ? '' : ' xml:space="preserve"';
  return `<c r="${columnName(place)}${line}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t${space}>${escaped(kept)}</t></is></c>`;
}

/** No space at its ends, which a reader of XML may drop. */
function isTrimmed(text: string): boolean {
  return text.charCodeAt(0) > 32 && text.charCodeAt(text.length - 1) > 32;
}
