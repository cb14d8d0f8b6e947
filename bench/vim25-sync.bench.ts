import { Inventory } from '#core/inventory/inventory.ts';
import { mapRow } from '#core/providers/vsphere/map/map-row.ts';
import type { Session, Sink } from '#core/providers/provider.ts';
import { vsphere } from '#core/providers/vsphere/provider.ts';
import { connectVim25 } from '#core/providers/vsphere/vim25/client.ts';
import type { ServiceContent } from '#core/providers/vsphere/vim25/types.gen.ts';
import { BareClient } from './bare-client.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { heapInUse, watchEventLoop } from './event-loop.ts';
import { median, report } from './figure.ts';

/** 10,000 VMs with the tree's light property set: from an open session to a complete cache. */
const vms = 10_000;
const runs = 5;
const log = { debug() {}, info() {}, warn() {}, error() {} };

interface SyncResult {
  readonly ms: number;
  readonly longestBlockMs: number;
  readonly heapBytes: number;
  readonly objects: number;
}

async function open(server: DemoServer): Promise<Session> {
  return vsphere.connect({
    address: server.url,
    user: server.user,
    password: server.password,
    pinnedFingerprint: null,
    signal: new AbortController().signal,
    log,
  });
}

/** The session's first full set into a cache, rows and tree index included, as the core keeps them. */
async function sync(server: DemoServer): Promise<SyncResult> {
  const session = await open(server);
  const inventory = new Inventory({
    provider: { mapRow },
    log,
    refetch: () => undefined,
    breathe: () => new Promise((resolve) => void setImmediate(resolve)),
    elapsed: () => performance.now(),
  });
  const stop = new AbortController();
  const before = heapInUse();
  const started = performance.now();
  const watch = watchEventLoop();
  const ended = new Promise<{ readonly ms: number; readonly longestBlockMs: number }>((resolve) => {
    const sink: Sink = {
      resync: () => inventory.resync(),
      apply: (updates) => inventory.apply(updates),
      synced: () => {
        inventory.synced();
        resolve({ ms: performance.now() - started, longestBlockMs: watch.stop() });
      },
      tasks: () => undefined,
      heard: () => undefined,
      interrupted: () => undefined,
    };
    void session.run(sink, stop.signal);
  });
  const measured = await ended;
  const heapBytes = heapInUse() - before;
  const objects = inventory.size;
  stop.abort();
  await session.close();
  return { ...measured, heapBytes, objects };
}

async function bareDownload(server: DemoServer, content: ServiceContent): Promise<number> {
  const client = await BareClient.login(server, content);
  const started = performance.now();
  await client.fullSet(content);
  const ms = performance.now() - started;
  await client.close();
  return ms;
}

const server = await startDemoServer(vms);
const client = await connectVim25({ url: server.url });
const { content } = client;
await client.close();

const syncs: SyncResult[] = [];
const downloads: number[] = [];
// The first round warms up server and compiler and does not count; then both in turn.
for (let run = 0; run <= runs; run++) {
  const download = await bareDownload(server, content);
  const result = await sync(server);
  if (run === 0) continue;
  downloads.push(download);
  syncs.push(result);
}
server.stop();

const objects = syncs[0]?.objects ?? 0;
report({
  name: `vim25 sync, ${vms} VMs: time until the cache is complete`,
  value: median(syncs.map(({ ms }) => ms)),
  unit: 'ms',
  reference: 'bare download of the same answers',
  referenceValue: median(downloads),
  goal: 1.3,
});
report({
  name: `vim25 sync, ${vms} VMs: longest block of the event loop`,
  value: Math.max(...syncs.map(({ longestBlockMs }) => longestBlockMs)),
  unit: 'ms',
  reference: null,
  referenceValue: null,
  goal: 50,
});
report({
  name: `vim25 sync, ${vms} VMs: heap for the cache with rows and index (${objects} objects)`,
  value: median(syncs.map(({ heapBytes }) => heapBytes)) / 1024 / 1024,
  unit: 'MiB',
  reference: null,
  referenceValue: null,
  goal: null,
});
