import type { Text } from '#shared/i18n/text.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { listed } from '#shared/model/selection.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { taskKey } from '#shared/model/task.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { createFakeProvider, enter, fakeTask } from './testing/fake-provider.ts';
import {
  replicate,
  startTestCore,
  type TestCore,
  type TestCoreOptions,
} from './testing/harness.ts';

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
const ref = 'VM:v1' as Ref;

async function start(options: TestCoreOptions = {}) {
  const provider = createFakeProvider();
  const clock = createFakeClock();
  const test = await startTestCore({ providers: { vsphere: provider }, clock, ...options });
  running.push(test);
  const { client } = test;
  const open = async (more: Partial<Parameters<typeof client.call<'profiles.save'>>[1]> = {}) => {
    const { id } = await client.call('profiles.save', { ...server, ...more });
    await client.call('connections.open', { id });
    const session = await provider.session(provider.sessions.length - 1);
    await session.load([enter('VM:v1', { name: 'web-01' }), enter('VM:v2', { name: 'web-02' })]);
    return { id, session };
  };
  const offersOf = async (connection: ConnectionId) => {
    const feed = replicate(client, 'offers', { connection, ref });
    await feed.until(({ ready }) => ready);
    return feed;
  };
  return { ...test, provider, clock, open, offersOf };
}

describe('a read-only server', () => {
  it('is refused everything that changes it, from the moment it is one', async () => {
    const { client, provider, clock, open, offersOf } = await start();
    const { id, session } = await open();
    session.sink.tasks([fakeTask('t1')]);
    const offers = await offersOf(id);
    expect(offers.items.get('all')?.[0]).not.toHaveProperty('refused');
    const all = [{ connection: id, ref }];
    const run = { objects: listed(all), operation: 'power.on', inputs: {} };
    const attempts = () => [
      client.call('operations.run', { connection: id, ref, operation: 'power.on' }),
      client.call('runs.start', { ...run, options: {} }),
      client.call('tasks.cancel', { key: taskKey(id, 'Task:t1' as Ref) }),
    ];

    await client.call('profiles.save', { ...server, id, readOnly: true });
    for (const attempt of attempts())
      await expect(attempt).rejects.toMatchObject({
        data: { kind: 'denied', message: /Lab is read-only/, connection: id },
      });
    expect(provider.operated).toEqual([]);
    expect(provider.cancelled).toEqual([]);
    clock.advance(1000);
    await offers.until(({ items }) => items.get('all')?.[0]?.refused !== undefined);
    const refused = items(offers).map((offer) => offer.refused);
    expect(refused.length).toBeGreaterThan(0);
    for (const one of refused) expect(one).toEqual('This server is read-only in Moref.');
    const { items: preview } = await client.call('runs.preview', run);
    expect(preview).toMatchObject([{ outcome: 'skipped', reason: /read-only/ }]);
    // What would be sent can still be seen.
    const plan = await client.call('operations.plan', {
      connection: id,
      ref,
      operation: 'power.on',
      check: false,
    });
    expect(plan).toMatchObject({ outcome: 'refused', steps: ['Does it to web-01.'] });

    await client.call('profiles.save', { ...server, id });
    clock.advance(1000);
    await offers.until(({ items }) => items.get('all')?.[0]?.refused === undefined);
    for (const attempt of attempts()) await attempt;
  });

  it('has its services read, and nothing else of them called', async () => {
    const { client, provider, open } = await start();
    const { id, session } = await open({ readOnly: true });
    session.explorable = true;
    const call = (operation: string) =>
      client.call('explorer.call', { connection: id, service: 'fake.vm', operation, input: {} });
    await expect(call('delete')).rejects.toMatchObject({ data: { kind: 'denied' } });
    await call('get');
    expect(provider.called).toEqual(['fake.vm.get']);
  });

  it('asks in production for the name of what its services are to do', async () => {
    const { client, provider, open } = await start();
    const { id, session } = await open({ environment: 'production' });
    session.explorable = true;
    const call = (operation: string, typed?: string) =>
      client.call('explorer.call', {
        connection: id,
        service: 'fake.vm',
        operation,
        input: {},
        ...onlyDefined({ typed }),
      });
    await expect(call('delete')).rejects.toMatchObject({ data: { kind: 'invalid' } });
    await expect(call('delete', 'Delete it')).rejects.toMatchObject({ data: { kind: 'invalid' } });
    await call('get');
    await call('delete', ' delete ');
    expect(provider.called).toEqual(['fake.vm.get', 'fake.vm.delete']);
  });

  it('is left out of a run that goes over others too, and of one that has begun', async () => {
    const { client, provider, open } = await start();
    const one = await open({ name: 'One', readOnly: true });
    const two = await open({ name: 'Two' });
    const objects = [
      { connection: one.id, ref },
      { connection: two.id, ref },
      { connection: two.id, ref: 'VM:v2' as Ref },
    ];
    const { run } = await client.call('runs.start', {
      objects: listed(objects),
      operation: 'power.on',
      inputs: {},
      options: { perServer: 1 },
    });
    const items = replicate(client, 'runItems', { run });
    await items.until((replica) => replica.items.get(`${two.id}/VM:v1`)?.task !== undefined);
    expect(items.items.get(`${one.id}/VM:v1`)).toMatchObject({
      state: 'skipped',
      reason: 'This server is read-only in Moref.',
    });
    await client.call('profiles.save', { ...server, id: two.id, name: 'Two', readOnly: true });
    two.session.sink.tasks([fakeTask('task-1', { state: 'success' })]);
    await items.until((replica) => replica.items.get(`${two.id}/VM:v2`)?.state === 'skipped');
    expect(provider.operated).toHaveLength(1);
    await expect(client.call('runs.retry', { run })).rejects.toMatchObject({
      data: { kind: 'denied' },
    });
  });
});

describe('a production server', () => {
  it('wants the name typed before something is lost', async () => {
    const { client, provider, open, offersOf } = await start();
    const { id } = await open({ environment: 'production' });
    const offers = items(await offersOf(id));
    expect(offers.filter(({ guard }) => guard !== undefined)).toMatchObject([
      { id: 'delete', guard: 'web-01' },
    ]);
    const remove = (typed?: string) =>
      client.call('operations.run', {
        connection: id,
        ref,
        operation: 'delete',
        ...onlyDefined({ typed }),
      });
    for (const typed of [undefined, '', 'web-02'])
      await expect(remove(typed)).rejects.toMatchObject({
        data: { kind: 'invalid', message: /Type “web-01”/ },
      });
    expect(provider.operated).toEqual([]);
    await remove(' web-01 ');
    await client.call('operations.run', { connection: id, ref, operation: 'power.on' });
    expect(provider.operated).toHaveLength(2);
  });

  it('wants something typed before a run, which follows from the selection', async () => {
    const { client, provider, open } = await start();
    const one = await open({ name: 'Prod', environment: 'production' });
    const two = await open({ name: 'Test', environment: 'test' });
    const first = { connection: one.id, ref };
    const second = { connection: one.id, ref: 'VM:v2' as Ref };
    const other = { connection: two.id, ref };
    const guardOf = async (operation: string, ...objects: (typeof first)[]) =>
      (await client.call('runs.preview', { objects: listed(objects), operation, inputs: {} }))
        .guard;
    expect(await guardOf('delete', first)).toBe('web-01');
    expect(await guardOf('delete', first, second, second)).toBe('Prod');
    expect(await guardOf('delete', other, first, second)).toBe('3 objects');
    expect(await guardOf('delete', other)).toBeUndefined();
    expect(await guardOf('power.on', first, second)).toBeUndefined();
    const begin = (typed: string) =>
      client.call('runs.start', {
        objects: listed([other, first, second]),
        operation: 'delete',
        inputs: {},
        options: {},
        typed,
      });
    await expect(begin('Prod')).rejects.toMatchObject({
      data: { kind: 'invalid', message: /Type “3 objects”/ },
    });
    expect(provider.operated).toEqual([]);
    await begin('3 objects');
  });

  it('may be the demo estate, which can be changed in nothing else', async () => {
    const { client, folder, offersOf, provider } = await start({
      startDemo: () =>
        Promise.resolve({
          servers: [
            {
              family: 'vsphere',
              name: 'Demo',
              address: 'http://127.0.0.1:1',
              user: 'demo',
              password: 'demo',
            },
          ],
          close: () => Promise.resolve(),
        }),
    });
    const { connection: id } = await client.call('demo.connect', {});
    await (await provider.session(0)).load([enter('VM:v1', { name: 'web-01' })]);
    const { password: _password, ...plain } = server;
    const demo = { ...plain, id, name: 'Demo', address: 'http://127.0.0.1:1', user: 'demo' };
    await client.call('profiles.save', { ...demo, environment: 'production' });
    expect(items(await offersOf(id)).at(-1)).toMatchObject({ guard: 'web-01' });
    expect(await client.call('profiles.save', demo)).not.toHaveProperty('environment');
    await expect(
      client.call('profiles.save', { ...demo, address: 'http://127.0.0.1:2' }),
    ).rejects.toMatchObject({ data: { kind: 'invalid' } });
    await expect(readFile(join(folder, 'profiles.json'), 'utf8')).rejects.toThrow('ENOENT');
  });
});

describe('the history of tasks', () => {
  it('is there again after a restart, and no longer than it is wanted', async () => {
    const first = await start();
    const { id, session } = await first.open();
    await first.client.call('operations.run', { connection: id, ref, operation: 'power.on' });
    const reported = fakeTask('task-1', { target: ref, state: 'success', finishedAt: 2000 });
    session.sink.tasks([reported, fakeTask('other')]);
    const seen = replicate(first.client, 'tasks', {});
    await seen.until((replica) => replica.items.size === 2);
    running.splice(running.indexOf(first), 1);
    await first.stop({ keepFolder: true });

    const second = await start({ folder: first.folder });
    const tasks = replicate(second.client, 'tasks', {});
    await tasks.until((replica) => replica.items.size === 1);
    expect([...tasks.items.values()]).toMatchObject([
      { key: `${id}/Task:task-1`, own: true, state: 'success', targetName: 'web-01' },
    ]);
    await second.client.call('connections.open', { id });
    (await second.provider.session(0)).sink.tasks([
      reported,
      fakeTask('new', { state: 'success' }),
    ]);
    await tasks.until((replica) => replica.items.size === 2);
    expect(tasks.items.get(taskKey(id, 'Task:task-1' as Ref))?.own).toBe(true);
    const file = () => readFile(join(first.folder, 'tasks.json'), 'utf8');
    expect(await file()).not.toContain('Task:new');
    second.clock.advance(6000);
    await expect.poll(file).toContain('Task:new');
    await second.client.call('tasks.clear', {});
    await tasks.until((replica) => replica.items.size === 0);
    expect(await file()).not.toContain('Task:');
  });

  it('goes with the server that is removed', async () => {
    const { client, clock, open, folder } = await start();
    const { id, session } = await open();
    session.sink.tasks([fakeTask('t1', { state: 'success' })]);
    clock.advance(6000);
    const file = () => readFile(join(folder, 'tasks.json'), 'utf8');
    await expect.poll(() => file().catch(() => '')).toContain('Task:t1');
    await client.call('profiles.remove', { id });
    expect(await file()).not.toContain(id);
  });
});

function items(feed: { readonly items: ReadonlyMap<string, readonly Offer[]> }): readonly Offer[] {
  return feed.items.get('all') ?? [];
}

interface Offer {
  readonly id: string;
  readonly refused?: Text;
  readonly guard?: string;
}
