import { csvLine, type CsvCell } from './csv.ts';
import { encoded } from './encode.ts';
import { heading, plain, type ExportColumn, type ExportWords } from './export-cells.ts';
import type { ViewRow } from '../model/view.ts';
import { tableHead } from './table-head.ts';
import type { ExportSheet, ExportSink, ExportWriter } from './export-writer.ts';
import { createZip, type ZipEntry, type ZipFile } from './zip.ts';

/** A mark of UTF-8, without which spreadsheets read umlauts as two letters. */
const mark = '\uFEFF';

/** One table as CSV. */
export function csvWriter(words: ExportWords, sink: ExportSink): ExportWriter {
  let columns: readonly ExportColumn[] = [];
  return {
    begin: (sheet) => {
      ({ columns } = sheet);
      sink(encoded(mark + csvLine(headings(sheet, words))));
    },
    rows: (rows) => {
      let text = '';
      for (const row of rows) text += csvLine(cellsOf(row, columns, words));
      if (text !== '') sink(encoded(text));
    },
    end: () => undefined,
  };
}

/** Several tables: each a file of CSV in one archive. */
export function csvFiles(
  words: ExportWords,
  sink: ExportSink,
  entry?: (name: string) => ZipEntry,
): ExportWriter {
  const zip = createZip(sink, entry);
  let file: ZipFile | undefined;
  let writer: ExportWriter | undefined;
  return {
    begin: (sheet) => {
      file?.end();
      const next = zip.file(`${sheet.id}.csv`);
      file = next;
      writer = csvWriter(words, (bytes) => next.write(bytes));
      writer.begin(sheet);
    },
    rows: (rows) => writer?.rows(rows),
    end: () => {
      file?.end();
      zip.end();
    },
  };
}

function headings({ columns }: ExportSheet, words: ExportWords): readonly string[] {
  return [...tableHead(words), ...columns.map((column) => heading(column, words))];
}

function cellsOf(
  row: ViewRow,
  columns: readonly ExportColumn[],
  words: ExportWords,
): readonly CsvCell[] {
  const cells: CsvCell[] = [row.name, words.serverOf(row)];
  for (let place = 0; place < columns.length; place++)
    cells.push(plain(row.cells[place], columns[place]?.field, row, words));
  return cells;
}
