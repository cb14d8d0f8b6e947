import type { ViewRow } from '../model/view.ts';
import type { ExportColumn } from './export-cells.ts';

/** One table of a file. */
export interface ExportSheet {
  /** What it is called in the file: `vm`. */
  readonly id: string;
  /** What people call it: `Virtual machines`. */
  readonly title: string;
  readonly columns: readonly ExportColumn[];
}

/**
 * Writes a file piece by piece: each sheet is begun, and its rows follow in their order. What comes out goes to the sink at once; nothing
 * is kept but for what a format needs at its end.
 */
export interface ExportWriter {
  begin(sheet: ExportSheet): void;
  rows(rows: readonly ViewRow[]): void;
  end(): void;
}

export type ExportSink = (bytes: Uint8Array<ArrayBuffer>) => void;
