import { afterEach, describe, expect, it } from 'vitest';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import {
  type DemoOptions,
  type DemoVcenter,
  startDemoVcenter,
} from '../../../../../demo/vcenter.ts';
import { silentLog } from '../../../../log.ts';
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

function connect(demo: DemoVcenter, protocol?: 'automation') {
  return vsphere.connect({
    address: new URL(demo.url).origin,
    user: demo.user,
    password: demo.password,
    pinnedFingerprint: null,
    signal,
    log: silentLog,
    ...(protocol === undefined ? {} : { protocol }),
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
    await sink.until('news again', () => !sink.interruptedNow, patience);
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
