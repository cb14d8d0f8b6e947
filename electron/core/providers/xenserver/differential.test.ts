import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { startDemoPool, type DemoPool } from '../../../demo/xapi/pool.ts';
import { silentLog } from '../../log.ts';
import { RecordingSink } from '../recording-sink.ts';
import { followedClasses } from './classes.ts';
import { InventoryFollower } from './inventory/inventory-follower.ts';
import { XenServerSession } from './pool-session.ts';
import { connectXapi, type XapiClient } from './xapi/client.ts';
import type { Encoding } from './xapi/rpc/endpoint.ts';

/**
 * Whatever happens in the pool and to the connection, the cache ends as a fresh full load is: random operations and faults, in
 * sequences, on a pool that lives through all of them.
 */
const sequences = 500;

let pool: DemoPool;
let admin: XapiClient;
const abort = new AbortController();
/** What follows the pool, one in each encoding. */
let followers: readonly Follower[];

interface Follower {
  readonly encoding: Encoding;
  readonly session: XenServerSession;
  readonly sink: RecordingSink;
  readonly running: Promise<void>;
}

beforeAll(async () => {
  pool = await startDemoPool({ vms: 6, hosts: 2, members: 1, taskSeconds: [0, 0.02] });
  admin = await connect('json');
  followers = await Promise.all([follow('json'), follow('xml')]);
}, 20_000);

afterAll(async () => {
  abort.abort();
  await Promise.all(followers.map(({ running }) => running));
  await Promise.all([admin.close(), ...followers.map(({ session }) => session.close())]);
  await pool.close();
});

function connect(encoding: Encoding): Promise<XapiClient> {
  const { user: userName, password } = pool;
  const bootRetryMs = Array.from({ length: 100 }, () => 5);
  return connectXapi({
    address: pool.url,
    credentials: { userName, password },
    encoding,
    bootRetryMs,
  });
}

async function follow(encoding: Encoding): Promise<Follower> {
  const session = new XenServerSession({
    client: await connect(encoding),
    server: { product: 'XenServer', version: '8' },
    permissions: null,
    user: pool.user,
    address: pool.url,
    log: silentLog,
    following: { pauseMs: 0, retryMs: Array.from({ length: 40 }, () => 5) },
  });
  const sink = new RecordingSink();
  const running = session.run(sink, abort.signal).catch((error: unknown) => sink.ended(error));
  await sink.until('a full set', () => sink.sets > 0, 10_000);
  return { encoding, session, sink, running };
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
  startSoon: (pick) => callAsync('VM', 'start', pick, [false, false]),
  stopSoon: (pick) => callAsync('VM', 'hard_shutdown', pick, []),
  copySoon: (pick, text) => callAsync('VM', 'clone', pick, [text]),
  destroySoon: (pick) => callAsync('VM', 'destroy', pick, []),
} satisfies Record<string, (pick: number, text: string) => Promise<unknown>>;

const faults = {
  expireSessions: () => pool.misbehave.expireSessions(),
  restart: () => pool.misbehave.restart(),
  dropConnections: () => pool.misbehave.dropConnections(),
  forgetVms: () => pool.misbehave.forgetDeletions('VM'),
  forgetDevices: () => pool.misbehave.forgetDeletions('VBD'),
  forgetDisks: () => pool.misbehave.forgetDeletions('VDI'),
  forgetInterfaces: () => pool.misbehave.forgetDeletions('VIF'),
  failover: () => void pool.misbehave.failover(),
  bootForAMoment: () => {
    pool.misbehave.booting();
    setTimeout(() => pool.misbehave.booting(false), 15);
  },
};

const operationKinds = Object.keys(operations) as (keyof typeof operations)[];
const faultKinds = Object.keys(faults) as (keyof typeof faults)[];
const kinds = [...operationKinds, ...faultKinds] as const;

const call = (owner: string, message: string, pick: number, values: readonly unknown[]) =>
  onChosen(owner, pick, (ref) => admin.call(owner, message, [ref, ...values]));
/** The task goes on while other things happen. */
const callAsync = (owner: string, message: string, pick: number, values: readonly unknown[]) =>
  onChosen(owner, pick, (ref) => admin.callAsync(owner, message, [ref, ...values]));

/** Objects of a class that an operation may choose; product templates and control domains are left alone. */
function onChosen(
  owner: string,
  pick: number,
  work: (ref: string) => Promise<unknown>,
): Promise<unknown> {
  const rows = [...pool.database.all(owner)].filter(
    ({ values: row }) => row['is_default_template'] !== true && row['is_control_domain'] !== true,
  );
  const row = rows[pick % Math.max(1, rows.length)];
  return row === undefined ? Promise.resolve() : work(row.ref);
}

/** Operations that the pool did. */
let done = 0;

/** What the state forbids is no fault of ours. */
async function happen([kind, pick, text]: Step): Promise<void> {
  if (kind in faults) faults[kind as keyof typeof faults]();
  else
    await operations[kind as keyof typeof operations](pick, text).then(
      () => (done += 1),
      () => undefined,
    );
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

function differences(sink: RecordingSink, fresh: ReadonlyMap<Ref, unknown>): readonly string[] {
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

const isPending = ({ values }: { readonly values: { readonly status?: unknown } }): boolean =>
  values.status === 'pending' || values.status === 'cancelling';

async function expectSame(
  { encoding, sink }: Follower,
  fresh: ReadonlyMap<Ref, unknown>,
): Promise<void> {
  let found = differences(sink, fresh);
  for (let tries = 0; found.length > 0 && tries < 400; tries += 1) {
    await sleep(10);
    found = differences(sink, fresh);
  }
  expect(sink.error).toBeUndefined();
  for (const ref of found.slice(0, 1))
    expect(sink.objects.get(ref as Ref), `${encoding}: ${ref}`).toEqual(fresh.get(ref as Ref));
  expect(found, encoding).toEqual([]);
}

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...operationKinds) },
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
        while ([...pool.database.all('task')].some(isPending)) await sleep(5);
        const fresh = await insist(freshLoad);
        for (const follower of followers) await expectSame(follower, fresh);
      }),
      { numRuns: sequences, endOnFailure: true },
    );
    // A pool that refuses everything, or has nothing left, would test nothing.
    expect(done).toBeGreaterThan(sequences / 2);
    expect(pool.database.count('VM')).toBeGreaterThan(5);
  });
});
