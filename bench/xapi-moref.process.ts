import { Inventory } from '#core/inventory/inventory.ts';
import { xenserver } from '#core/providers/xenserver/provider.ts';
import { heapInUse, watchEventLoop } from './event-loop.ts';
import { runClient, type LoadResult } from './xapi-client.ts';

/** Moref: session, references resolved, cache, rows and tree index. */
const log = { debug() {}, info() {}, warn() {}, error() {} };

await runClient(async ({ url, user, password }) => {
  const session = await xenserver.connect({
    address: url,
    user,
    password,
    pinnedFingerprint: null,
    signal: new AbortController().signal,
    log,
  });
  const inventory = new Inventory({
    provider: xenserver,
    log,
    refetch: () => undefined,
    breathe: () => new Promise((resolve) => void setImmediate(resolve)),
    elapsed: () => performance.now(),
  });
  const before = heapInUse();
  const watch = watchEventLoop();
  const started = performance.now();
  const stop = new AbortController();
  const result = await new Promise<Omit<LoadResult, 'heapBytes'>>((resolve, reject) => {
    session
      .run(
        {
          resync: () => inventory.resync(),
          known: (ref) => inventory.object(ref)?.properties,
          apply: (updates) => inventory.apply(updates),
          synced: () => {
            inventory.synced();
            const ms = performance.now() - started;
            resolve({ ms, objects: inventory.size, longestBlockMs: watch.stop() });
          },
          tasks: () => undefined,
          heard: () => undefined,
          interrupted: reject,
        },
        stop.signal,
      )
      .catch(reject);
  });
  const heapBytes = heapInUse() - before;
  stop.abort();
  await session.close();
  return { ...result, heapBytes };
});
