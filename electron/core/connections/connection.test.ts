import { describe, expect, it, vi } from 'vitest';
import { MorefException, type ErrorKind, type MorefError } from '#shared/model/error.ts';
import type { Profile } from '#shared/model/profile.ts';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import { Inventory } from '../inventory/inventory.ts';
import { silentLog } from '../log.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeProvider, enter, fakeServer, fakeTask } from '../testing/fake-provider.ts';
import { Connection } from './connection.ts';

const profile: Profile = {
  id: connectionId('c1'),
  family: 'vsphere',
  name: 'Lab',
  address: 'vc.example.org',
  user: 'admin',
  autoConnect: false,
};

const failure = (kind: ErrorKind, more: Partial<MorefError> = {}): MorefException =>
  new MorefException({ kind, message: `It is ${kind}.`, ...more });

function start() {
  const clock = createFakeClock();
  const provider = createFakeProvider();
  const states: string[] = [];
  const events = {
    changed: () => {
      const { state } = connection.standing;
      if (states.at(-1) !== state) states.push(state);
    },
    tasks: vi.fn(),
    tasksGone: vi.fn(),
    tasksBegin: vi.fn(),
    tasksComplete: vi.fn(),
    learned: vi.fn(),
    closed: vi.fn(),
  };
  const inventory = new Inventory({
    provider,
    log: silentLog,
    refetch: () => undefined,
    breathe: () => Promise.resolve(),
    elapsed: () => 0,
  });
  const connection: Connection = new Connection({
    provider,
    inventory,
    clock,
    log: silentLog,
    credentials: () => Promise.resolve({ password: 'pw', pinnedFingerprint: null }),
    events,
  });
  return { clock, provider, states, events, inventory, connection };
}

/** Lets promises that are ready run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const vm = enter('VM:v1', { name: 'web-01' });

describe('connection', () => {
  it('goes from offline to live', async () => {
    const { connection, provider, states, events } = start();
    expect(connection.standing.state).toBe('offline');
    await connection.open(profile);
    const session = await provider.session(0);
    expect(connection.standing).toMatchObject({ state: 'syncing', server: fakeServer });
    await session.load([vm]);
    expect(states).toEqual(['connecting', 'syncing', 'live']);
    expect(events.tasksBegin).toHaveBeenCalledOnce();
    expect(events.tasksComplete).toHaveBeenCalledOnce();
    expect(connection.session.server).toBe(fakeServer);
  });

  it('learns late what else the server can do', async () => {
    const { connection, provider, events } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    await session.load([vm]);
    const reported = vi.spyOn(events, 'changed');
    expect(connection.standing.server).not.toHaveProperty('explorable');
    session.explorable = true;
    session.sink.heard();
    expect(connection.standing).toMatchObject({ state: 'live', server: { explorable: true } });
    expect(reported).toHaveBeenCalledOnce();
  });

  it('opens once, however often it is asked', async () => {
    const { connection, provider } = start();
    await Promise.all([connection.open(profile), connection.open(profile)]);
    await connection.open(profile);
    expect(provider.connects).toHaveLength(1);
  });

  it('closes, once or twice, and takes its objects along', async () => {
    const { connection, provider, inventory, events } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    await session.load([vm]);
    expect(inventory.size).toBe(1);
    await Promise.all([connection.close(), connection.close()]);
    expect(session.closed).toBe(true);
    expect(connection.standing.state).toBe('offline');
    expect(connection.standing.error).toBeUndefined();
    expect(inventory.size).toBe(0);
    expect(() => connection.session).toThrow('no connection');
    await session.load([vm]);
    session.sink.tasks([fakeTask('t')]);
    expect(inventory.size).toBe(0);
    expect(events.tasks).not.toHaveBeenCalled();
    expect(connection.standing.state).toBe('offline');
  });

  it('can be closed while it connects', async () => {
    const { connection, provider } = start();
    provider.onConnect = ({ signal }) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(failure('cancelled'))),
      );
    const opening = connection.open(profile);
    const outcome = expect(opening).rejects.toMatchObject({ data: { kind: 'cancelled' } });
    await settle();
    await connection.close();
    await outcome;
    expect(connection.standing).toMatchObject({ state: 'offline' });
    expect(connection.standing.error).toBeUndefined();
  });

  it('logs out of a session that came after it was closed', async () => {
    const { connection, provider } = start();
    let release = (): void => undefined;
    const closed = vi.fn();
    provider.connect = async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return {
        server: fakeServer,
        certificate: null,
        permissions: null,
        run: () => Promise.resolve(),
        read: () => Promise.reject(new Error('closed')),
        operate: () => Promise.reject(new Error('closed')),
        plan: () => Promise.reject(new Error('closed')),
        choices: () => Promise.reject(new Error('closed')),
        cancelTask: () => Promise.resolve(),
        close: closed,
      };
    };
    connection.open(profile).catch(() => undefined);
    await settle();
    await connection.close();
    release();
    await settle();
    expect(closed).toHaveBeenCalledOnce();
    expect(connection.standing.state).toBe('offline');
  });

  it.each<[ErrorKind, Partial<MorefError>, 'offline' | 'retrying']>([
    ['auth', {}, 'offline'],
    ['auth', { retryable: true }, 'offline'],
    ['certificate', {}, 'offline'],
    ['denied', {}, 'offline'],
    ['invalid', {}, 'offline'],
    ['fault', {}, 'offline'],
    ['bug', {}, 'offline'],
    ['unreachable', {}, 'retrying'],
    ['timeout', {}, 'retrying'],
    ['fault', { retryable: true }, 'retrying'],
  ])('after %s %o while connecting is %s', async (kind, more, state) => {
    const { connection, provider, clock } = start();
    provider.onConnect = () => {
      throw failure(kind, more);
    };
    await expect(connection.open(profile)).rejects.toMatchObject({ data: { kind } });
    expect(connection.standing).toMatchObject({ state, error: { kind } });
    clock.advance(3_600_000);
    await settle();
    if (state === 'offline') expect(provider.connects).toHaveLength(1);
    else expect(provider.connects.length).toBeGreaterThan(1);
  });

  it.each<[ErrorKind, Partial<MorefError>, 'offline' | 'retrying']>([
    ['auth', {}, 'offline'],
    ['auth', { retryable: true }, 'retrying'],
    ['certificate', {}, 'offline'],
    ['conflict', { needsPerson: true }, 'offline'],
    ['denied', {}, 'retrying'],
    ['invalid', {}, 'retrying'],
    ['fault', {}, 'retrying'],
    ['bug', {}, 'retrying'],
  ])('after %s %o in a session is %s, and keeps what it knows', async (kind, more, state) => {
    const { connection, provider, inventory } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    await session.load([vm]);
    session.lose(failure(kind, more));
    await settle();
    expect(connection.standing).toMatchObject({ state, error: { kind } });
    expect(inventory.size).toBe(1);
    expect(session.closed).toBe(true);
  });

  it('waits longer from try to try, up to half a minute', async () => {
    const { connection, provider, clock } = start();
    provider.onConnect = () => {
      throw failure('unreachable');
    };
    await connection.open(profile).catch(() => undefined);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      const wait = (connection.standing.retryAt ?? 0) - clock.now();
      waits.push(wait);
      clock.advance(wait);
      await settle();
    }
    // Half of the full wait, and half of the other half: the fake clock's chance is 0.5.
    expect(waits).toEqual([750, 1500, 3000, 6000, 12_000, 22_500, 22_500, 22_500, 22_500]);
  });

  it('never repeats a login that was refused', async () => {
    const { connection, provider, clock } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    await session.load([vm]);
    provider.onConnect = () => {
      throw failure('auth');
    };
    session.lose(failure('auth', { retryable: true }));
    await settle();
    clock.advance(3_600_000);
    await settle();
    clock.advance(3_600_000);
    await settle();
    expect(provider.connects).toHaveLength(2);
    expect(connection.standing).toMatchObject({ state: 'offline', error: { kind: 'auth' } });
  });

  it.each<[ErrorKind, Partial<MorefError>, 'offline' | 'retrying']>([
    ['auth', {}, 'offline'],
    ['auth', { retryable: true, retryAfterMs: 300_000 }, 'retrying'],
    ['certificate', {}, 'offline'],
    ['denied', {}, 'retrying'],
    ['invalid', {}, 'retrying'],
    ['fault', {}, 'retrying'],
    ['bug', {}, 'retrying'],
  ])('after %s %o while it connects again is %s', async (kind, more, state) => {
    const { connection, provider, clock } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    await session.load([vm]);
    provider.onConnect = () => {
      throw failure(kind, more);
    };
    session.lose(failure('unreachable'));
    await settle();
    clock.advance(1000);
    await settle();
    expect(connection.standing).toMatchObject({ state, error: { kind } });
    provider.onConnect = () => undefined;
    clock.advance(300_000);
    await settle();
    expect(connection.standing.state).toBe(state === 'offline' ? 'offline' : 'syncing');
  });

  it('leaves a server alone for as long as it asks', async () => {
    const { connection, provider, clock } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    session.lose(failure('unreachable', { retryAfterMs: 120_000 }));
    await settle();
    expect(connection.standing.retryAt).toBe(clock.now() + 120_000);
    clock.advance(119_000);
    await settle();
    expect(provider.connects).toHaveLength(1);
    clock.advance(1000);
    await settle();
    expect(provider.connects).toHaveLength(2);
  });

  it('asks nobody about an odd answer after a certificate was trusted: a session has stood at the address', async () => {
    const { connection, provider, clock } = start();
    await connection.open(profile);
    (await provider.session(0)).lose(failure('certificate'));
    await settle();
    provider.onConnect = () => {
      throw failure('invalid');
    };
    await connection.open(profile).catch(() => undefined);
    expect(connection.standing.state).toBe('retrying');
    provider.onConnect = () => undefined;
    clock.advance(1000);
    await settle();
    expect(connection.standing.state).toBe('syncing');
    // Somebody has just written another one.
    await connection.close();
    provider.onConnect = () => {
      throw failure('invalid');
    };
    await connection.open(profile).catch(() => undefined);
    expect(connection.standing.state).toBe('offline');
  });

  it('has the next session end what an earlier one, or a try, left on the server', async () => {
    const { connection, provider, clock } = start();
    await connection.open(profile);
    const first = await provider.session(0);
    first.left = ['first'];
    provider.onConnect = (options) => {
      options.left?.(['try']);
      throw failure('unreachable');
    };
    first.lose(failure('certificate'));
    await settle();
    await connection.open(profile).catch(() => undefined);
    provider.onConnect = () => undefined;
    clock.advance(1000);
    const second = await provider.session(1);
    expect(second.takenOver).toEqual(['first', 'try']);
  });

  it('tells one server nothing of sessions with another', async () => {
    const { connection, provider } = start();
    await connection.open(profile);
    const first = await provider.session(0);
    first.left = ['first'];
    first.lose(failure('certificate'));
    await settle();
    await connection.open({ ...profile, address: 'other.example.org' });
    const second = await provider.session(1);
    expect(second.takenOver).toEqual([]);
  });

  it('does not put another instance in the place of the one that is shown', async () => {
    const { connection, provider, clock, inventory } = start();
    provider.onConnect = ({ address }) => void (provider.instance = `of ${address} 1`);
    await connection.open(profile);
    const session = await provider.session(0);
    await session.load([vm]);
    provider.onConnect = () => void (provider.instance = 'another');
    session.lose(failure('unreachable'));
    await settle();
    clock.advance(1000);
    await settle();
    expect(connection.standing).toMatchObject({
      state: 'offline',
      error: {
        message: { id: 'connection.otherInstance', values: { found: 'another' } },
        needsPerson: true,
      },
    });
    expect(inventory.size).toBe(1);
    await connection.open(profile);
    expect(connection.standing.state).toBe('syncing');
  });

  it('ends what a session has started when the session ends', async () => {
    const { connection, provider, clock } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    await session.load([vm]);
    const { signal } = session;
    session.lose(failure('fault'));
    await settle();
    expect(signal.aborted).toBe(true);
    clock.advance(1000);
    const second = await provider.session(1);
    expect(second.signal.aborted).toBe(false);
    await connection.close();
    expect(second.signal.aborted).toBe(true);
  });

  it('tells a server of a session that it could not be notified of before', async () => {
    const { connection, provider, clock } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    session.lose(failure('unreachable'));
    await settle();
    expect(session.closed).toBe(false);
    clock.advance(1000);
    await provider.session(1);
    expect(session.closed).toBe(true);
  });

  it('tells the parts of a session, and keeps them until the next stands', async () => {
    const { connection, provider, clock } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    session.sink.part({ id: 'tags', area: 'tags', state: 'loading' });
    session.sink.part({ id: 'tags', area: 'tags', state: 'failed', error: failure('fault').data });
    session.sink.part({ id: 'tasks', area: 'tasks', state: 'live' });
    expect(connection.standing.parts).toMatchObject([{ state: 'failed' }, { state: 'live' }]);
    session.lose(failure('fault'));
    await settle();
    session.sink.part({ id: 'tags', area: 'tags', state: 'live' });
    expect(connection.standing.parts).toMatchObject([{ state: 'failed' }, { state: 'live' }]);
    clock.advance(1000);
    await provider.session(1);
    expect(connection.standing.parts).toBeUndefined();
  });

  it('comes back by itself, with what is gone gone', async () => {
    const { connection, provider, inventory, clock, states } = start();
    await connection.open(profile);
    const first = await provider.session(0);
    await first.load([vm, enter('VM:v2', { name: 'web-02' })]);
    first.lose(failure('unreachable'));
    await settle();
    clock.advance(60_000);
    const second = await provider.session(1);
    expect(inventory.size).toBe(2);
    await second.load([vm]);
    expect(inventory.size).toBe(1);
    expect(inventory.row('VM:v1' as Ref)).toBeDefined();
    expect(states).toEqual([
      'connecting',
      'syncing',
      'live',
      'retrying',
      'connecting',
      'syncing',
      'live',
    ]);
    expect(connection.standing.error).toBeUndefined();
  });

  it('tries at once when it is opened while it waits', async () => {
    const { connection, provider, clock } = start();
    provider.onConnect = () => {
      throw failure('unreachable');
    };
    await connection.open(profile).catch(() => undefined);
    provider.onConnect = () => undefined;
    await connection.open(profile);
    expect(provider.connects).toHaveLength(2);
    expect(connection.standing.state).toBe('syncing');
    clock.advance(10_000);
    await settle();
    expect(provider.connects).toHaveLength(2);
  });

  it('tries at once after a sleep, whatever was left of the wait', async () => {
    const { connection, provider } = start();
    provider.onConnect = () => {
      throw failure('unreachable');
    };
    await connection.open(profile).catch(() => undefined);
    provider.onConnect = () => undefined;
    expect(connection.standing.state).toBe('retrying');
    connection.wake();
    await (await provider.session(0)).load([vm]);
    expect(connection.standing.state).toBe('live');
  });

  it('asks after a sleep whether its session still stands, and makes it anew where no answer comes', async () => {
    const { connection, provider } = start();
    await connection.open(profile);
    const first = await provider.session(0);
    await first.load([vm]);
    connection.wake();
    await settle();
    expect(provider.connects).toHaveLength(1);
    vi.spyOn(connection.session, 'read').mockRejectedValue(failure('unreachable'));
    connection.wake();
    await (await provider.session(1)).load([vm]);
    expect(connection.standing.state).toBe('live');
    expect(first.closed).toBe(true);
  });

  it('wakes nothing that nobody opened', () => {
    const { connection, provider } = start();
    connection.wake();
    expect(provider.connects).toHaveLength(0);
  });

  it('starts with a short wait again after a long time that went well', async () => {
    const { connection, provider, clock } = start();
    const lose = async (index: number): Promise<number> => {
      const session = await provider.session(index);
      await session.load([vm]);
      if (index === 3) clock.advance(61_000);
      session.lose(failure('unreachable'));
      await settle();
      const wait = (connection.standing.retryAt ?? 0) - clock.now();
      clock.advance(wait);
      return wait;
    };
    await connection.open(profile);
    const waits = [await lose(0), await lose(1), await lose(2), await lose(3)];
    expect(waits).toEqual([750, 1500, 3000, 750]);
  });

  it('is stale after a silence, and live with the next word', async () => {
    const { connection, provider, clock } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    await session.load([vm]);
    clock.advance(60_000);
    session.sink.heard();
    clock.advance(60_000);
    expect(connection.standing.state).toBe('live');
    clock.advance(31_000);
    expect(connection.standing.state).toBe('stale');
    session.sink.heard();
    expect(connection.standing).toMatchObject({ state: 'live', heardAt: clock.now() });
    clock.advance(91_000);
    expect(connection.standing.state).toBe('stale');
    await connection.close();
    expect(clock.waiting()).toBe(0);
  });

  it('shows an interruption that the session mends itself', async () => {
    const { connection, provider } = start();
    await connection.open(profile);
    const session = await provider.session(0);
    await session.load([vm]);
    session.sink.interrupted(failure('unreachable'), 500);
    expect(connection.standing).toMatchObject({
      state: 'retrying',
      error: { kind: 'unreachable' },
    });
    session.sink.heard();
    expect(connection.standing.state).toBe('live');
    expect(connection.standing.error).toBeUndefined();
    session.sink.resync();
    expect(connection.standing.state).toBe('syncing');
    await session.sink.apply([vm]);
    session.sink.synced();
    expect(connection.standing.state).toBe('live');
  });
});
