import { describe, expect, it } from 'vitest';
import { MorefException, type ErrorKind } from '#shared/model/error.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { OperationRequest, OperationStarted } from '../providers/provider.ts';
import { createRunWorld, settle, worldTask } from '../testing/run-world.ts';

const failure = (kind: ErrorKind): MorefException =>
  new MorefException({ kind, message: `It is ${kind}.` });

/** A server whose calls the test answers. */
function held(server: ReturnType<typeof createRunWorld>['servers'][number]) {
  const calls: {
    readonly request: OperationRequest;
    readonly answer: (started: OperationStarted) => void;
    readonly refuse: (error: unknown) => void;
  }[] = [];
  server.operate = (request) =>
    new Promise((answer, refuse) => calls.push({ request, answer, refuse }));
  return calls;
}

const task = (id: number): Ref => makeRef('Task', String(id));

describe('bulk runs', () => {
  it('send to every object once, over all servers, with so many at once on each', async () => {
    const world = createRunWorld(2);
    const calls = world.servers.map(held);
    const run = world.start(20, { perServer: 3 });
    await settle();
    expect(calls.map((list) => list.length)).toEqual([3, 3]);
    expect(run.run).toMatchObject({
      state: 'running',
      connections: ['s0', 's1'],
      counts: { waiting: 14, running: 6 },
    });
    for (let index = 0; index < 10; index++) {
      for (const list of calls) list[index]?.answer({ task: null });
      await settle();
    }
    expect(run.run).toMatchObject({ state: 'finished', counts: { done: 20, waiting: 0 } });
    expect(calls.map((list) => list.length)).toEqual([10, 10]);
    expect(run.items.get('s1/VM:v3')).toMatchObject({ state: 'done', attempt: 1, name: 'vm-3' });
    expect([...run.history.values()].every((states) => states.at(-1) === 'done')).toBe(true);
  });

  it('share what a server can take with other runs', async () => {
    const world = createRunWorld(1);
    const calls = held(world.servers[0] ?? expect.fail());
    world.start(5, { perServer: 3 });
    world.start(5, { perServer: 4 });
    await settle();
    expect(calls).toHaveLength(4);
    calls[0]?.answer({ task: null });
    await settle();
    expect(calls).toHaveLength(5);
  });

  it('go on with other hosts while one is busy, and follow an object that moved', async () => {
    const world = createRunWorld(1);
    const calls = held(world.servers[0] ?? expect.fail());
    const hosts = new Map<string, Ref>();
    world.hostOf = (key) => hosts.get(key);
    for (let index = 0; index < 6; index++)
      hosts.set(`s0/VM:v${index}`, (index < 4 ? 'Host:h1' : 'Host:h2') as Ref);
    world.start(6, { perServer: 8, perHost: 2 });
    await settle();
    const sent = (): readonly string[] => calls.map(({ request }) => request.name);
    expect(sent()).toEqual(['vm-0', 'vm-4', 'vm-1', 'vm-5']);
    hosts.set('s0/VM:v2', 'Host:h2' as Ref);
    calls[0]?.answer({ task: null });
    await settle();
    expect(sent().slice(4)).toEqual(['vm-3']);
    calls[1]?.answer({ task: null });
    await settle();
    expect(sent().slice(5)).toEqual(['vm-2']);
  });

  it('end an object when its task ends, and take its error along', async () => {
    const world = createRunWorld(1);
    const [server = expect.fail()] = world.servers;
    let sent = 0;
    server.operate = () => Promise.resolve({ task: task((sent += 1)) });
    const run = world.start(4);
    await settle();
    expect(run.run.counts.running).toBe(4);
    const error = { kind: 'conflict', message: 'The disk is locked.' } as const;
    world.tasks.update(server.id, [
      worldTask(task(1), { state: 'success' }),
      worldTask(task(2), { state: 'error', error }),
      worldTask(task(3), { state: 'cancelled' }),
      worldTask(task(4), { state: 'error' }),
    ]);
    expect(run.states()).toEqual(['done', 'failed', 'cancelled', 'failed']);
    expect(run.items.get('s0/VM:v1')).toMatchObject({
      error: { ...error, connection: 's0', ref: 'VM:v1' },
      task: 's0/Task:2',
    });
    expect(run.run.state).toBe('finished');
    expect([...world.tasks.all()].every((one) => one.run === run.id && one.own)).toBe(true);
  });

  it('count as done what is so already, and skip with a reason what refuses', async () => {
    const world = createRunWorld(1);
    const calls = held(world.servers[0] ?? expect.fail());
    const { judge } = world;
    world.judge = (key, inputs) => {
      if (key.endsWith('v0')) return { outcome: 'done', reason: 'It is on already.' };
      if (key.endsWith('v1')) return { outcome: 'skipped', reason: 'It is a template.' };
      if (key.endsWith('v2')) throw new Error('no such property');
      return judge(key, inputs);
    };
    const run = world.start(4, { stopOnError: false });
    await settle();
    expect(calls.map(({ request }) => request.name)).toEqual(['vm-3']);
    expect(run.items.get('s0/VM:v0')).toMatchObject({ state: 'done', reason: 'It is on already.' });
    expect(run.items.get('s0/VM:v1')).toMatchObject({ state: 'skipped', attempt: 0 });
    expect(run.items.get('s0/VM:v2')).toMatchObject({ state: 'failed', error: { kind: 'bug' } });
    expect(run.items.get('s0/VM:v0')).not.toHaveProperty('startedAt');
  });

  it('judge an object when its turn comes, not before', async () => {
    const world = createRunWorld(1);
    const calls = held(world.servers[0] ?? expect.fail());
    const run = world.start(2, { perServer: 1 });
    await settle();
    world.judge = () => ({ outcome: 'done', reason: 'Somebody else did it.' });
    calls[0]?.answer({ task: null });
    await settle();
    expect(calls).toHaveLength(1);
    expect(run.items.get('s0/VM:v1')).toMatchObject({ reason: 'Somebody else did it.' });
  });

  it.each<[ErrorKind, 'failed' | 'unknown']>([
    ['denied', 'failed'],
    ['conflict', 'failed'],
    ['fault', 'failed'],
    ['auth', 'failed'],
    ['unreachable', 'unknown'],
    ['timeout', 'unknown'],
    ['cancelled', 'unknown'],
    ['bug', 'unknown'],
  ])('after a call that is rejected with %s know an object as %s', async (kind, state) => {
    const world = createRunWorld(1);
    const [server = expect.fail()] = world.servers;
    server.operate = () => Promise.reject(failure(kind));
    const run = world.start(1);
    await settle();
    expect(run.items.get('s0/VM:v0')).toMatchObject({ state, error: { kind, ref: 'VM:v0' } });
    expect([...world.tasks.all()]).toMatchObject([
      { name: 'Power on', state: 'error', error: { kind }, target: 'VM:v0', run: run.id },
    ]);
    expect([...world.tasks.all()].some(({ lost }) => lost === true)).toBe(state === 'unknown');
  });

  it('know that nothing was done where no connection stood, and can be tried again', async () => {
    const world = createRunWorld(1);
    const [server = expect.fail()] = world.servers;
    const message = 'Cannot reach s0: nothing listens there.';
    server.operate = () =>
      Promise.reject(new MorefException({ kind: 'unreachable', message, unsent: true }));
    const run = world.start(2);
    await settle();
    expect(run.states()).toEqual(['failed', 'failed']);
    expect(run.items.get('s0/VM:v0')?.error?.message).toEqual(
      `${message} Nothing was sent for vm-0.`,
    );
    expect([...world.tasks.all()].some(({ lost }) => lost === true)).toBe(false);
    server.operate = () => Promise.resolve({ task: null });
    world.runs.retry(run.id);
    await settle();
    expect(run.states()).toEqual(['done', 'done']);
  });

  it('stop at the first failure if they are asked to', async () => {
    const world = createRunWorld(1);
    const calls = held(world.servers[0] ?? expect.fail());
    const run = world.start(5, { perServer: 2, stopOnError: true });
    await settle();
    calls[0]?.refuse(failure('conflict'));
    await settle();
    expect(run.run).toMatchObject({ state: 'stopping', counts: { cancelled: 3, running: 1 } });
    calls[1]?.answer({ task: null });
    await settle();
    expect(calls).toHaveLength(2);
    expect(run.run).toMatchObject({ state: 'finished', counts: { failed: 1, done: 1 } });
    expect(run.items.get('s0/VM:v4')?.reason).toEqual(/first failure/);
  });

  it('can be stopped, with or without the tasks under way', async () => {
    const world = createRunWorld(1);
    const [server = expect.fail()] = world.servers;
    const calls = held(server);
    const run = world.start(5, { perServer: 3 });
    await settle();
    calls[0]?.answer({ task: task(1) });
    calls[1]?.answer({ task: task(2) });
    await settle();
    world.tasks.update(server.id, [worldTask(task(1)), worldTask(task(2), { cancelable: false })]);
    world.runs.stop(run.id, true);
    expect(run.run).toMatchObject({ state: 'stopping', counts: { cancelled: 2, running: 3 } });
    expect(server.cancelled).toEqual([task(1)]);
    // As soon as it can be, and once.
    world.tasks.update(server.id, [worldTask(task(2))]);
    world.tasks.update(server.id, [worldTask(task(2), { progress: 50 })]);
    calls[2]?.answer({ task: task(3) });
    await settle();
    world.tasks.update(server.id, [worldTask(task(3))]);
    expect(server.cancelled).toEqual([task(1), task(2), task(3)]);
    expect(() => world.runs.retry(run.id)).toThrow('being stopped');
    expect(() => world.runs.dismiss(run.id)).toThrow('not finished');
    world.tasks.update(
      server.id,
      [1, 2, 3].map((id) => worldTask(task(id), { state: 'cancelled' })),
    );
    expect(run.run).toMatchObject({ state: 'finished', counts: { cancelled: 5 } });
    world.runs.dismiss(run.id);
    expect(run.items.size).toBe(0);
    expect(() => world.runs.stop(run.id, false)).toThrow('does not know');
    expect(() => world.runs.stop('other' as RunId, false)).toThrow('does not know');
  });

  it('try again what failed, was cancelled or is unknown, and nothing else', async () => {
    const world = createRunWorld(1);
    const [server = expect.fail()] = world.servers;
    const calls = held(server);
    const run = world.start(5, { perServer: 4 });
    await settle();
    calls[0]?.refuse(failure('conflict'));
    calls[1]?.refuse(failure('timeout'));
    calls[2]?.answer({ task: null });
    calls[3]?.answer({ task: task(1) });
    await settle();
    world.runs.stop(run.id, false);
    calls[4]?.answer({ task: null });
    world.tasks.update(server.id, [worldTask(task(1), { state: 'cancelled' })]);
    await settle();
    expect(run.run).toMatchObject({
      state: 'finished',
      counts: { failed: 1, unknown: 1, done: 2, cancelled: 1 },
    });
    world.runs.retry(run.id);
    await settle();
    expect(run.run).toMatchObject({ state: 'running', counts: { running: 3, done: 2 } });
    expect(run.run).not.toHaveProperty('finishedAt');
    expect(calls.slice(5).map(({ request }) => request.name)).toEqual(['vm-0', 'vm-1', 'vm-3']);
    expect(run.items.get('s0/VM:v0')).toMatchObject({ attempt: 2 });
    expect(run.items.get('s0/VM:v0')).not.toHaveProperty('error');
    for (const { answer } of calls.slice(5)) answer({ task: null });
    await settle();
    expect(run.run).toMatchObject({ state: 'finished', counts: { done: 5 } });
    world.runs.retry(run.id);
    expect(run.run.state).toBe('finished');
  });

  it('wait for a server that is away, for a while', async () => {
    const world = createRunWorld(2);
    const [one = expect.fail(), two = expect.fail()] = world.servers;
    const calls = [held(one), held(two)];
    world.become(one, 'away');
    const run = world.start(4);
    await settle();
    expect(calls.map((list) => list.length)).toEqual([0, 2]);
    world.clock.advance(599_000);
    world.become(one, 'ready');
    await settle();
    expect(calls[0]).toHaveLength(2);
    calls[0]?.[0]?.answer({ task: task(1) });
    await settle();
    world.become(one, 'away');
    world.clock.advance(601_000);
    expect(run.items.get('s0/VM:v0')).toMatchObject({
      state: 'unknown',
      error: { kind: 'unreachable' },
      reason: /not known: look at vm-0/,
    });
    // Whatever is heard of it later is too late.
    calls[0]?.[1]?.answer({ task: null });
    world.tasks.update(one.id, [worldTask(task(1), { state: 'success' })]);
    await settle();
    expect(run.run.counts).toMatchObject({ unknown: 2, running: 2 });
    expect(world.clock.waiting()).toBe(0);
  });

  it('fail what was not sent when a server is gone', async () => {
    const world = createRunWorld(1);
    const [server = expect.fail()] = world.servers;
    const calls = held(server);
    const run = world.start(3, { perServer: 1 });
    await settle();
    world.become(server, 'gone');
    expect(run.states()).toEqual(['unknown', 'failed', 'failed']);
    expect(run.items.get('s0/VM:v2')?.error?.message).toEqual(/nothing was sent for vm-2/);
    expect(run.run.state).toBe('finished');
    world.become(server, 'ready');
    world.runs.retry(run.id);
    await settle();
    expect(calls).toHaveLength(2);
    const later = createRunWorld(1);
    later.become(later.servers[0] ?? expect.fail(), 'gone');
    expect(later.start(2).states()).toEqual(['failed', 'failed']);
  });

  it('send together what a server takes together', async () => {
    const world = createRunWorld(1);
    const [server = expect.fail()] = world.servers;
    const sizes: number[] = [];
    world.judge = (key, inputs) =>
      key.endsWith('v7')
        ? { outcome: 'skipped', reason: 'Not this one.' }
        : {
            outcome: 'run',
            offer: { id: 'tag', label: 'Assign tag', group: 'organise', batch: true },
            inputs,
          };
    server.operateBatch = (requests) => {
      sizes.push(requests.length);
      if (sizes.length === 3) return Promise.reject(failure('timeout'));
      return Promise.resolve(
        requests.map(({ name }) =>
          name === 'vm-3' ? { error: { kind: 'denied', message: 'Not you.' } } : {},
        ),
      );
    };
    const run = world.start(1203);
    await settle();
    expect(sizes).toEqual([500, 500, 202]);
    expect(run.run.counts).toMatchObject({ done: 999, failed: 1, skipped: 1, unknown: 202 });
    expect([...world.tasks.all()]).toMatchObject([
      {
        state: 'success',
        targetName: expect.objectContaining({ id: 'task.target.many' }),
        result: '499 of 500',
      },
      { state: 'success', targetName: expect.objectContaining({ id: 'task.target.many' }) },
      { state: 'error', lost: true },
    ]);
    world.runs.retry(run.id);
    await settle();
    expect(sizes).toEqual([500, 500, 202, 203]);
    expect(run.run.counts).toMatchObject({ done: 1201, failed: 1 });
  });

  it('say so when they are closed under way, and send nothing more', async () => {
    const world = createRunWorld(1);
    const calls = held(world.servers[0] ?? expect.fail());
    const run = world.start(3, { perServer: 1 });
    await settle();
    world.runs.close();
    calls[0]?.answer({ task: null });
    await settle();
    expect(calls).toHaveLength(1);
    expect(run.run.counts).toMatchObject({ running: 1, waiting: 2 });
    expect(world.clock.waiting()).toBe(0);
  });
});
