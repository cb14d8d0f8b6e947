import { spoken } from '#shared/i18n/testing/spoken.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { refId, type Ref } from '#shared/model/reference.ts';
import { TestClient } from '../../../demo/xapi/test-client.ts';
import { startDemoPool, type DemoPool, type DemoPoolOptions } from '../../../demo/xapi/pool.ts';
import { silentLog } from '../../log.ts';
import type { ConnectOptions, Session } from '../provider.ts';
import { RecordingSink } from '../recording-sink.ts';
import { xenserver } from './provider.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(options: DemoPoolOptions = {}): Promise<DemoPool> {
  const pool = await startDemoPool({ vms: 8, taskSeconds: [0, 0.05], ...options });
  closers.push(() => pool.close());
  return pool;
}

/** Connects and follows until the first full set. */
async function follow(
  pool: DemoPool,
  options: Partial<ConnectOptions> = {},
): Promise<{ session: Session; sink: RecordingSink }> {
  const abort = new AbortController();
  const session = await xenserver.connect({
    address: pool.url,
    user: pool.user,
    password: pool.password,
    pinnedFingerprint: pool.certificateFingerprint ?? null,
    signal: abort.signal,
    log: silentLog,
    ...options,
  });
  const sink = new RecordingSink();
  const running = session.run(sink, abort.signal).catch((error: unknown) => sink.ended(error));
  closers.push(async () => {
    abort.abort();
    await running;
    await session.close();
  });
  await sink.until('a full set', () => sink.sets > 0, 10_000);
  return { session, sink };
}

function failoverOptions({ url: address, user, password, certificateFingerprint }: DemoPool) {
  const pinnedFingerprint = certificateFingerprint ?? null;
  return { address, user, password, pinnedFingerprint, signal: new AbortController().signal };
}

const vms = (sink: RecordingSink): readonly Ref[] => [...sink.lookup.ofType('VM')] as Ref[];

describe('a session with a pool', { timeout: 30_000 }, () => {
  it('holds the same in JSON-RPC and in XML-RPC', async () => {
    const pool = await start();
    const json = await follow(pool, { encoding: 'json' });
    const xml = await follow(pool, { encoding: 'xml' });
    const alerts = pool.database.count('message');
    for (const { sink } of [json, xml])
      await sink.until(
        'the alerts',
        () => [...sink.lookup.ofType('message')].length === alerts,
        10_000,
      );
    expect(new Map([...xml.sink.objects].sort())).toEqual(new Map([...json.sink.objects].sort()));
  });

  it('follows a server as they were before JSON-RPC, and works with it', async () => {
    const pool = await start();
    const json = await follow(pool);
    const [home] = json.sink.lookup.ofType('pool');
    const rename = (name: string) => ({
      ref: home as Ref,
      name: 'pool',
      operation: 'rename',
      inputs: { name },
    });
    pool.misbehave.jsonRpcOff('xml');
    pool.misbehave.oldLogin(2);
    pool.misbehave.rawNames();
    const { session, sink } = await follow(pool);
    expect(new Map([...sink.objects].sort())).toEqual(new Map([...json.sink.objects].sort()));
    await session.operate(rename('a<b>&c'), new AbortController().signal);
    const nameOf = () => sink.objects.get(home as Ref)?.['name_label'];
    await sink.until('the new name', () => nameOf() === 'a<b>&c', 10_000);
  });

  it.skipIf(process.platform === 'win32')('reaches a server by its socket', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'moref-xapi-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const unixSocket = join(folder, 'xapi');
    const pool = await start({ unixSocket });
    for (const address of [`unix:${unixSocket}`, unixSocket]) {
      const { session, sink } = await follow(pool, { address, password: '' });
      expect(session.certificate).toBeNull();
      expect(vms(sink)).toHaveLength(pool.database.count('VM'));
    }
  });

  it.each([
    ['that is found among the members', 60],
    ['that the old one sends to', 0],
  ])('goes from a member to the coordinator, and on to the next one, %s', async (_how, seconds) => {
    const pool = await start({ members: 2, tls: true });
    const member = pool.hosts[1];
    const { session, sink } = await follow(pool, {
      address: member?.url ?? '',
      pinnedFingerprint: member?.certificateFingerprint ?? null,
    });
    const sets = sink.sets;
    pool.misbehave.failover(seconds);
    await sink.until('a full set of the new coordinator', () => sink.sets > sets, 20_000);
    expect(sink.error).toBeUndefined();
    expect(session.certificate?.fingerprint).toBe(pool.hosts[1]?.certificateFingerprint);
    const [home] = sink.lookup.ofType('pool');
    const request = {
      ref: home as Ref,
      name: 'pool',
      operation: 'rename',
      inputs: { name: 'after' },
    };
    await session.operate(request, new AbortController().signal);
    await sink.until(
      'the new name',
      () => sink.objects.get(home as Ref)?.['name_label'] === 'after',
      10_000,
    );
  });

  it('logs in once, however many calls meet the end of the session', async () => {
    const pool = await start();
    const { session, sink } = await follow(pool);
    pool.misbehave.expireSessions();
    const reads = vms(sink).map((ref) =>
      session.read(ref, 'data_sources', new AbortController().signal),
    );
    expect(reads.length).toBeGreaterThan(20);
    await Promise.all(reads);
    await sink.until('a full set of the new session', () => sink.sets > 1, 10_000);
    expect(pool.database.count('session')).toBe(1);
  });

  it('is won back by another host where the coordinator is gone for longer than a session lasts', async () => {
    const pool = await start({ members: 2, tls: true });
    const { session, sink } = await follow(pool);
    const machines = vms(sink).length;
    const { others } = session;
    expect(others?.servers.map(({ address }) => address).sort()).toEqual(
      pool.hosts.map(({ url }) => url).sort(),
    );
    pool.misbehave.failover(60);
    const alone = { ...failoverOptions(pool), log: silentLog };
    await expect(xenserver.connect(alone)).rejects.toMatchObject({ data: { kind: 'unreachable' } });
    const edited = { address: 'a b', pinnedFingerprint: null };
    const servers = [edited, ...(others?.servers ?? [])];
    const again = await follow(pool, {
      others: { instanceUuid: others?.instanceUuid ?? '', servers },
    });
    expect(again.session.certificate?.fingerprint).toBe(pool.hosts[1]?.certificateFingerprint);
    expect(vms(again.sink)).toHaveLength(machines);
  });

  it('knows the permissions of an account that may not do everything', async () => {
    const pool = await start();
    const reader = pool.users.find(({ role }) => role === 'read-only');
    const { session, sink } = await follow(pool, {
      user: reader?.name ?? '',
      password: reader?.password ?? '',
    });
    const [vm] = vms(sink).filter((ref) => sink.objects.get(ref)?.['power_state'] === 'Halted');
    const offers = xenserver.offers(vm as Ref, sink.objects.get(vm as Ref) ?? {}, {
      ...sink.lookup,
      permissions: session.permissions,
    });
    expect(offers.length).toBeGreaterThan(5);
    // What is already so takes no permission, and the settings may be looked at: each says itself why it cannot be changed.
    for (const { id, refused, done } of offers)
      if (done !== true && id !== 'settings')
        expect(spoken(refused), id).toContain('lacks the permission');
    const settings = offers.find(({ id }) => id === 'settings')?.inputs ?? [];
    const open = settings.filter(({ hidden, refused }) => hidden !== true && refused === undefined);
    expect(open.map(({ name }) => name)).toEqual([]);
    expect(settings.some(({ refused }) => spoken(refused)?.includes('lacks the permission'))).toBe(
      true,
    );
    const request = { ref: vm as Ref, name: 'web', operation: 'rename', inputs: { name: 'x' } };
    await expect(session.operate(request, new AbortController().signal)).rejects.toThrow(
      'Your account lacks the permission VM.set_name_label',
    );
  });

  it('cancels a task, and tells its progress until then', async () => {
    const pool = await start({ taskSeconds: [8, 8] });
    const { session, sink } = await follow(pool);
    const [vm] = vms(sink).filter((ref) => {
      const one = sink.objects.get(ref);
      return one?.['power_state'] === 'Halted' && one['is_a_template'] === false;
    });
    const request = { ref: vm as Ref, name: 'web', operation: 'power.on', inputs: {} };
    const { signal } = new AbortController();
    const { task } = await session.operate(request, signal);
    const known = () => sink.knownTasks.get(task as Ref);
    await sink.until('progress', () => (known()?.progress ?? 0) > 0, 10_000);
    expect(known()).toMatchObject({ state: 'running', target: vm, cancelable: true });
    await session.cancelTask(task as Ref, signal);
    await sink.until('its end', () => known()?.state === 'cancelled', 10_000);
    expect(known()).not.toHaveProperty('error');
    expect(known()?.cancelable).toBe(false);
  });

  it('has the alerts of the pool, those that come and those that somebody dismisses', async () => {
    const pool = await start();
    const { sink } = await follow(pool);
    const others = await TestClient.login(pool);
    const read = (ref: Ref) =>
      xenserver.alerts?.read(ref, sink.objects.get(ref) ?? {}, sink.lookup);
    const known = () => [...sink.lookup.ofType('message')].map(read);
    const [home] = sink.lookup.ofType('pool');
    await sink.until(
      'the overcommitment',
      () => known().some((one) => one?.name === 'HA_POOL_OVERCOMMITTED'),
      10_000,
    );
    const old = known().find((one) => one?.name === 'HA_POOL_OVERCOMMITTED');
    expect(old).toMatchObject({ severity: 'major', target: home });
    const uuid = refId(home as Ref);
    const made = await others.call('message.create', 'LICENSE_EXPIRES_SOON', 2, 'Pool', uuid, 'x');
    const isNew = (one: ReturnType<typeof read>) => one?.name === 'LICENSE_EXPIRES_SOON';
    await sink.until('a new one', () => known().some(isNew), 10_000);
    expect(known().find(isNew)).toMatchObject({ text: 'x', target: home });
    await others.call('message.destroy', made);
    await sink.until('its end', () => !known().some(isNew), 10_000);
  });

  it('finds deletions that the server forgot to tell', async () => {
    const pool = await start();
    const { session, sink } = await follow(pool);
    const [vm] = vms(sink).filter((ref) => {
      const one = sink.objects.get(ref);
      return one?.['power_state'] === 'Halted' && one['is_a_template'] === false;
    });
    const request = { ref: vm as Ref, name: 'web', operation: 'vm.delete', inputs: {} };
    const reported = sink.until('it is gone', () => !sink.objects.has(vm as Ref), 15_000);
    await session.operate(request, new AbortController().signal);
    pool.misbehave.forgetDeletions('VM');
    await reported;
  });
});
