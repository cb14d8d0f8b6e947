import { heapInUse, watchEventLoop } from './event-loop.ts';
import { runClient } from './xapi-client.ts';
import { connectPool, followPool } from './xapi-follow.ts';

/** Moref, until its cache is complete. */
await runClient(async (server) => {
  const session = await connectPool(server);
  const stop = new AbortController();
  const before = heapInUse();
  const watch = watchEventLoop();
  const started = performance.now();
  const { inventory } = await followPool(session, stop.signal);
  const ms = performance.now() - started;
  const objects = inventory.size;
  const longestBlockMs = watch.stop().ms;
  const heapBytes = heapInUse() - before;
  stop.abort();
  await session.close();
  return { ms, heapBytes, objects, longestBlockMs };
});
