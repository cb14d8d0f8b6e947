import { afterEach, describe, expect, it } from 'vitest';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { inEnglish } from '#shared/i18n/english.ts';
import type { MorefException } from '#shared/model/error.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import {
  type DemoOptions,
  type DemoVcenter,
  startDemoVcenter,
} from '../../../../../demo/vcenter.ts';
import { silentLog } from '../../../../log.ts';
import { startOddProxy, type OddAnswer, type OddProxy } from '../../../../testing/odd-proxy.ts';
import { RecordingSink } from '../../../recording-sink.ts';
import { vsphere } from '../../provider.ts';
import { connectVapi } from '../../vapi/client.ts';
import { AutomationSession } from './automation-session.ts';

/** Longest wait for what is certain to come, milliseconds. */
const patience = 30_000;
const { signal } = new AbortController();
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(options: DemoOptions = {}): Promise<DemoVcenter> {
  const demo = await startDemoVcenter({ vms: 120, quickStatsSeconds: 0, ...options });
  ends.push(() => demo.close());
  return demo;
}

function connect(demo: DemoVcenter, protocol?: 'automation', stood = false) {
  return vsphere.connect({
    address: new URL(demo.url).origin,
    user: demo.user,
    password: demo.password,
    pinnedFingerprint: null,
    signal,
    log: silentLog,
    stood,
    ...onlyDefined({ protocol }),
  });
}

async function follow(session: Awaited<ReturnType<typeof connect>>): Promise<RecordingSink> {
  const sink = new RecordingSink();
  const abort = new AbortController();
  const running = session.run(sink, abort.signal).catch((error: unknown) => sink.ended(error));
  ends.push(async () => {
    abort.abort();
    await running;
    await session.close();
  });
  await sink.until('a full set', () => sink.sets > 0, patience);
  return sink;
}

/** A session that polls quickly. */
async function polling(
  demo: DemoVcenter,
): Promise<{ session: AutomationSession; sink: RecordingSink }> {
  const client = await connectVapi({ url: new URL(demo.url).origin });
  await client.login({ scheme: 'user-password', userName: demo.user, password: demo.password });
  const server = { product: 'Demo', version: '' };
  const session = new AutomationSession({
    client,
    server,
    address: 'demo',
    log: silentLog,
    pollMs: 50,
  });
  return { session, sink: await follow(session) };
}

function row(sink: RecordingSink, ref: Ref) {
  return vsphere.mapRow(ref, sink.objects.get(ref) ?? {}, sink.lookup);
}

/** What stands where: kind, name and visible parents, of what both APIs know. */
function tree(sink: RecordingSink): ReadonlyMap<Ref, string> {
  const rows = new Map([...sink.objects.keys()].map((ref) => [ref, row(sink, ref)]));
  const visible = (ref: Ref | null | undefined, of: Ref): string => {
    if (ref === null || ref === undefined) return '';
    const found = rows.get(ref);
    if (found === undefined) return '';
    if (found.standIn !== undefined && found.standIn !== of) return found.standIn;
    return found.hidden === true ? visible(found.parent, of) : ref;
  };
  const lines = new Map<Ref, string>();
  for (const [ref, { kind, hidden, name, parent }] of rows)
    if (
      hidden !== true &&
      ['datacenter', 'cluster', 'host', 'resource-pool', 'vapp', 'vm'].includes(kind)
    )
      lines.set(ref, `${kind} ${name} below ${visible(parent, ref)}`);
  return lines;
}

describe('a vCenter of which only the Automation API is let through', () => {
  it('has the tree that the other API tells', async () => {
    const demo = await start();
    const [only, both] = await Promise.all([
      connect(demo, 'automation').then(follow),
      connect(demo).then(follow),
    ]);
    const expected = tree(both);
    const found = tree(only);
    expect([...found].sort()).toEqual([...expected].sort());
    const kinds = new Set([...only.objects.keys()].map((ref) => row(only, ref).kind));
    for (const kind of ['datacenter', 'folder', 'datastore', 'network'] as const)
      expect(kinds).toContain(kind);
  });

  it('sees what others do, by looking again', async () => {
    const demo = await start();
    const { sink } = await polling(demo);
    const other = await connect(demo);
    ends.push(() => other.close());
    const vm = [...sink.lookup.ofType('VirtualMachine')].find(
      (ref) => row(sink, ref).state === 'off',
    ) as Ref;
    await other.operate({ ref: vm, name: vm, operation: 'power.on', inputs: {} }, signal);
    await sink.until('the new state', () => row(sink, vm).state === 'on', patience);
    await other.operate(
      { ref: vm, name: vm, operation: 'rename', inputs: { name: 'other' } },
      signal,
    );
    await sink.until('the new name', () => row(sink, vm).name === 'other', patience);
  });

  it('operates power, and says when nothing is to be done', async () => {
    const demo = await start();
    const { session, sink } = await polling(demo);
    const vm = [...sink.lookup.ofType('VirtualMachine')].find(
      (ref) => row(sink, ref).state === 'on',
    ) as Ref;
    const offers = () => vsphere.offers(vm, sink.objects.get(vm) ?? {}, sink.lookup);
    expect(offers().find(({ id }) => id === 'power.on')).toMatchObject({ done: true });
    expect(offers().filter(({ id }) => id === 'power.off')).toHaveLength(1);
    const request = { ref: vm, name: 'it', operation: 'power.off', inputs: {} };
    expect(await session.plan(request)).toMatchObject({
      outcome: 'run',
      steps: ['Powers off it.'],
      requests: [{ method: 'com.vmware.vcenter.vm.power.stop' }],
    });
    await session.operate(request, signal);
    await sink.until('the machine off', () => row(sink, vm).state === 'off', patience);
    await expect(session.operate(request, signal)).rejects.toMatchObject({
      data: { kind: 'conflict' },
    });
  });

  it('reads the details of one object when asked', async () => {
    const demo = await start();
    const { session, sink } = await polling(demo);
    const [vm] = sink.lookup.ofType('VirtualMachine') as unknown as readonly [Ref];
    const [first] = vsphere.onDemand(vm, sink.objects.get(vm) ?? {});
    expect(first).toMatchObject({ path: 'com.vmware.vcenter.VM', onDemand: true });
    const entry = await session.read(vm, 'com.vmware.vcenter.VM', signal);
    expect(entry.value).toMatchObject({ $type: 'com.vmware.vcenter.VM.info' });
  });

  it('goes on after its session was lost, and after the server was away', async () => {
    const demo = await start();
    const { sink } = await polling(demo);
    demo.misbehave.expireSessions();
    demo.misbehave.dropConnections(1);
    await sink.until('an interruption', () => sink.log.includes('interrupted'), patience);
    await sink.until('updates again', () => !sink.interruptedNow, patience);
  });

  it('refuses a wrong password as such', async () => {
    const demo = await start();
    const wrong = { ...demo, password: 'wrong' };
    await expect(connect(wrong, 'automation')).rejects.toMatchObject({ data: { kind: 'auth' } });
  });
});

it('reads nine thousand machines, more than any list may have', async () => {
  const demo = await start({ vms: 9000 });
  const sink = await connect(demo, 'automation').then(follow);
  // Templates are no machines to this API.
  const truth = [...demo.estate.vms].filter((vm) => !vm.template).map(({ id }) => id);
  const found = [...sink.objects.keys()].filter((ref) => refType(ref) === 'VirtualMachine');
  expect(found.map(refId).sort()).toEqual(truth.sort());
});

/** An answer of the Automation API in the place of the server's. */
const answer =
  (result: object): OddAnswer =>
  (response, { body }) => {
    const { id } = JSON.parse(body) as { readonly id: string };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', result, id }));
  };

const tooMany = answer({
  error: {
    ERROR: { 'com.vmware.vapi.std.errors.unable_to_allocate_resource': { messages: [] } },
  },
});

const listing = (service: string, filter: string): RegExp =>
  new RegExp(`"serviceId":"com\\.vmware\\.vcenter\\.${service}","operationId":"list".*"${filter}"`);

describe('a list that cannot be read', { timeout: 60_000 }, () => {
  async function behindProxy(faults: (proxy: OddProxy) => () => void) {
    const demo = await start();
    const expected = await connect(demo, 'automation').then(follow);
    const proxy = await startOddProxy(demo.url);
    ends.push(() => proxy.close());
    const heal = faults(proxy);
    const { sink } = await polling({ ...demo, url: proxy.url });
    const part = () => sink.parts.get('inventory');
    return { demo, expected, proxy, heal, sink, part };
  }

  it.each([
    ['the pools of clusters', 'resource_pool', 'clusters'],
    ['the machines of pools', 'VM', 'resource_pools'],
  ])('is asked for in parts: %s', async (_what, service, filter) => {
    const { sink, expected, part } = await behindProxy((proxy) =>
      // Only where nothing narrower is asked for.
      proxy.answer(
        new RegExp(`^(?!.*"(?:hosts|parent_resource_pools)").*${listing(service, filter).source}`),
        tooMany,
      ),
    );
    expect([...sink.objects.keys()].sort()).toEqual([...expected.objects.keys()].sort());
    expect(part()).toMatchObject({ state: 'polled' });
    expect(part()?.lacking).toBeUndefined();
  });

  it.each([
    ['folders', 'folder', 'parent_folders'],
    ['datastores', 'datastore', 'folders'],
    ['hosts of clusters', 'host', 'clusters'],
    ['machines of hosts', 'VM', 'hosts'],
  ])('costs what is in it alone, and says so: %s', async (_what, service, filter) => {
    const { sink, expected, part, heal } = await behindProxy((proxy) =>
      proxy.answer(listing(service, filter), tooMany, 3),
    );
    expect(sink.objects.size).toBeGreaterThan(0);
    heal();
    await sink.until(
      'everything',
      () => sink.objects.size === expected.objects.size && part()?.lacking === undefined,
      patience,
    );
  });

  it('costs no data center where it is that of their folders', async () => {
    const { sink, expected, part, heal } = await behindProxy((proxy) =>
      proxy.answer(listing('folder', 'type'), tooMany),
    );
    const machines = (of: RecordingSink) => [...of.lookup.ofType('VirtualMachine')].sort();
    expect(machines(sink)).toEqual(machines(expected));
    expect(part()).toMatchObject({ state: 'polled', lacking: { count: 1 } });
    heal();
    await sink.until('the folders', () => part()?.lacking === undefined, patience);
    expect(tree(sink)).toEqual(tree(expected));
  });

  it('ends where a folder is below itself', async () => {
    let first: object | undefined;
    const { sink, expected } = await behindProxy((proxy) =>
      proxy.answer(listing('folder', 'parent_folders'), (response, request, real) => {
        const send = (body: Buffer): void => {
          const { result } = JSON.parse(body.toString('utf8')) as { result: { output: [] } };
          if (result.output.length > 0) first ??= result;
          answer(first ?? result)(response, request, real);
        };
        real().then(
          ({ body }) => send(body),
          () => response.destroy(),
        );
      }),
    );
    expect(first).toBeDefined();
    expect(sink.lookup.ofType('Datacenter')).toEqual(expected.lookup.ofType('Datacenter'));
  });

  it('is said to be missing as long as it is', async () => {
    const { sink, expected, part, heal } = await behindProxy((proxy) =>
      proxy.answer(listing('datastore', 'folders'), tooMany),
    );
    const datastores = () => [...sink.lookup.ofType('Datastore')].length;
    expect(datastores()).toBe(0);
    expect([...sink.lookup.ofType('VirtualMachine')]).toHaveLength(
      [...expected.lookup.ofType('VirtualMachine')].length,
    );
    expect(part()).toMatchObject({ state: 'polled', lacking: { error: { kind: 'fault' } } });
    heal();
    await sink.until(
      'the datastores',
      () => datastores() > 0 && part()?.lacking === undefined,
      patience,
    );
  });

  it('does not take away what was there before', async () => {
    const { sink, proxy, part } = await behindProxy(() => () => undefined);
    const before = [...sink.objects.keys()].sort();
    const leave = new Set<Ref>();
    const heals = [
      proxy.answer(listing('host', 'clusters'), tooMany),
      proxy.answer(listing('datastore', 'folders'), tooMany),
    ];
    await sink.until('a reading without them', () => part()?.lacking !== undefined, patience);
    for (const ref of before) if (!sink.objects.has(ref)) leave.add(ref);
    expect([...leave]).toEqual([]);
    for (const heal of heals) heal();
    await sink.until('all lists', () => part()?.lacking === undefined, patience);
    expect([...sink.objects.keys()].sort()).toEqual(before);
  });

  it('that a machine has left for another that was read before does not hide the machine', async () => {
    const { demo, sink, proxy, part } = await behindProxy(() => () => undefined);
    const count = [...sink.lookup.ofType('VirtualMachine')].length;
    // As if every machine were on its way to a host that was listed already.
    const heal = proxy.answer(listing('VM', 'hosts'), answer({ output: [] }));
    const at = part()?.at ?? 0;
    await sink.until('two more readings', () => (part()?.at ?? 0) > at + 200, patience);
    expect([...sink.lookup.ofType('VirtualMachine')]).toHaveLength(count);
    heal();
    const gone = [...sink.lookup.ofType('VirtualMachine')].find(
      (ref) => row(sink, ref).state === 'off',
    ) as Ref;
    const other = await connect(demo);
    ends.push(() => other.close());
    await other.operate({ ref: gone, name: gone, operation: 'vm.delete', inputs: {} }, signal);
    await sink.until('what is gone is gone', () => !sink.objects.has(gone), patience);
  });
});

describe('where a session has stood', () => {
  const page: OddAnswer = (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Please wait</title>');
  const gone: OddAnswer = (response) => void response.writeHead(404).end();

  it.each([
    ['a page', page, /Please wait/],
    ['404', gone, /HTTP 404/],
  ])('%s in the place of the server is not said to be another one', async (_name, odd, says) => {
    const demo = await start({ vms: 1 });
    const proxy = await startOddProxy(demo.url);
    ends.push(() => proxy.close());
    proxy.answer(/./, odd);
    const failed = async (stood: boolean) => {
      const before = { ...demo, url: proxy.url };
      const error: unknown = await connect(before, 'automation', stood).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      return (error as MorefException).data;
    };
    const first = await failed(false);
    expect(first.foreign).toBe(true);
    expect(inEnglish(first.message)).toMatch(says);
    const again = await failed(true);
    expect(again.foreign).toBeUndefined();
    expect(inEnglish(again.message)).toMatch(says);
    expect(inEnglish(again.message)).toMatch(/has answered as a vSphere server before/);
  });
});

it('a list that stayed away is asked for again before the next reading', async () => {
  const demo = await start({ vms: 1 });
  const proxy = await startOddProxy(demo.url);
  ends.push(() => proxy.close());
  proxy.answer(listing('datastore', 'folders'), tooMany, 1);
  // Readings are half a minute apart.
  const sink = await connect({ ...demo, url: proxy.url }, 'automation').then(follow);
  const part = () => sink.parts.get('inventory');
  const at = part()?.at ?? 0;
  await sink.until('all of it', () => part()?.lacking === undefined, patience);
  expect((part()?.at ?? 0) - at).toBeLessThan(20_000);
});

it('asks nobody when a session is refused that was not logged in to in vain', async () => {
  // Each session has ended by the time it is used.
  const demo = await start({ vms: 1, vapi: { sessionSeconds: -1 } });
  const client = await connectVapi({ url: new URL(demo.url).origin });
  await client.login({ scheme: 'user-password', userName: demo.user, password: demo.password });
  const server = { product: '', version: '' };
  const session = new AutomationSession({ client, server, address: demo.url, log: silentLog });
  ends.push(() => session.close());
  await expect(session.run(new RecordingSink(), signal)).rejects.toMatchObject({
    data: { kind: 'auth', retryable: true },
  });
});
