import { Agent, request } from 'undici';
import { followedClasses } from '#core/providers/xenserver/classes.ts';
import { apiModel } from '#core/providers/xenserver/xapi/model/api-model.ts';
import { heapInUse, watchEventLoop } from './event-loop.ts';
import { runClient } from './xapi-client.ts';

/** The floor: the same answers downloaded and handed to JSON.parse, four at a time, and nothing made of them. */
await runClient(async ({ url, user, password }) => {
  const agent = new Agent({ connections: 4 });
  const call = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const { body } = await request(new URL('/jsonrpc', url), {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }),
    });
    return (JSON.parse(await body.text()) as { readonly result?: unknown }).result;
  };
  const session = await call('session.login_with_password', [user, password]);
  const before = heapInUse();
  const watch = watchEventLoop();
  const started = performance.now();
  const queue = [...followedClasses(apiModel())];
  const answers: Record<string, unknown> = {};
  const worker = async (): Promise<void> => {
    for (let owner = queue.shift(); owner !== undefined; owner = queue.shift())
      answers[owner] = await call(`${owner}.get_all_records`, [session]);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  const ms = performance.now() - started;
  const longestBlockMs = watch.stop().ms;
  const heapBytes = heapInUse() - before;
  const objects = Object.values(answers).reduce<number>(
    (sum, records) => sum + Object.keys(records ?? {}).length,
    0,
  );
  await call('session.logout', [session]);
  await agent.close();
  return { ms, heapBytes, objects, longestBlockMs };
});
