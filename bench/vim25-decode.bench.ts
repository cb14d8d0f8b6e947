import { SaxesParser } from 'saxes';
import { joinedSpec } from '#core/providers/vsphere/vim25/collector/specs.ts';
import { Plans } from '#core/providers/vsphere/vim25/decode/plan.ts';
import { connectVim25 } from '#core/providers/vsphere/vim25/client.ts';
import { apiModel } from '#core/providers/vsphere/vim25/model/api-model.ts';
import { decodeAnswer } from '#core/providers/vsphere/vim25/soap/answer.ts';
import { XmlTokenizer } from '#core/providers/vsphere/vim25/xml/tokenizer.ts';
import { XmlPool } from '#core/providers/vsphere/vim25/xml/xml-pool.ts';
import { BareClient } from './bare-client.ts';
import { startDemoServer } from './demo-server.ts';
import { heapInUse, watchEventLoop } from './event-loop.ts';
import { median, report } from './figure.ts';

/** Decoding `summary` and `config` of 10,000 VMs in full, from memory, beside the bare parser that counts tags. */
const vms = 10_000;
const runs = 3;

async function download(): Promise<readonly Uint8Array[]> {
  const server = await startDemoServer(vms);
  const client = await connectVim25({ url: server.url });
  const { content } = client;
  await client.close();
  const bare = await BareClient.login(server, content);
  const { viewManager, propertyCollector, rootFolder } = content;
  if (viewManager === undefined) throw new Error('no view manager');
  const view = await bare.create(viewManager, 'CreateContainerView', {
    container: rootFolder,
    type: ['VirtualMachine'],
    recursive: true,
  });
  const specSet = [
    joinedSpec(view, [{ type: 'VirtualMachine', pathSet: ['summary', 'config'] }], []),
  ];
  const chunks: Uint8Array[] = [];
  for await (const chunk of bare.stream(propertyCollector, 'RetrievePropertiesEx', {
    specSet,
    options: { maxObjects: vms + 1000 },
  })) {
    chunks.push(chunk);
  }
  await bare.close();
  server.stop();
  return chunks;
}

// eslint-disable-next-line typescript/require-await -- a body is an async iterable by its contract
async function* body(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** The floor: saxes, the fastest parser of others that is right, with a handler that counts. */
function countBySaxes(chunks: readonly Uint8Array[]): {
  readonly ms: number;
  readonly tags: number;
} {
  const started = performance.now();
  let tags = 0;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', () => {
    tags += 1;
  });
  const decoder = new TextDecoder();
  for (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
  return { ms: performance.now() - started, tags };
}

/** Moref's own parser alone: what of the time is not decoding. */
function countByTokenizer(chunks: readonly Uint8Array[], pool: XmlPool): number {
  const started = performance.now();
  let tags = 0;
  const reader = new XmlTokenizer(
    {
      open() {
        tags += 1;
      },
      text() {},
      close() {},
    },
    pool,
  );
  for (const chunk of chunks) reader.write(chunk);
  reader.end();
  if (tags === 0) throw new Error('no tag was found');
  return performance.now() - started;
}

interface Decoded {
  readonly ms: number;
  readonly objects: number;
  readonly longestBlockMs: number;
  readonly liveGrowth: number;
}

/** Decodes and lets go of every object, so that what the heap still holds is the decoder's own. */
async function decode(chunks: readonly Uint8Array[], watchHeap: boolean): Promise<Decoded> {
  const model = apiModel();
  const context = { model, plans: new Plans(model), pool: new XmlPool() };
  const before = heapInUse();
  let objects = 0;
  let liveGrowth = 0;
  const watch = watchEventLoop();
  const started = performance.now();
  await decodeAnswer(body(chunks), 'RetrievePropertiesEx', context, {
    owner: 'RetrieveResult',
    field: 'objects',
    items: (items) => {
      const seen = objects;
      objects += items.length;
      if (watchHeap && Math.floor(seen / 1000) !== Math.floor(objects / 1000))
        liveGrowth = Math.max(liveGrowth, heapInUse() - before);
    },
  });
  return { ms: performance.now() - started, objects, longestBlockMs: watch.stop().ms, liveGrowth };
}

const chunks = await download();
const bytes = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
const countsBySaxes: number[] = [];
const countsByTokenizer: number[] = [];
const pool = new XmlPool();
const decodes: Decoded[] = [];
for (let run = 0; run <= runs; run++) {
  const bySaxes = countBySaxes(chunks);
  const byTokenizer = countByTokenizer(chunks, pool);
  const decoded = await decode(chunks, false);
  if (decoded.objects < vms) throw new Error(`only ${decoded.objects} objects were decoded`);
  if (run === 0) continue;
  countsBySaxes.push(bySaxes.ms);
  countsByTokenizer.push(byTokenizer);
  decodes.push(decoded);
}
const { liveGrowth } = await decode(chunks, true);

const size = `${vms} VMs, summary and config, ${Math.round(bytes / 1e6)} MB`;
report({
  name: `vim25 decode, ${size}: time`,
  value: median(decodes.map(({ ms }) => ms)),
  unit: 'ms',
  reference: 'saxes alone, counting tags',
  referenceValue: median(countsBySaxes),
  goal: 2,
});
report({
  name: `vim25 decode, ${size}: time`,
  value: median(decodes.map(({ ms }) => ms)),
  unit: 'ms',
  reference: 'the own tokenizer alone, counting tags',
  referenceValue: median(countsByTokenizer),
  goal: 2,
});
report({
  name: `vim25 decode, ${size}: longest block of the event loop`,
  value: Math.max(...decodes.map(({ longestBlockMs }) => longestBlockMs)),
  unit: 'ms',
  reference: null,
  referenceValue: null,
  goal: 50,
});
report({
  name: `vim25 decode, ${size}: growth of the live heap while nothing is kept`,
  value: liveGrowth / 1024 / 1024,
  unit: 'MiB',
  reference: 'size of the answer',
  referenceValue: bytes / 1024 / 1024,
  goal: null,
});
