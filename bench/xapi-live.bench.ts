import { fork } from 'node:child_process';
import { makeRef } from '#shared/model/reference.ts';
import { watchEventLoop } from './event-loop.ts';
import { report } from './figure.ts';
import type { XapiServer } from './xapi-client.ts';
import { connectPool, followPool } from './xapi-follow.ts';

/** A pool of 5,000 VMs that is followed while machines go and come: how long each keeps everything else waiting. */
const vms = 5000;
const gone = 100;
const copies = 50;
/** Calls that the other administrator has under way at a time: more would be felt in this process. */
const together = 10;

const child = fork(new URL('./xapi-server.process.js', import.meta.url), [String(vms)]);
const server = await new Promise<XapiServer>((resolve) => {
  child.once('message', (message) => resolve(message as XapiServer));
});

/** Another administrator, by plain JSON-RPC. */
async function call(method: string, ...params: readonly unknown[]): Promise<unknown> {
  const answer = await fetch(new URL('/jsonrpc', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }),
  });
  return ((await answer.json()) as { readonly result?: unknown }).result;
}

const session = await connectPool(server);
const stop = new AbortController();
const { inventory } = await followPool(session, stop.signal);
const other = await call('session.login_with_password', server.user, server.password);
const records = (await call('VM.get_all_records', other)) as Readonly<
  Record<string, Readonly<Record<string, unknown>>>
>;
const off = Object.entries(records).filter(
  ([, vm]) =>
    vm['power_state'] === 'Halted' &&
    vm['is_a_template'] === false &&
    vm['is_a_snapshot'] === false,
);

/** Does something to machines, and waits until Moref has seen all of it. */
async function measure(
  name: string,
  machines: readonly (typeof off)[number][],
  act: (vm: string) => Promise<unknown>,
  seen: () => boolean,
): Promise<void> {
  // What is left over from the load, and from the records above.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const watch = watchEventLoop();
  const started = performance.now();
  for (let at = 0; at < machines.length; at += together)
    await Promise.all(machines.slice(at, at + together).map(([vm]) => act(vm)));
  while (!seen() && performance.now() - started < 60_000)
    await new Promise((resolve) => setTimeout(resolve, 20));
  if (!seen()) throw new Error(`${name}: not all of it was seen within a minute.`);
  report({
    name: `xapi live, ${vms} VMs: longest block while ${machines.length} ${name}`,
    value: watch.stop().ms,
    unit: 'ms',
    reference: null,
    referenceValue: null,
    goal: 50,
  });
}

const destroyed = off.slice(0, gone);
await measure(
  'are destroyed',
  destroyed,
  (vm) => call('VM.destroy', other, vm),
  () => destroyed.every(([, { uuid }]) => inventory.row(makeRef('VM', String(uuid))) === undefined),
);
const before = inventory.size;
await measure(
  'are cloned',
  off.slice(gone, gone + copies),
  (vm) => call('VM.clone', other, vm, 'copy'),
  () => inventory.size >= before + copies,
);
stop.abort();
await session.close();
await call('session.logout', other);
child.kill();
