import type { ExportWords } from './export-cells.ts';
import type { ExportSink, ExportWriter } from './export-writer.ts';
import { csvFiles, csvWriter } from './csv-writer.ts';
import { jsonWriter } from './json-writer.ts';
import { xlsxWriter } from './xlsx-writer.ts';
import type { ZipEntry } from './zip.ts';

export const exportFormats = ['csv', 'json', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface WriterOptions {
  readonly format: ExportFormat;
  /** The file has several sheets. */
  readonly several: boolean;
  readonly words: ExportWords;
  readonly sink: ExportSink;
  /** Makes the files of an archive; absent: they are compressed where they are written. */
  readonly entry?: (name: string) => ZipEntry;
}

/** A writer of a format; names in it are as they are on the servers, and run nothing in a spreadsheet. */
export function createWriter({ format, several, words, sink, entry }: WriterOptions): ExportWriter {
  switch (format) {
    case 'json':
      return jsonWriter(several, words, sink);
    case 'xlsx':
      return xlsxWriter(words, sink, entry);
    default:
      return several ? csvFiles(words, sink, entry) : csvWriter(words, sink);
  }
}

/** What a file of the format is called at its end: several CSV files are one ZIP archive. */
export function extensionOf(format: ExportFormat, several: boolean): string {
  return format === 'csv' && several ? 'csv.zip' : format;
}

export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
