import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MorefException } from '#shared/model/error.ts';
import { taskKey } from '#shared/model/task.ts';
import type { Ref } from '#shared/model/reference.ts';
import { assign, createFakeProvider, enter, fakeTask } from './testing/fake-provider.ts';
import {
  replicate,
  startTestCore,
  testCipher,
  type TestCore,
  type TestCoreOptions,
} from './testing/harness.ts';

const running: TestCore[] = [];

async function start(options: TestCoreOptions = {}) {
  const provider = createFakeProvider();
  const test = await startTestCore({ providers: { vsphere: provider }, ...options });
  running.push(test);
  return { ...test, provider };
}

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

describe('core', () => {
  it('leads from a saved profile to rows, an operation and its task', async () => {
    const { client, provider } = await start();
    const { id } = await client.call('profiles.save', server);
    const connections = replicate(client, 'connections', {});
    const rows = replicate(client, 'inventory', { connection: id });
    const tasks = replicate(client, 'tasks', {});
    await client.call('connections.open', { id });
    expect(provider.connects[0]).toMatchObject({
      address: 'vc.example.org',
      user: 'admin',
      password: 'hunter2-plain',
      pinnedFingerprint: null,
    });
    const session = await provider.session(0);
    await session.load([
      enter('Host:h1', { name: 'esx-01', kind: 'host' }),
      enter('VM:v1', { name: 'web-01', parent: 'Host:h1', state: 'off' }),
    ]);
    await rows.until((replica) => replica.ready && replica.items.size === 2);
    await connections.until(({ items }) => items.get(id)?.state === 'live');
    expect(connections.items.get(id)).toMatchObject({ objects: 2, hasPassword: true });

    const vm = 'VM:v1' as Ref;
    const { task } = await client.call('operations.run', {
      connection: id,
      ref: vm,
      operation: 'power.on',
    });
    expect(task).toBe(taskKey(id, 'Task:task-1' as Ref));
    session.sink.tasks([fakeTask('task-1', { target: vm, state: 'success' }), fakeTask('other')]);
    await session.sink.apply([assign(vm, 'state', 'on')]);
    await rows.until(({ items }) => items.get(vm)?.state === 'on');
    await tasks.until(({ items }) => items.size === 2);
    expect([...tasks.items.values()]).toMatchObject([
      { own: true, targetName: 'web-01', state: 'success' },
      { own: false },
    ]);
    await expect(
      client.call('operations.run', { connection: id, ref: vm, operation: 'power.on' }),
    ).rejects.toMatchObject({ data: { kind: 'conflict', message: /web-01.*on already/ } });

    await client.call('connections.close', { id });
    await rows.until(({ items }) => items.size === 0);
    expect(session.closed).toBe(true);
  });

  it('refuses what cannot be run', async () => {
    const { client, provider } = await start();
    const { id } = await client.call('profiles.save', server);
    await client.call('connections.open', { id });
    await (await provider.session(0)).load([enter('VM:v1', { name: 'web-01' })]);
    const vm1 = 'VM:v1' as Ref;
    const run = (operation: string, inputs: Record<string, string> = {}, ref: Ref = vm1) =>
      client.call('operations.run', { connection: id, ref, operation, inputs });
    await expect(run('explode')).rejects.toMatchObject({ data: { kind: 'missing' } });
    await expect(run('rename')).rejects.toMatchObject({ data: { kind: 'invalid' } });
    await expect(run('rename', { name: ' ' })).rejects.toMatchObject({ data: { kind: 'invalid' } });
    await expect(run('rename', { name: 'x'.repeat(81) })).rejects.toMatchObject({
      data: { kind: 'invalid' },
    });
    await expect(run('rename', { name: 'x', more: 'y' })).rejects.toMatchObject({
      data: { kind: 'invalid' },
    });
    await expect(run('rename', {}, 'VM:v2' as Ref)).rejects.toMatchObject({
      data: { kind: 'missing' },
    });
    expect(provider.operated).toEqual([]);
    await run('rename', { name: 'web-02' });
    expect(provider.operated).toMatchObject([{ name: 'web-01', inputs: { name: 'web-02' } }]);
  });

  it('cancels a task, if it can be cancelled', async () => {
    const { client, provider } = await start();
    const { id } = await client.call('profiles.save', server);
    await client.call('connections.open', { id });
    const session = await provider.session(0);
    session.sink.tasks([fakeTask('t1'), fakeTask('t2', { cancelable: false })]);
    await client.call('tasks.cancel', { key: taskKey(id, 'Task:t1' as Ref) });
    expect(provider.cancelled).toEqual(['Task:t1']);
    for (const [task, kind] of [
      ['Task:t2', 'conflict'],
      ['Task:t3', 'missing'],
    ] as const) {
      await expect(
        client.call('tasks.cancel', { key: taskKey(id, task as Ref) }),
      ).rejects.toMatchObject({ data: { kind } });
    }
  });

  it('names a server by its address until it has a name', async () => {
    const { client } = await start();
    const first = await client.call('profiles.save', { ...server, name: ' ' });
    expect(first.name).toBe('vc.example.org');
    const { id, name } = first;
    const moved = { ...server, id, name, address: 'vc2.example.org' };
    expect((await client.call('profiles.save', moved)).name).toBe('vc2.example.org');
    expect((await client.call('profiles.save', { ...moved, name: 'Lab' })).name).toBe('Lab');
  });

  it('feeds the properties of one object, and ends when it is gone', async () => {
    const { client, provider } = await start();
    const { id } = await client.call('profiles.save', server);
    await client.call('connections.open', { id });
    const session = await provider.session(0);
    await session.load([enter('VM:v1', { name: 'web-01', state: 'on' })]);
    const ref = 'VM:v1' as Ref;
    const properties = replicate(client, 'properties', { connection: id, ref });
    await properties.until(({ ready }) => ready);
    expect(Object.fromEntries(properties.items)).toEqual({
      config: { path: 'config', onDemand: true, type: 'FakeConfig' },
      name: { path: 'name', value: 'web-01', type: 'string' },
      state: { path: 'state', value: 'on' },
    });
    await session.sink.apply([
      { kind: 'modify', ref, changes: [{ path: 'state', op: 'assign' }] },
      assign(ref, 'name', 'web-02'),
    ]);
    await properties.until(({ items }) => !items.has('state'));
    expect(properties.items.get('name')).toMatchObject({ path: 'name', value: 'web-02' });
    expect(
      await client.call('objects.read', { connection: id, ref, path: 'config' }),
    ).toMatchObject({ value: 'VM:v1 config' });
    await session.sink.apply([{ kind: 'leave', ref }]);
    await properties.until(({ error }) => error?.kind === 'missing');
  });

  it('shows an untrusted certificate, connects once it is trusted, and blocks a changed one', async () => {
    const { client, provider } = await start();
    const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
    provider.onConnect = ({ pinnedFingerprint }) => {
      if (pinnedFingerprint === fingerprint) return;
      throw new MorefException({ kind: 'certificate', message: 'The certificate is not trusted.' });
    };
    const { id } = await client.call('profiles.save', server);
    const connections = replicate(client, 'connections', {});
    await expect(client.call('connections.open', { id })).rejects.toMatchObject({
      data: { kind: 'certificate' },
    });
    await connections.until(({ items }) => items.get(id)?.error?.kind === 'certificate');
    expect(connections.items.get(id)?.state).toBe('offline');
    await client.call('connections.trust', { id, fingerprint });
    await client.call('connections.open', { id });
    await connections.until(({ items }) => items.get(id)?.state === 'syncing');
    // Another address is another server: the pin does not go along.
    await client.call('profiles.save', { ...server, id, address: 'other.example.org' });
    await client.call('connections.close', { id });
    await expect(client.call('connections.open', { id })).rejects.toMatchObject({
      data: { kind: 'certificate' },
    });
  });

  it('keeps profiles, pins and workspace over a restart, and no password in the clear', async () => {
    const first = await start();
    const { id } = await first.client.call('profiles.save', server);
    await first.client.call('workspace.write', { key: 'theme', value: 'dark' });
    running.splice(running.indexOf(first), 1);
    await first.stop({ keepFolder: true });
    const files = await readdir(first.folder);
    for (const file of files) {
      const path = join(first.folder, file);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readFile(path, 'utf8')).not.toContain('hunter2-plain');
    }
    expect((await stat(first.folder)).mode & 0o777).toBe(0o700);
    expect(first.log.recent().join('\n')).not.toContain('hunter2-plain');

    const second = await start({ folder: first.folder });
    const connections = replicate(second.client, 'connections', {});
    await connections.until(({ items }) => items.get(id)?.hasPassword === true);
    expect(connections.items.get(id)?.profile).toEqual({
      id,
      family: 'vsphere',
      name: 'Lab',
      address: 'vc.example.org',
      user: 'admin',
      autoConnect: false,
    });
    expect(await second.client.call('workspace.read', {})).toEqual({ theme: 'dark' });
    await second.client.call('connections.open', { id });
    expect(second.provider.connects[0]?.password).toBe('hunter2-plain');
  });

  it('remembers over a restart which other servers lead to the inventory, until the address is another', async () => {
    const others = {
      instanceUuid: 'p1',
      servers: [{ address: 'https://10.0.0.2', pinnedFingerprint: null }],
    };
    const first = await start();
    const { id } = await first.client.call('profiles.save', server);
    await first.client.call('connections.open', { id });
    expect(first.provider.connects[0]).not.toHaveProperty('others');
    const session = await first.provider.session(0);
    session.others = others;
    await session.load([]);
    running.splice(running.indexOf(first), 1);
    await first.stop({ keepFolder: true });

    const second = await start({ folder: first.folder });
    await second.client.call('connections.open', { id });
    expect(second.provider.connects[0]?.others).toEqual(others);
    await second.client.call('connections.close', { id });
    await second.client.call('profiles.save', { ...server, id, address: 'other.example.org' });
    await second.client.call('connections.open', { id });
    expect(second.provider.connects[1]).not.toHaveProperty('others');
  });

  it('connects by itself where the profile says so', async () => {
    const first = await start();
    await first.client.call('profiles.save', { ...server, autoConnect: true });
    running.splice(running.indexOf(first), 1);
    await first.stop({ keepFolder: true });
    const second = await start({ folder: first.folder });
    expect((await second.provider.session(0)).options.user).toBe('admin');
  });

  it('forgets a removed profile with all that belongs to it', async () => {
    const { client, provider, folder } = await start();
    const { id } = await client.call('profiles.save', server);
    await client.call('connections.open', { id });
    const session = await provider.session(0);
    await session.load([enter('VM:v1', { name: 'web-01' })]);
    session.sink.tasks([fakeTask('t1')]);
    const rows = replicate(client, 'inventory', { connection: id });
    const tasks = replicate(client, 'tasks', {});
    const connections = replicate(client, 'connections', {});
    await tasks.until(({ items }) => items.size === 1);
    await client.call('profiles.remove', { id });
    await rows.until(({ error }) => error?.kind === 'missing');
    await connections.until(({ items }) => items.size === 0);
    await tasks.until(({ items }) => items.size === 0);
    expect(session.closed).toBe(true);
    for (const file of await readdir(folder))
      expect(await readFile(join(folder, file), 'utf8')).not.toContain(id);
    await expect(client.call('connections.open', { id })).rejects.toMatchObject({
      data: { kind: 'missing' },
    });
  });

  it('refuses an address that is none, and a connect without a password', async () => {
    const { client, provider, folder } = await start();
    await expect(
      client.call('profiles.save', { ...server, address: 'ftp://vc.example.org' }),
    ).rejects.toMatchObject({ data: { kind: 'invalid', message: /https/ } });
    const { password: _password, ...bare } = server;
    const { id } = await client.call('profiles.save', bare);
    await expect(client.call('connections.open', { id })).rejects.toMatchObject({
      data: { kind: 'auth', message: /no password/ },
    });
    expect(provider.connects).toHaveLength(0);
    await client.call('connections.open', { id, password: 'once' });
    expect(provider.connects[0]?.password).toBe('once');
    await client.call('profiles.save', { ...server, id });
    await client.call('connections.close', { id });
    await client.call('connections.open', { id, password: 'other' });
    expect(provider.connects[1]?.password).toBe('other');
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).toContain(id);
    await expect(
      client.call('profiles.save', { ...server, id, family: 'xenserver' }),
    ).rejects.toMatchObject({ data: { kind: 'invalid' } });
  });

  it('wants no password for a socket of the server itself', async () => {
    const provider = createFakeProvider();
    const test = await startTestCore({ providers: { xenserver: provider } });
    running.push(test);
    const { password: _password, ...rest } = server;
    const socket = { ...rest, family: 'xenserver', user: 'root' } as const;
    for (const address of ['/var/lib/xcp/xapi', 'unix:/var/lib/xcp/xapi']) {
      const { id } = await test.client.call('profiles.save', { ...socket, address });
      await test.client.call('connections.open', { id });
      expect(provider.connects.at(-1)).toMatchObject({ address, password: '' });
    }
    await expect(
      test.client.call('profiles.save', { ...socket, family: 'vsphere', address: '/var/x' }),
    ).rejects.toMatchObject({ data: { kind: 'invalid' } });
  });

  it('asks before it writes a password that the system does not protect', async () => {
    const { client, folder } = await start({ cipher: testCipher('plain') });
    await client.call('profiles.save', server);
    const secrets = join(folder, 'secrets.json');
    await expect(readFile(secrets, 'utf8')).rejects.toThrow('ENOENT');
    const allowed = await client.call('secrets.allowPlainText', { allow: true });
    expect(allowed).toMatchObject({ protection: 'plain', plainTextAllowed: true });
    expect(await readFile(secrets, 'utf8')).toContain('base64');
    await client.call('secrets.allowPlainText', { allow: false });
    expect(await readFile(secrets, 'utf8')).not.toContain('base64');
  });

  it('starts the demo estate once, and keeps nothing of it', async () => {
    let started = 0;
    let ended = 0;
    const { client, core, folder } = await start({
      startDemo: () => {
        started += 1;
        return Promise.resolve({
          servers: [
            {
              family: 'vsphere',
              name: 'Demo',
              address: 'http://127.0.0.1:1',
              user: 'demo',
              password: 'demo-password',
            },
          ],
          close: () => {
            ended += 1;
            return Promise.resolve();
          },
        });
      },
    });
    const [one, two] = await Promise.all([
      client.call('demo.connect', {}),
      client.call('demo.connect', {}),
    ]);
    expect(one).toEqual(two);
    expect(started).toBe(1);
    expect(await readdir(folder)).toEqual([]);
    await core.close();
    expect(ended).toBe(1);
  });
});
