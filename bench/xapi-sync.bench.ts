import { fork } from 'node:child_process';
import { median, report } from './figure.ts';
import type { LoadResult } from './xapi-client.ts';

/** 5,000 VMs, some 53,000 objects: from an open session to a complete cache. Server and clients each have a process. */
const vms = 5000;
const runs = 3;

/** Starts a process of this folder and waits for the first message that it sends. */
async function start(
  name: string,
  argument: string,
): Promise<{ readonly message: unknown; stop(): void }> {
  const child = fork(new URL(`./${name}.process.js`, import.meta.url), [argument]);
  const message = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}.`)));
  });
  return { message, stop: () => void child.kill() };
}

const server = await start('xapi-server', String(vms));
const load = async (name: string): Promise<LoadResult> =>
  (await start(name, JSON.stringify(server.message))).message as LoadResult;

const morefs: LoadResult[] = [];
const peers: LoadResult[] = [];
const floors: LoadResult[] = [];
for (let run = 0; run < runs; run++) {
  floors.push(await load('xapi-floor'));
  peers.push(await load('xapi-peer'));
  morefs.push(await load('xapi-moref'));
}
server.stop();

const mid = (results: readonly LoadResult[], key: keyof LoadResult): number =>
  median(results.map((result) => result[key]));
const size = `${vms} VMs (${morefs[0]?.objects ?? 0} objects; xen-api ${peers[0]?.objects ?? 0})`;
report({
  name: `xapi sync, ${size}: time until the cache is complete, beside xen-api`,
  value: mid(morefs, 'ms'),
  unit: 'ms',
  reference: 'npm xen-api, same server',
  referenceValue: mid(peers, 'ms'),
  goal: 0.7,
});
report({
  name: `xapi sync, ${size}: heap for the cache, beside xen-api`,
  value: mid(morefs, 'heapBytes') / 1024 / 1024,
  unit: 'MiB',
  reference: 'npm xen-api, same server',
  referenceValue: mid(peers, 'heapBytes') / 1024 / 1024,
  goal: 0.5,
});
report({
  name: `xapi sync, ${size}: time until the cache is complete, beside the floor`,
  value: mid(morefs, 'ms'),
  unit: 'ms',
  reference: 'bare downloads and JSON.parse',
  referenceValue: mid(floors, 'ms'),
  goal: 1.3,
});
report({
  name: `xapi sync, ${size}: the floor itself, beside xen-api`,
  value: mid(floors, 'ms'),
  unit: 'ms',
  reference: 'npm xen-api, same server',
  referenceValue: mid(peers, 'ms'),
  goal: null,
});
report({
  name: `xapi sync, ${size}: longest block of the event loop`,
  value: Math.max(...morefs.map(({ longestBlockMs }) => longestBlockMs)),
  unit: 'ms',
  reference: null,
  referenceValue: null,
  goal: 50,
});
