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
import { createZip, type ZipFile } from './zip.ts';

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
export function xlsxWriter(words: ExportWords, sink: ExportSink): ExportWriter {
  const zip = createZip(sink);
  const titles: string[] = [];
  let sheet: OpenSheet | undefined;
  const finish = (): void => {
    if (sheet === undefined) return;
    const last = `${columnName(sheet.columns.length + 1)}${sheet.lines}`;
    sheet.file.write(encoded(sheetEnd(last)));
    sheet.file.end();
  };
  const start = (title: string, columns: readonly ExportColumn[]): void => {
    finish();
    titles.push(title);
    const file = zip.file(`xl/worksheets/sheet${titles.length}.xml`);
    sheet = { file, title, columns, lines: 1 };
    const heads = [...tableHead(words), ...columns.map((column) => heading(column, words))];
    const cells = heads.map((text, place) => textCell(text, place, 1, cellStyles.head)).join('');
    const widths = [32, 20, ...columns.map(({ field }) => (field?.type === 'text' ? 24 : 14))];
    file.write(encoded(`${sheetBegin(widths)}<row r="1">${cells}</row>`));
  };
  return {
    begin: ({ title, columns }) => start(title, columns),
    rows: (rows) => {
      let text = '';
      for (const row of rows) {
        if (sheet === undefined) return;
        if (sheet.lines === mostLines) {
          sheet.file.write(encoded(text));
          text = '';
          start(sheet.title, sheet.columns);
        }
        sheet.lines += 1;
        text += line(row, sheet, words);
      }
      if (text !== '') sheet?.file.write(encoded(text));
    },
    end: () => {
      // A workbook has one sheet at least.
      if (titles.length === 0) start('Moref', []);
      finish();
      const names = sheetNames(titles);
      const parts = [
        ['[Content_Types].xml', contentTypes(names.length)],
        ['_rels/.rels', packageRelations],
        ['xl/workbook.xml', workbook(names)],
        ['xl/_rels/workbook.xml.rels', workbookRelations(names.length)],
        ['xl/styles.xml', styles],
      ] as const;
      for (const [name, content] of parts) {
        const file = zip.file(name);
        file.write(encoded(content));
        file.end();
      }
      zip.end();
    },
  };
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
  return `<c r="${columnName(place)}${line}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(kept)}</t></is></c>`;
}
