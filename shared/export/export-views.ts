import type { ViewRow, ViewSummary } from '../model/view.ts';
import { exportColumns, type ExportColumn } from './export-cells.ts';
import type { ExportWriter } from './export-writer.ts';

/** What a table of a file is made of. */
export interface ExportRequest {
  readonly id: string;
  readonly title: string;
  /** In the search language. */
  readonly query: string;
  readonly columns: readonly string[];
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
}

/** A view of the core that is read for a file. */
export interface ReadableView {
  /** Resolves once every object has been looked at and nothing that it needs is still to be read. */
  ready(): Promise<Pick<ViewSummary, 'total'>>;
  rows(from: number, count: number): Promise<readonly ViewRow[]>;
  close(): void;
}

export interface ExportOptions {
  readonly open: (request: ExportRequest) => ReadableView;
  /** A table without rows is left out. */
  readonly skipEmpty: boolean;
  /** Throws where nobody wants the file any more. */
  readonly check: () => void;
  /** How far it is with the table that is being written. */
  readonly progress: (done: number, total: number, title: string) => void;
  /** Waits so many milliseconds: for values that are on their way from a server. */
  readonly pause: (ms: number) => Promise<void>;
  /** Resolves when what the writer gave out has been taken: a slow disk slows the export down, and is not piled up before. */
  readonly drained: () => Promise<void>;
  /** So many more rows are written. */
  readonly written?: (count: number) => void;
}

/** Rows at a time: what they are made into takes a few milliseconds. */
export const exportStep = 200;
/** A value that takes longer to be read, in milliseconds, is left out: its server does not answer. */
const patience = 60_000;
const pauseMs = 200;

/** Writes views into a file, one after another. @throws what reading them throws, and `check` */
export async function exportViews(
  requests: readonly ExportRequest[],
  writer: ExportWriter,
  options: ExportOptions,
): Promise<void> {
  for (const request of requests) {
    const view = options.open(request);
    try {
      const { total } = await view.ready();
      if (total === 0 && options.skipEmpty) continue;
      const columns = exportColumns(request.columns);
      writer.begin({ id: request.id, title: request.title, columns });
      const native = nativeAmong(columns);
      for (let from = 0; from < total; from += exportStep) {
        options.check();
        options.progress(from, total, request.title);
        const rows = await whole(view, from, native, options);
        if (rows.length === 0) break;
        writer.rows(rows);
        options.written?.(rows.length);
        await options.drained();
      }
    } finally {
      view.close();
    }
  }
  writer.end();
  await options.drained();
}

/** The rows once all their cells are there: what is not cached is read when somebody looks at it. */
async function whole(
  view: ReadableView,
  from: number,
  native: readonly number[],
  { pause, check }: ExportOptions,
): Promise<readonly ViewRow[]> {
  for (let waited = 0; ; waited += pauseMs) {
    const rows = await view.rows(from, exportStep);
    if (waited >= patience || !rows.some((row) => hasReading(row, native))) return rows;
    await pause(pauseMs);
    check();
  }
}

/** The places of native properties: of all columns only they are read from a server. */
function nativeAmong(columns: readonly ExportColumn[]): readonly number[] {
  return columns.flatMap(({ field }, place) => (field === undefined ? [place] : []));
}

function hasReading({ cells }: ViewRow, native: readonly number[]): boolean {
  return native.some((place) => {
    const cell = cells[place];
    return typeof cell === 'object' && cell !== null && 'is' in cell && cell.is === 'reading';
  });
}

/** Every object has been looked at, and what the search and the order need has been read. */
export function isComplete({ ready, unread }: ViewSummary): boolean {
  return (
    ready && (unread === undefined || (unread.done !== undefined && unread.done >= unread.objects))
  );
}
