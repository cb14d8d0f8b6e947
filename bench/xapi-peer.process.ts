import { join } from 'node:path';
import { installNpm } from '../peers/install.ts';
import { loadModule } from '../peers/load-module.ts';
import { heapInUse, watchEventLoop } from './event-loop.ts';
import { runClient } from './xapi-client.ts';

/** The peer: npm's `xen-api`, which Xen Orchestra is built on, until it has fetched every object. */
interface XenApi {
  createClient(options: object): {
    readonly objects: { readonly all: Readonly<Record<string, unknown>> };
    readonly objectsFetched: Promise<void>;
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    watchEvents(): void;
  };
}

await runClient(async ({ url, user, password }) => {
  const peer = await installNpm('xen-api', '4.7.6');
  if ('missing' in peer) throw new Error(peer.missing);
  const library = (await loadModule(join(peer.path, 'index.mjs'))) as XenApi;
  const client = library.createClient({ url, auth: { user, password }, transport: 'json-rpc' });
  await client.connect();
  const before = heapInUse();
  const watch = watchEventLoop();
  const started = performance.now();
  client.watchEvents();
  await client.objectsFetched;
  const ms = performance.now() - started;
  const longestBlockMs = watch.stop().ms;
  const objects = Object.keys(client.objects.all).length;
  const heapBytes = heapInUse() - before;
  await client.disconnect();
  return { ms, heapBytes, objects, longestBlockMs };
});
