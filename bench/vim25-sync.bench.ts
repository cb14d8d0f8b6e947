import { connectVim25 } from '#core/providers/vsphere/vim25/client.ts';
import { startDemoServer } from './demo-server.ts';
import { heapInUse } from './event-loop.ts';
import { median, report } from './figure.ts';
import { bareDownload, sync, type Spent, type SyncResult } from './vim25-load.ts';

/** 10,000 VMs with the tree's light property set: from an open session to a complete cache. */
const vms = 10_000;
const runs = 5;

const server = await startDemoServer(vms);
const client = await connectVim25({ url: server.url });
const { content } = client;
await client.close();

const syncs: SyncResult[] = [];
const downloads: Spent[] = [];
const heaps: number[] = [];
// The first round warms up server and compiler and does not count; then both in turn.
for (let run = 0; run <= runs; run++) {
  const download = await bareDownload(server, content);
  const before = heapInUse();
  let heapBytes = 0;
  const result = await sync(server, vms, () => {
    heapBytes = heapInUse() - before;
  });
  if (run === 0) continue;
  downloads.push(download);
  syncs.push(result);
  heaps.push(heapBytes);
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
  name: `vim25 sync, ${vms} VMs: time until all of them stand in the tree`,
  value: median(syncs.map(({ inTreeMs }) => inTreeMs)),
  unit: 'ms',
  reference: 'time until the cache is complete',
  referenceValue: median(syncs.map(({ ms }) => ms)),
  goal: 0.4,
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
  value: median(heaps) / 1024 / 1024,
  unit: 'MiB',
  reference: null,
  referenceValue: null,
  goal: null,
});
