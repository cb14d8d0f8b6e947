import { encoded } from './encode.ts';
import { exact, type ExportColumn, type ExportWords } from './export-cells.ts';
import type { ExportSink, ExportWriter } from './export-writer.ts';

/** An array of objects by column; with several tables, an object of such arrays by the tables' ids. */
export function jsonWriter(several: boolean, words: ExportWords, sink: ExportSink): ExportWriter {
  let columns: readonly ExportColumn[] = [];
  let begun = false;
  let first = true;
  const write = (text: string): void => sink(encoded(text));
  return {
    begin: ({ id, columns: own }) => {
      const before = begun ? '\n],\n' : several ? '{\n' : '';
      write(`${before}${several ? `${JSON.stringify(id)}: ` : ''}[\n`);
      columns = own;
      begun = true;
      first = true;
    },
    rows: (rows) => {
      let text = '';
      for (const row of rows) {
        const { name, ref, kind } = row;
        const object: Record<string, unknown> = { name, server: words.serverOf(row), ref, kind };
        for (const [place, { id, field }] of columns.entries())
          object[id] = exact(row.cells[place], field);
        text += `${first ? '' : ',\n'}${JSON.stringify(object)}`;
        first = false;
      }
      if (text !== '') write(text);
    },
    end: () => write(`${begun ? '\n]\n' : several ? '{' : '[]\n'}${several ? '}\n' : ''}`),
  };
}
