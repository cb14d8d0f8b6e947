import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '#core/start.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import { estateSheets } from '#shared/export/estate.ts';
import type { ExportWords } from '#shared/export/export-cells.ts';
import {
  exportViews,
  isComplete,
  type ExportRequest,
  type ReadableView,
} from '#shared/export/export-views.ts';
import { createWriter } from '#shared/export/writer.ts';
import { languageFor } from '#shared/i18n/language.ts';
import { render } from '#shared/i18n/render.ts';
import { createLinkClient, type LinkClient } from '#shared/link/client.ts';
import { createPortPair } from '#shared/link/memory-port.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { summaryKey, type ViewSummary } from '#shared/model/view.ts';
import { awaitServers, nameOf } from './await-servers.ts';
import { ExportFailure } from './export-failure.ts';
import type { ExportOptions } from './export-options.ts';
import { fileSink } from './file-sink.ts';
import { nativeDeflate } from './native-deflate.ts';

export interface ExportRun {
  readonly options: ExportOptions;
  readonly core: Pick<Core, 'attach'>;
  /** For servers whose password is not kept. */
  readonly password: string | undefined;
  /** Aborted when the user wants it to end. */
  readonly signal: AbortSignal;
  /** Tells the user how it goes. */
  readonly say: (line: string) => void;
}

/** Columns of a search that names none. */
const usualColumns = [
  'kind',
  'power',
  'host',
  'cpu',
  'mem',
  'size',
  'used',
  'ip',
  'os',
  'tools',
  'tag',
  'note',
  'moref',
];

/** Connects, searches, and writes the file, as a page would. @throws ExportFailure, MorefException, and what the disk says */
export async function runExport({
  options,
  core,
  password,
  signal,
  say,
}: ExportRun): Promise<void> {
  const [page, host] = createPortPair();
  const detach = core.attach(host);
  const client = createLinkClient<MorefContract>(page);
  try {
    const { ready, missing } = await awaitServers({
      client,
      wanted: options.servers,
      password,
      timeoutMs: options.timeout * 1000,
    });
    for (const line of missing) say(line);
    if (ready.length === 0 || (missing.length > 0 && !options.partial))
      throw new ExportFailure(
        'Not all servers could be read: nothing was written. --partial goes on without those that are missing.',
      );
    await write(client, ready, { options, signal, say });
  } finally {
    client.close();
    detach();
  }
}

async function write(
  client: LinkClient<MorefContract>,
  servers: readonly ConnectionStatus[],
  { options, signal, say }: Pick<ExportRun, 'options' | 'signal' | 'say'>,
): Promise<void> {
  const words = wordsFor(options, servers);
  const connections = servers.map(({ id }) => id);
  const sink = fileSink(options.out);
  const { format } = options;
  const several = options.query === undefined;
  const deflate = nativeDeflate();
  const writer = createWriter({
    format,
    several,
    words,
    sink: (bytes) => sink.write(bytes),
    entry: deflate.entry,
  });
  let lines = 0;
  try {
    await exportViews(requestsOf(options, words.say), writer, {
      open: (request) => openView(client, request, connections),
      skipEmpty: several,
      check: () => signal.throwIfAborted(),
      progress: () => undefined,
      pause,
      drained: async () => {
        await deflate.drained();
        await sink.drained();
      },
      written: (count) => (lines += count),
    });
    await sink.finish();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  say(`${lines} objects of ${servers.length} servers: ${options.out}`);
}

/** Texts in the language that was asked for, servers by their names. */
function wordsFor(options: ExportOptions, servers: readonly ConnectionStatus[]): ExportWords {
  const language = languageFor(options.language, [options.language]);
  const names = new Map(servers.map((status) => [status.id, nameOf(status)]));
  return {
    say: (text) => render(text, language),
    serverOf: ({ connection }) => names.get(connection) ?? connection,
  };
}

function requestsOf(
  { query, columns, sort }: ExportOptions,
  say: (text: (typeof estateSheets)[number]['title']) => string,
): readonly ExportRequest[] {
  if (query !== undefined)
    return [{ id: 'objects', title: 'Moref', query, columns: columns ?? usualColumns, sort }];
  return estateSheets.map(({ id, title, query: all, columns: own }) => ({
    id,
    title: say(title),
    query: all,
    columns: own,
    sort,
  }));
}

let views = 0;

function openView(
  client: LinkClient<MorefContract>,
  { query, columns, sort }: ExportRequest,
  connections: readonly ConnectionId[],
): ReadableView {
  views += 1;
  const view = `export-${views}`;
  const { promise, resolve, reject } = Promise.withResolvers<ViewSummary>();
  const close = client.open(
    'view',
    {
      view,
      query,
      namesOnly: false,
      connections: [...connections],
      columns: [...columns],
      sort: [...sort],
      read: true,
      sums: [],
      window: { from: 0, count: 0 },
    },
    {
      frame: ({ upsert }) => {
        for (const [key, item] of upsert)
          if (key === summaryKey && item.is === 'summary' && isComplete(item)) resolve(item);
      },
      failed: (error) => reject(new MorefException(error)),
    },
  );
  return {
    ready: () => promise,
    rows: (from, count) => client.call('views.rows', { view, from, count }),
    close,
  };
}
