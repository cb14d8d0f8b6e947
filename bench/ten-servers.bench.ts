import { connectVim25 } from '#core/providers/vsphere/vim25/client.ts';
import type { ServiceContent } from '#core/providers/vsphere/vim25/types.gen.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { median, report } from './figure.ts';
import { bareDownload, sync } from './vim25-load.ts';

/** Ten vCenters of 10,000 VMs, all asked at once: until each is complete. Smaller: MOREF_BENCH_SERVERS, MOREF_BENCH_VMS. */
const servers = Number(process.env['MOREF_BENCH_SERVERS'] ?? 10);
const vms = Number(process.env['MOREF_BENCH_VMS'] ?? 10_000);
const runs = 3;

async function contentOf({ url }: DemoServer): Promise<ServiceContent> {
  const client = await connectVim25({ url });
  const { content } = client;
  await client.close();
  return content;
}

const started: { readonly server: DemoServer; readonly content: ServiceContent }[] = [];
for (let index = 0; index < servers; index++) {
  const server = await startDemoServer(vms);
  started.push({ server, content: await contentOf(server) });
}

async function timed(work: (one: (typeof started)[number]) => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await Promise.all(started.map((one) => work(one)));
  return performance.now() - before;
}

const downloads: number[] = [];
const syncs: number[] = [];
// The first round warms up and does not count; then both in turn.
for (let run = 0; run <= runs; run++) {
  const download = await timed(({ server, content }) => bareDownload(server, content));
  const complete = await timed(({ server }) => sync(server, vms));
  if (run === 0) continue;
  downloads.push(download);
  syncs.push(complete);
}
for (const { server } of started) server.stop();
report({
  name: `${servers} vCenters of ${vms} VMs connected at once: time until all are complete`,
  value: median(syncs),
  unit: 'ms',
  reference: 'bare download of the same answers at once',
  referenceValue: median(downloads),
  goal: 1.3,
});
