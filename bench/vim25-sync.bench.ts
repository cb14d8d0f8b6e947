import { Inventory } from '#core/inventory/inventory.ts';
import { mapRow } from '#core/providers/vsphere/map/map-row.ts';
import type { Session, Sink } from '#core/providers/provider.ts';
import { vsphere } from '#core/providers/vsphere/provider.ts';
import { connectVim25 } from '#core/providers/vsphere/vim25/client.ts';
import type { ServiceContent } from '#core/providers/vsphere/vim25/types.gen.ts';
import { BareClient } from './bare-client.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { heapInUse, watchCpu, watchEventLoop } from './event-loop.ts';
import { median, report } from './figure.ts';

/** 10,000 VMs with the tree's light property set: from an open session to a complete cache. */
const vms = 10_000;
const runs = 5;
const log = { debug() {}, info() {}, warn() {}, error() {} };

interface Spent {
  readonly ms: number;
  readonly cpuMs: number;
}

interface SyncResult extends Spent {
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
  const cpu = watchCpu();
  const watch = watchEventLoop();
  const ended = new Promise<Spent & { readonly longestBlockMs: number }>((resolve) => {
    const sink: Sink = {
      resync: () => inventory.resync(),
      known: (ref) => inventory.object(ref)?.properties,
      apply: (updates) => inventory.apply(updates),
      completed: () => undefined,
      part: () => undefined,
      synced: () => {
        inventory.synced();
        const ms = performance.now() - started;
        resolve({ ms, cpuMs: cpu(), longestBlockMs: watch.stop() });
      },
      tasks: () => undefined,
      tasksGone: () => undefined,
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

async function bareDownload(server: DemoServer, content: ServiceContent): Promise<Spent> {
  const client = await BareClient.login(server, content);
  const started = performance.now();
  const cpu = watchCpu();
  await client.fullSet(content);
  const spent = { ms: performance.now() - started, cpuMs: cpu() };
  await client.close();
  return spent;
}

const server = await startDemoServer(vms);
const client = await connectVim25({ url: server.url });
const { content } = client;
await client.close();

const syncs: SyncResult[] = [];
const downloads: Spent[] = [];
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
  referenceValue: median(downloads.map(({ ms }) => ms)),
  goal: 1.3,
});
report({
  name: `vim25 sync, ${vms} VMs: CPU time of the client`,
  value: median(syncs.map(({ cpuMs }) => cpuMs)),
  unit: 'ms',
  reference: 'bare download of the same answers',
  referenceValue: median(downloads.map(({ cpuMs }) => cpuMs)),
  goal: null,
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
