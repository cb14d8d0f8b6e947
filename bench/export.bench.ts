import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { exportViews, type ExportRequest, type ReadableView } from '#shared/export/export-views.ts';
import { createWriter, exportFormats, type ExportFormat } from '#shared/export/writer.ts';
import { inEnglish } from '#shared/i18n/english.ts';
import { summaryKey } from '#shared/model/view.ts';
import { systemClock } from '#core/clock.ts';
import { openView } from '#core/query/open-view.ts';
import { fileSink } from '../electron/hosting/export/file-sink.ts';
import { nativeDeflate } from '../electron/hosting/export/native-deflate.ts';
import { breathe, estateSources } from './estate-sources.ts';
import { watchCpu, watchEventLoop } from './event-loop.ts';
import { median, report } from './figure.ts';

/** 100,000 virtual machines with 20 columns as a file: beside writing the same bytes, and the longest block of the core meanwhile. */
const runs = 5;
const request: ExportRequest = {
  id: 'vm',
  title: 'Virtual machines',
  query: 'kind:vm',
  columns: [
    'power',
    'host',
    'cluster',
    'cpu',
    'mem',
    'cpu.used',
    'used',
    'provisioned',
    'ip',
    'os',
    'tools',
    'datastore',
    'network',
    'note',
    'attr',
    'snapshot.count',
    'snapshot.age',
    'hw',
    'health',
    'moref',
  ],
  sort: [],
};
const sources = await estateSources();
const folder = await mkdtemp(join(tmpdir(), 'moref-bench-'));

function readable({ query, columns, sort }: ExportRequest): ReadableView {
  const { promise, resolve } = Promise.withResolvers<{ total: number }>();
  const opened = openView(
    { query, namesOnly: false, columns, sort, sums: [], window: { from: 0, count: 0 } },
    {
      put: (key, item) => {
        if (key === summaryKey && item.is === 'summary' && item.ready) resolve(item);
      },
      remove: () => undefined,
      ready: () => undefined,
      fail: () => undefined,
    },
    { sources, clock: systemClock, breathe },
  );
  return {
    ready: () => promise,
    // Through the link every answer is a turn of the event loop.
    rows: async (from, count) => {
      await breathe();
      return opened.window.rows(from, count);
    },
    close: opened.close,
  };
}

interface Measured {
  readonly ms: number;
  readonly cpuMs: number;
  readonly longest: number;
  readonly longestCpu: number;
  readonly bytes: number;
}

async function measure(format: ExportFormat): Promise<Measured> {
  const path = join(folder, `vms.${format}`);
  const sink = fileSink(path);
  const deflate = nativeDeflate();
  const writer = createWriter({
    entry: deflate.entry,
    format,
    several: false,
    words: { say: inEnglish, serverOf: ({ connection }) => connection },
    sink: (bytes) => sink.write(bytes),
  });
  // The view is filled before: what is measured is the file.
  const view = readable(request);
  await view.ready();
  const loop = watchEventLoop();
  const cpu = watchCpu();
  const started = performance.now();
  await exportViews([request], writer, {
    open: () => view,
    skipEmpty: false,
    check: () => undefined,
    progress: () => undefined,
    pause,
    drained: async () => {
      await deflate.drained();
      await sink.drained();
    },
  });
  await sink.finish();
  const ms = performance.now() - started;
  const { ms: longest, cpuMs: longestCpu } = loop.stop();
  return { ms, cpuMs: cpu(), longest, longestCpu, bytes: (await stat(path)).size };
}

interface Floor {
  readonly ms: number;
  readonly cpuMs: number;
}

/** The same number of bytes that do not compress, in pieces of the same size, to the disk. */
async function writeBytes(bytes: number): Promise<Floor> {
  const piece = createHash('shake256', { outputLength: 65_536 }).update('moref').digest();
  const path = join(folder, 'bytes');
  const cpu = watchCpu();
  const started = performance.now();
  const file = await open(path, 'w');
  for (let left = bytes; left > 0; left -= piece.length)
    await file.write(piece, 0, Math.min(left, piece.length));
  await file.sync();
  await file.close();
  return { ms: performance.now() - started, cpuMs: cpu() };
}

const of = <T>(all: readonly T[], read: (one: T) => number): number => median(all.map(read));
const alone = { reference: null, referenceValue: null } as const;

for (const format of exportFormats) {
  const all: Measured[] = [];
  const floors: Floor[] = [];
  for (let run = 0; run < runs; run++) {
    all.push(await measure(format));
    floors.push(await writeBytes(all.at(-1)?.bytes ?? 0));
  }
  report({
    name: `export of 100,000 rows with 20 columns, ${format}`,
    value: of(all, ({ ms }) => ms),
    unit: 'ms',
    reference: 'writing the same bytes',
    referenceValue: of(floors, ({ ms }) => ms),
    goal: 3,
  });
  report({
    name: `CPU of the same, ${format}`,
    value: of(all, ({ cpuMs }) => cpuMs),
    unit: 'ms',
    reference: 'CPU of writing the same bytes',
    referenceValue: of(floors, ({ cpuMs }) => cpuMs),
    goal: null,
  });
  report({
    name: `longest block during an export, ${format}`,
    value: of(all, ({ longest }) => longest),
    unit: 'ms',
    ...alone,
    goal: 20,
  });
  report({
    name: `CPU of the thread in the longest block during an export, ${format}`,
    value: of(all, ({ longestCpu }) => longestCpu),
    unit: 'ms',
    ...alone,
    goal: 20,
  });
  report({
    name: `size of the file, ${format}`,
    value: (all[0]?.bytes ?? 0) / 1024 ** 2,
    unit: 'MiB',
    ...alone,
    goal: null,
  });
}
await rm(folder, { recursive: true, force: true });
process.exit(0);
