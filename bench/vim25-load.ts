import { Inventory } from '#core/inventory/inventory.ts';
import { mapRow } from '#core/providers/vsphere/map/map-row.ts';
import type { Session, Sink } from '#core/providers/provider.ts';
import { vsphere } from '#core/providers/vsphere/provider.ts';
import type { ServiceContent } from '#core/providers/vsphere/vim25/types.gen.ts';
import { BareClient } from './bare-client.ts';
import type { DemoServer } from './demo-server.ts';
import { watchCpu, watchEventLoop } from './event-loop.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

export interface Spent {
  readonly ms: number;
  readonly cpuMs: number;
}

export interface SyncResult extends Spent {
  /** Until as many virtual machines stood in the tree as were expected. */
  readonly inTreeMs: number;
  readonly longestBlockMs: number;
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

function newInventory(): Inventory {
  return new Inventory({
    provider: { mapRow },
    log,
    refetch: () => undefined,
    breathe: () => new Promise((resolve) => void setImmediate(resolve)),
    elapsed: () => performance.now(),
  });
}

/** Calls back once as many virtual machines have a row as are expected. */
function whenInTree(inventory: Inventory, expected: number, reached: () => void): void {
  const seen = new Set<string>();
  inventory.followRows({
    put: ({ ref, kind }) => {
      if ((kind !== 'vm' && kind !== 'template') || seen.has(ref)) return;
      seen.add(ref);
      if (seen.size === expected) reached();
    },
    remove: () => undefined,
  });
}

/** Keeps the objects, and calls back when a full set is there. */
function sinkInto(inventory: Inventory, synced: () => void): Sink {
  const nothing = (): void => undefined;
  return {
    resync: () => inventory.resync(),
    known: (ref) => inventory.object(ref)?.properties,
    apply: (updates) => inventory.apply(updates),
    synced: () => {
      inventory.synced();
      synced();
    },
    completed: nothing,
    part: nothing,
    tasks: nothing,
    tasksGone: nothing,
    heard: nothing,
    interrupted: nothing,
  };
}

/**
 * The session's first full set into a cache, rows and tree index included, as the core keeps them.
 * @param expected virtual machines
 * @param loaded called while all of it is still held
 */
export async function sync(
  server: DemoServer,
  expected: number,
  loaded?: () => void,
): Promise<SyncResult> {
  const session = await open(server);
  const inventory = newInventory();
  const stop = new AbortController();
  const started = performance.now();
  const cpu = watchCpu();
  const watch = watchEventLoop();
  let inTreeMs = 0;
  whenInTree(inventory, expected, () => {
    inTreeMs = performance.now() - started;
  });
  const measured = await new Promise<Spent & { readonly longestBlockMs: number }>((resolve) => {
    const sink = sinkInto(inventory, () => {
      const ms = performance.now() - started;
      resolve({ ms, cpuMs: cpu(), longestBlockMs: watch.stop().ms });
    });
    void session.run(sink, stop.signal);
  });
  loaded?.();
  const objects = inventory.size;
  stop.abort();
  await session.close();
  return { ...measured, inTreeMs, objects };
}

export async function bareDownload(server: DemoServer, content: ServiceContent): Promise<Spent> {
  const client = await BareClient.login(server, content);
  const started = performance.now();
  const cpu = watchCpu();
  await client.fullSet(content);
  const spent = { ms: performance.now() - started, cpuMs: cpu() };
  await client.close();
  return spent;
}
