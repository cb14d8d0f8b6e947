import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { startDemoPool, type DemoPool } from '../../../demo/xapi/pool.ts';
import { silentLog } from '../../log.ts';
import { RecordingSink } from '../recording-sink.ts';
import { followedClasses } from './classes.ts';
import { InventoryFollower } from './inventory/inventory-follower.ts';
import { XenServerSession } from './session.ts';
import { connectXapi, type XapiClient } from './xapi/client.ts';

/**
 * Whatever happens in the pool and to the connection, the cache ends as a fresh full load is: random operations and faults, in
 * sequences, on a pool that lives through all of them.
 */
const sequences = 500;

let pool: DemoPool;
let admin: XapiClient;
let session: XenServerSession;
const sink = new RecordingSink();
const abort = new AbortController();
let running: Promise<void>;

beforeAll(async () => {
  pool = await startDemoPool({ vms: 6, hosts: 2, taskSeconds: [0, 0] });
  const client = await connect();
  admin = await connect();
  session = new XenServerSession({
    client,
    server: { product: 'XenServer', version: '8' },
    permissions: null,
    user: pool.user,
    address: pool.url,
    log: silentLog,
    following: { pauseMs: 0, retryMs: Array.from({ length: 40 }, () => 5) },
  });
  running = session.run(sink, abort.signal).catch((error: unknown) => sink.ended(error));
  await sink.until('a full set', () => sink.sets > 0, 10_000);
}, 20_000);

afterAll(async () => {
  abort.abort();
  await running;
  await Promise.all([session.close(), admin.close()]);
  await pool.close();
});

function connect(): Promise<XapiClient> {
  const { user: userName, password } = pool;
  return connectXapi({ address: pool.url, credentials: { userName, password } });
}

/** One thing that happens: an operation on the object that `pick` chooses, or a fault. */
type Step = readonly [kind: (typeof kinds)[number], pick: number, text: string];

const operations = {
  rename: (pick, text) => call('VM', 'set_name_label', pick, [text]),
  describe: (pick, text) => call('SR', 'set_name_description', pick, [text]),
  tag: (pick, text) => call('VM', 'set_tags', pick, [[text, 'b']]),
  untag: (pick) => call('VM', 'set_tags', pick, [[]]),
  start: (pick) => call('VM', 'start', pick, [false, false]),
  stop: (pick) => call('VM', 'hard_shutdown', pick, []),
  suspend: (pick) => call('VM', 'suspend', pick, []),
  clone: (pick, text) => call('VM', 'clone', pick, [text]),
  snapshot: (pick, text) => call('VM', 'snapshot', pick, [text]),
  destroyVm: (pick) => call('VM', 'destroy', pick, []),
  destroyDisk: (pick) => call('VDI', 'destroy', pick, []),
  destroyDevice: (pick) => call('VBD', 'destroy', pick, []),
  destroyInterface: (pick) => call('VIF', 'destroy', pick, []),
  disable: (pick) => call('host', 'disable', pick, []),
  enable: (pick) => call('host', 'enable', pick, []),
} satisfies Record<string, (pick: number, text: string) => Promise<unknown>>;

const faults = {
  expireSessions: () => pool.misbehave.expireSessions(),
  restart: () => pool.misbehave.restart(),
  dropConnections: () => pool.misbehave.dropConnections(),
  forgetVms: () => pool.misbehave.forgetDeletions('VM'),
  forgetDevices: () => pool.misbehave.forgetDeletions('VBD'),
  forgetDisks: () => pool.misbehave.forgetDeletions('VDI'),
};

const operationKinds = Object.keys(operations) as (keyof typeof operations)[];
const faultKinds = Object.keys(faults) as (keyof typeof faults)[];
const kinds = [...operationKinds, ...faultKinds] as const;

/** Objects of a class that an operation may choose; product templates and control domains are left alone. */
function call(
  owner: string,
  message: string,
  pick: number,
  values: readonly unknown[],
): Promise<unknown> {
  const rows = [...pool.database.all(owner)].filter(
    ({ values: row }) => row['is_default_template'] !== true && row['is_control_domain'] !== true,
  );
  const row = rows[pick % Math.max(1, rows.length)];
  return row === undefined ? Promise.resolve() : admin.call(owner, message, [row.ref, ...values]);
}

/** What the state forbids is no fault of ours. */
async function happen([kind, pick, text]: Step): Promise<void> {
  if (kind in faults) faults[kind as keyof typeof faults]();
  else await operations[kind as keyof typeof operations](pick, text).catch(() => undefined);
}

/** All that there is, read anew by another session. */
async function freshLoad(): Promise<ReadonlyMap<Ref, unknown>> {
  const fresh = new RecordingSink();
  const follower = new InventoryFollower(admin.model);
  follower.reportTo(fresh);
  follower.resync();
  for (const owner of followedClasses(admin.model)) {
    if (owner === 'task' || pool.database.count(owner) === 0) continue;
    await follower.records(owner, [...(await admin.getAllRecords(owner))]);
  }
  await follower.finishLoading();
  return fresh.objects;
}

/** A fault may have cut the connection of the one who looks. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}

function differences(fresh: ReadonlyMap<Ref, unknown>): readonly string[] {
  const found: string[] = [];
  for (const [ref, properties] of fresh)
    if (!same(sink.objects.get(ref), properties)) found.push(ref);
  for (const ref of sink.objects.keys()) if (!fresh.has(ref)) found.push(`${ref} is too much`);
  return found;
}

function same(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b);
    return true;
  } catch {
    return false;
  }
}

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...operationKinds) },
    { weight: 1, arbitrary: fc.constantFrom(...faultKinds) },
  ),
  fc.nat(1000),
  fc.constantFrom('web', 'sql', 'a<b', 'ü', ''),
);

describe('the cache and a fresh full load', { timeout: 300_000 }, () => {
  it('are equal after any sequence of operations and faults', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const one of steps) await happen(one);
        const fresh = await insist(freshLoad);
        let found = differences(fresh);
        for (let tries = 0; found.length > 0 && tries < 400; tries += 1) {
          await sleep(10);
          found = differences(fresh);
        }
        expect(sink.error).toBeUndefined();
        for (const ref of found.slice(0, 1))
          expect(sink.objects.get(ref as Ref), ref).toEqual(fresh.get(ref as Ref));
        expect(found).toEqual([]);
      }),
      { numRuns: sequences, endOnFailure: true },
    );
  });
});
