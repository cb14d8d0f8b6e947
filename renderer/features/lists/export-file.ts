import {
  exportViews,
  isComplete,
  type ExportRequest,
  type ReadableView,
} from '#shared/export/export-views.ts';
import type { ExportWords } from '#shared/export/export-cells.ts';
import { createWriter, extensionOf, mediaTypes, type ExportFormat } from '#shared/export/writer.ts';
import { MorefException } from '#shared/model/error.ts';
import { summaryKey, type ViewSummary } from '#shared/model/view.ts';
import type { Link } from '../../bridge/link.ts';
import { spokenRow } from '../../bridge/spoken-rows.ts';
import { inWords } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { saveFile } from '../../ui/save-file.ts';
import { cellText } from './cell-text.ts';
import type { ListScope } from './use-view.ts';

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
  /** The table that is being written. */
  readonly sheet?: string;
}

export interface FileExport {
  /** Without its ending. */
  readonly name: string;
  readonly format: ExportFormat;
  readonly requests: readonly ExportRequest[];
  readonly scope: ListScope & { readonly namesOnly: boolean };
  /** A whole estate: a table for each kind that there is. */
  readonly several: boolean;
}

/** Saves views as a file. What is done is given to the browser piece by piece, which keeps it on disk. */
export async function exportFile(
  link: Link,
  { name, format, requests, scope, several }: FileExport,
  {
    signal,
    progress,
  }: { readonly signal: AbortSignal; readonly progress: (at: ExportProgress) => void },
): Promise<void> {
  const parts = createParts();
  const writer = createWriter({ format, several, words: words(), sink: parts.add });
  await exportViews(requests, writer, {
    open: (request) => readable(link, request, scope, signal),
    skipEmpty: several,
    check: () => signal.throwIfAborted(),
    progress: (done, total, sheet) => progress({ done, total, sheet }),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    drained: () => Promise.resolve(),
  });
  const type = several && format === 'csv' ? 'application/zip' : mediaTypes[format];
  saveFile(`${name}.${extensionOf(format, several)}`, parts.whole(type));
}

/** Bytes that gather in memory before the browser is given them. */
const partBytes = 4 * 1024 ** 2;

function createParts() {
  const blobs: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const give = (): void => {
    if (pieces.length > 0) blobs.push(new Blob(pieces));
    pieces = [];
    bytes = 0;
  };
  return {
    add: (piece: Uint8Array<ArrayBuffer>): void => {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > partBytes) give();
    },
    whole: (type: string): Blob => {
      give();
      return new Blob(blobs, { type });
    },
  };
}

function words(): ExportWords {
  const known = useConnections.getState().byId;
  return {
    say: inWords,
    serverOf: ({ connection }) => {
      const status = known.get(connection);
      return status === undefined ? connection : serverName(status);
    },
    shown: cellText,
  };
}

/** A view of its own: what is on screen may be scrolled, sorted and closed meanwhile. */
function readable(
  link: Link,
  { query, columns, sort }: ExportRequest,
  scope: FileExport['scope'],
  signal: AbortSignal,
): ReadableView {
  const view = `export-${crypto.randomUUID()}`;
  const { promise, resolve, reject } = Promise.withResolvers<ViewSummary>();
  const window = { from: 0, count: 0 };
  const close = link.open(
    'view',
    { view, query, ...scope, columns: [...columns], sort: [...sort], sums: [], read: true, window },
    {
      frame: ({ upsert }) => {
        for (const [key, item] of upsert)
          if (key === summaryKey && item.is === 'summary' && isComplete(item)) resolve(item);
      },
      failed: (error) => reject(new MorefException(error)),
    },
  );
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  return {
    ready: () => promise,
    rows: async (from, count) =>
      (await link.call('views.rows', { view, from, count }, { signal })).map(spokenRow),
    close,
  };
}
