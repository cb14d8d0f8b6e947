import { afterEach, describe, expect, it } from 'vitest';
import { listed } from '#shared/model/selection.ts';
import { MorefException } from '#shared/model/error.ts';
import { makeRef, type ConnectionId, type Ref } from '#shared/model/reference.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { assign, createFakeProvider, enter, fakeTask } from './testing/fake-provider.ts';
import { replicate, startTestCore, type TestCore } from './testing/harness.ts';

const running: TestCore[] = [];

afterEach(async () => {
  for (const test of running.splice(0)) await test.stop();
});

const server = {
  family: 'vsphere',
  name: 'Lab',
  address: 'vc.example.org',
  user: 'admin',
  autoConnect: false,
  password: 'hunter2-plain',
} as const;

const vm = (id: number): Ref => makeRef('VM', `v${id}`);

/** A core with two servers; VMs v0 to v5 on each, of which v0 is on and v5 is a template. */
async function start() {
  const provider = createFakeProvider();
  const clock = createFakeClock();
  const test = await startTestCore({ providers: { vsphere: provider }, clock });
  running.push(test);
  const { client } = test;
  const open = async (name: string) => {
    const { id } = await client.call('profiles.save', { ...server, name });
    await client.call('connections.open', { id });
    const session = await provider.session(provider.sessions.length - 1);
    await session.load([
      enter('Host:h1', { name: 'esx-01', kind: 'host' }),
      ...[0, 1, 2, 3, 4, 5].map((index) =>
        enter(vm(index), {
          name: `web-0${index}`,
          state: index === 0 ? 'on' : 'off',
          maxCpus: index + 1,
          ...(index === 5 && { template: true }),
        }),
      ),
    ]);
    return { id, session };
  };
  const one = await open('Lab');
  const two = await open('Branch');
  const all = [one, two].flatMap(({ id }) =>
    [0, 1, 2, 3, 4, 5].map((index) => ({ connection: id, ref: vm(index) })),
  );
  const runs = replicate(client, 'runs', {});
  const itemsOf = async (run: Parameters<typeof replicate<'runItems'>>[2]['run']) => {
    const items = replicate(client, 'runItems', { run });
    await items.until(({ ready }) => ready);
    return items;
  };
  return { ...test, provider, clock, one, two, all, runs, itemsOf };
}

const key = (connection: ConnectionId, id: number): string => `${connection}/${vm(id)}`;

describe('bulk runs of the core', () => {
  it('offer what any object of a selection has, and say for how many', async () => {
    const { client, one, two, all } = await start();
    const common = await client.call('operations.common', { objects: listed([...all, ...all]) });
    const find = (id: string) => common.find((offer) => offer.id === id);
    expect(common.map(({ id }) => id)).toEqual(['power.on', 'rename', 'cpus', 'tag', 'delete']);
    expect(find('power.on')).toMatchObject({ runnable: 8, done: 2, refused: 2 });
    expect(find('delete')).toMatchObject({
      runnable: 10,
      refused: 2,
      destructive: true,
      confirm: 'Delete: 10 objects?',
      risk: 'Its disks are lost.',
    });
    expect(find('cpus')?.inputs).toMatchObject([{ min: 1, max: 5 }]);
    const already = [one, two].map(({ id }) => ({ connection: id, ref: vm(0) }));
    const none = await client.call('operations.common', { objects: listed(already) });
    expect(none.find(({ id }) => id === 'delete')).toMatchObject({
      runnable: 0,
      reason: 'It is on.',
    });
    const gone = { connection: one.id, ref: vm(9) };
    expect(await client.call('operations.common', { objects: listed([gone]) })).toEqual([]);
  });

  it('say beforehand what will happen to each object', async () => {
    const { client, one, all } = await start();
    const preview = (operation: string, inputs = {}, objects = all) =>
      client.call('runs.preview', { objects: listed(objects), operation, inputs });
    const { items, guard } = await preview('power.on');
    expect(guard).toBeUndefined();
    expect(items.map(({ outcome }) => outcome).slice(0, 6)).toEqual([
      'done',
      'run',
      'run',
      'run',
      'run',
      'skipped',
    ]);
    expect(items[0]).toEqual({
      connection: one.id,
      ref: vm(0),
      name: 'web-00',
      outcome: 'done',
      reason: 'It is on already.',
    });
    const cpus = (await preview('cpus', { cpus: 3 })).items.slice(0, 3);
    expect(cpus.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'run']);
    expect(cpus[1]?.reason).toEqual('CPUs must be at most 2.');
    const [missing] = (await preview('power.on', {}, [{ connection: one.id, ref: vm(9) }])).items;
    expect(missing).toMatchObject({ outcome: 'skipped', reason: 'It is not there any more.' });
    // What some of a selection ask for and others do not stands in the way of neither, as long as it is empty.
    const extra = await preview('power.on', { quiesce: false, note: '' });
    expect(extra.items[1]).toMatchObject({ outcome: 'run' });
    expect((await preview('power.on', { quiesce: true })).items[1]).toMatchObject({
      outcome: 'skipped',
      reason: 'There is no input “quiesce”.',
    });
  });

  it('lead every object to its end, as its task says', async () => {
    const { client, provider, one, two, all, runs, itemsOf } = await start();
    const tasks = replicate(client, 'tasks', {});
    const refused = new MorefException({ kind: 'denied', message: 'No permission.' });
    let started = 0;
    provider.onOperate = ({ name }) =>
      name === 'web-04'
        ? Promise.reject(refused)
        : Promise.resolve({
            task: name === 'web-03' ? null : makeRef('Task', `t${(started += 1)}`),
          });
    const { run } = await client.call('runs.start', {
      objects: listed(all),
      operation: 'power.on',
      inputs: {},
      options: {},
    });
    const items = await itemsOf(run);
    await runs.until((replica) => replica.items.get(run)?.counts.running === 4);
    for (const { session, id } of [one, two]) {
      const mine = [...items.items.values()].filter(
        (item) => item.connection === id && item.state === 'running',
      );
      for (const { task, ref } of mine)
        session.sink.tasks([
          fakeTask(String(task).slice(`${id}/Task:`.length), { target: ref, state: 'success' }),
        ]);
    }
    await runs.until((replica) => replica.items.get(run)?.state === 'finished');
    expect(runs.items.get(run)).toMatchObject({
      label: 'Power on',
      connections: [one.id, two.id],
      counts: { done: 8, failed: 2, skipped: 2, running: 0 },
    });
    expect(items.items.get(key(one.id, 4))).toMatchObject({
      state: 'failed',
      error: { kind: 'denied', message: 'No permission.', connection: one.id },
    });
    await tasks.until((replica) =>
      [...replica.items.values()].every(({ state }) => state !== 'queued'),
    );
    expect(tasks.items.size).toBe(8);
    expect([...tasks.items.values()].every((task) => task.run === run && task.own)).toBe(true);
    const failed = [...tasks.items.values()].filter(({ state }) => state === 'error');
    expect(failed).toHaveLength(2);
    expect(failed[0]).toMatchObject({ name: 'Power on', targetName: 'web-04' });

    provider.onOperate = () => Promise.resolve({ task: null });
    await one.session.sink.apply([assign(vm(4), 'state', 'on')]);
    await client.call('runs.retry', { run });
    await runs.until((replica) => replica.items.get(run)?.counts.done === 10);
    expect(provider.operated).toHaveLength(9);
    await client.call('runs.dismiss', { run });
    await items.until(({ error }) => error?.kind === 'missing');
    await runs.until((replica) => replica.items.size === 0);
    await expect(client.call('runs.stop', { run, tasks: true })).rejects.toMatchObject({
      data: { kind: 'missing' },
    });
    await client.call('tasks.clear', { connection: one.id });
    await tasks.until((replica) =>
      [...replica.items.values()].every(({ connection }) => connection === two.id),
    );
    await client.call('tasks.clear', {});
    await tasks.until((replica) => replica.items.size === 0);
  });

  it('send many objects together where the server takes them so', async () => {
    const { client, provider, all, runs } = await start();
    const tasks = replicate(client, 'tasks', {});
    const { run } = await client.call('runs.start', {
      objects: listed(all),
      operation: 'tag',
      inputs: {},
      options: {},
    });
    await runs.until((replica) => replica.items.get(run)?.state === 'finished');
    expect(runs.items.get(run)?.counts).toMatchObject({ done: 10, skipped: 2 });
    expect(provider.operated).toHaveLength(10);
    await tasks.until((replica) => replica.items.size === 2);
    expect([...tasks.items.values()]).toMatchObject([
      { name: 'Assign tag', targetName: '5 objects', state: 'success' },
      { targetName: '5 objects' },
    ]);
  });

  it('survive a lost connection: what is known is reported, what waited is sent once it is back', async () => {
    const { client, provider, clock, one, runs, itemsOf } = await start();
    const objects = [1, 2, 3, 4].map((id) => ({ connection: one.id, ref: vm(id) }));
    const { run } = await client.call('runs.start', {
      objects: listed(objects),
      operation: 'power.on',
      inputs: {},
      options: { perServer: 2 },
    });
    const items = await itemsOf(run);
    await items.until((replica) =>
      String(replica.items.get(key(one.id, 2))?.task).includes('Task:'),
    );
    one.session.lose(new MorefException({ kind: 'unreachable', message: 'Cut.' }));
    const connections = replicate(client, 'connections', {});
    await connections.until((replica) => replica.items.get(one.id)?.state === 'retrying');
    clock.advance(60_000);
    const again = await provider.session(2);
    again.sink.resync();
    await again.sink.apply([
      ...[1, 2, 3].map((id) => enter(vm(id), { name: `web-0${id}`, state: 'off' })),
      enter(vm(4), { name: 'web-04', state: 'on' }),
    ]);
    again.sink.tasks([fakeTask('task-1', { state: 'success' })]);
    again.sink.synced();
    await items.until((replica) => replica.items.get(key(one.id, 3))?.state === 'running');
    again.sink.tasks([fakeTask('task-3', { state: 'success' })]);
    await runs.until((replica) => replica.items.get(run)?.state === 'finished');
    const state = (id: number) => items.items.get(key(one.id, id))?.state;
    await items.until(() => state(3) === 'done');
    expect([1, 2, 3, 4].map(state)).toEqual(['done', 'unknown', 'done', 'done']);
    expect(items.items.get(key(one.id, 4))?.reason).toBe('It is on already.');
    expect(provider.operated.map(({ name }) => name)).toEqual(['web-01', 'web-02', 'web-03']);
  });

  it('end with the connection that is closed, and with the core', async () => {
    const { client, core, log, one, two, runs } = await start();
    const begin = (connection: ConnectionId) =>
      client.call('runs.start', {
        objects: listed([1, 2, 3].map((id) => ({ connection, ref: vm(id) }))),
        operation: 'power.on',
        inputs: {},
        options: { perServer: 1 },
      });
    const { run } = await begin(one.id);
    await runs.until((replica) => replica.items.get(run)?.counts.running === 1);
    await client.call('connections.close', { id: one.id });
    await runs.until((replica) => replica.items.get(run)?.state === 'finished');
    expect(runs.items.get(run)?.counts).toMatchObject({ unknown: 1, failed: 2 });
    await begin(two.id);
    await core.close();
    expect(log.recent().join('\n')).toContain('Moref is closed while a run is under way');
  });

  it('refuse an operation that no object has', async () => {
    const { client, all } = await start();
    await expect(
      client.call('runs.start', {
        objects: listed(all),
        operation: 'explode',
        inputs: {},
        options: {},
      }),
    ).rejects.toMatchObject({ data: { kind: 'missing', message: /explode/ } });
  });
});
