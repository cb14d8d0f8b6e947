import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { nodeDisk } from './store/disk.ts';
import { finishTogether } from './store/together.ts';
import { failingDisk, type FailingDisk } from './testing/failing-disk.ts';
import { createFakeProvider } from './testing/fake-provider.ts';
import { replicate, startTestCore, type TestCore } from './testing/harness.ts';

const running: TestCore[] = [];
/** One that can be made to wait. */
const slow = { ...nodeDisk };
afterEach(async () => {
  for (const test of running.splice(0)) await test.stop();
});

const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
const params = (name: string) => ({
  family: 'vsphere' as const,
  name,
  address: `${name}.example`,
  user: 'admin',
  autoConnect: false,
  password: `password of ${name}`,
});

async function start(disk: FailingDisk, folder?: string): Promise<TestCore> {
  const provider = createFakeProvider();
  const test = await startTestCore({
    providers: { vsphere: provider },
    disk,
    ...onlyDefined({ folder }),
  });
  running.push(test);
  return test;
}

/** What is in a file once the next start has finished what this one could not. */
async function nextStartFinds(folder: string, name: string): Promise<unknown> {
  const copy = await mkdtemp(join(tmpdir(), 'moref-next-'));
  await cp(folder, copy, { recursive: true });
  await finishTogether(nodeDisk, copy);
  const found = await readIfThere(join(copy, name));
  await rm(copy, { recursive: true });
  return found;
}

/** What a user sees of it. */
async function seen({ client, folder }: TestCore): Promise<unknown> {
  const connections = replicate(client, 'connections', {});
  await connections.until(({ ready }) => ready);
  connections.close();
  const servers = [...connections.items.values()].map(({ profile, hasPassword }) => ({
    ...profile,
    hasPassword,
  }));
  return {
    servers,
    workspace: await client.call('workspace.read', {}),
    secrets: (await client.call('app.info', {})).secrets,
    trusted: await nextStartFinds(folder, 'certificates.json'),
  };
}

type Change = (test: TestCore, id: ConnectionId) => Promise<unknown>;

const changes: Readonly<Record<string, Change>> = {
  'a server is added': ({ client }) => client.call('profiles.save', params('new')),
  'a server gets another address and password': ({ client }, id) =>
    client.call('profiles.save', { ...params('moved'), id }),
  'a certificate is trusted': ({ client }, id) =>
    client.call('connections.trust', { id, fingerprint: fingerprint.replace('AB', 'CD') }),
  'the page remembers something': ({ client }) =>
    client.call('workspace.write', { key: 'theme', value: 'dark' }),
  'consent is given': ({ client }) => client.call('secrets.allowPlainText', { allow: true }),
};

/** What a restart finds on a disk that works again. */
async function afterRestart(test: TestCore): Promise<unknown> {
  await test.stop({ keepFolder: true });
  running.splice(running.indexOf(test), 1);
  return seen(await start(failingDisk(), test.folder));
}

async function prepared(disk: FailingDisk): Promise<{ test: TestCore; id: ConnectionId }> {
  const test = await start(disk);
  const { id } = await test.client.call('profiles.save', params('kept'));
  await test.client.call('connections.trust', { id, fingerprint });
  await test.client.call('workspace.write', { key: 'panel', value: 'tasks' });
  return { test, id };
}

const codes = [
  ['ENOSPC', /no space left/],
  ['EACCES', /may not write/],
  ['EROFS', /can only be read/],
  ['EIO', /an error of its own/],
  ['EMFILE', /Too many files/],
] as const;

describe('a disk that fails at any step of a change', () => {
  it.each(Object.entries(changes))(
    '%s: refused in words, and nothing has changed',
    async (_, change) => {
      for (let step = 1, reached = true; reached; step++) {
        // Once, or from then on; the kinds of failure take turns.
        for (const times of [1, 1000]) {
          const [code, words] = codes[(step + times) % codes.length] ?? codes[0];
          const disk = failingDisk();
          const { test, id } = await prepared(disk);
          const before = await seen(test);
          disk.failAt(step, code, times);
          const outcome = await change(test, id).catch((error: unknown) => error);
          reached = disk.asked >= step;
          disk.failAt(0, '', 0);
          const after = await seen(test);
          if (outcome instanceof Error) {
            expect(outcome.message).toMatch(words);
            expect(outcome.message).toContain(test.folder);
            // Where the last step of several fails for good it cannot be undone, and is said.
            if (!outcome.message.includes('could not be put back')) expect(after).toEqual(before);
          } else expect(after).not.toEqual(before);
          expect(await afterRestart(test)).toEqual(after);
          for (const one of running.splice(0)) await one.stop();
        }
      }
    },
  );
});

describe('a full disk', () => {
  it('leaves a server that it did not let be removed, and its connection can be closed', async () => {
    const disk = failingDisk();
    const { test, id } = await prepared(disk);
    const before = await seen(test);
    disk.failAt(1, 'ENOSPC', 1000);
    await expect(test.client.call('profiles.remove', { id })).rejects.toThrow(/no space left/);
    expect(await seen(test)).toEqual(before);
    await test.client.call('connections.close', { id });
    disk.failAt(0, '', 0);
    await test.client.call('profiles.remove', { id });
    expect(await seen(test)).toMatchObject({ servers: [] });
    expect(await afterRestart(test)).toMatchObject({ servers: [] });
  });

  it('makes no phantoms of a server that was tried to be saved three times', async () => {
    const disk = failingDisk();
    const { test } = await prepared(disk);
    const before = await seen(test);
    disk.failAt(1, 'ENOSPC', 1000);
    for (let n = 0; n < 3; n++)
      await expect(test.client.call('profiles.save', params('new'))).rejects.toThrow(/no space/);
    expect(await seen(test)).toEqual(before);
  });

  it('is asked again for what it did not take', async () => {
    const disk = failingDisk();
    const { test } = await prepared(disk);
    const entry = { key: 'theme', value: 'dark' };
    disk.failAt(1, 'ENOSPC', 1000);
    for (let n = 0; n < 2; n++)
      await expect(test.client.call('workspace.write', entry)).rejects.toThrow(/no space left/);
    disk.failAt(0, '', 0);
    await test.client.call('workspace.write', entry);
    expect(await afterRestart(test)).toMatchObject({ workspace: { theme: 'dark' } });
  });

  it('that fails between two files of a removal says what is left, and the next start deletes it', async () => {
    for (let step = 1; ; step++) {
      const disk = failingDisk();
      const { test, id } = await prepared(disk);
      await test.client.call('profiles.save', params('other'));
      disk.failAt(step, 'EIO', 1000);
      const outcome = await test.client
        .call('profiles.remove', { id })
        .catch((error: unknown) => error);
      const { asked } = disk;
      disk.failAt(0, '', 0);
      const gone = !(outcome instanceof Error) || outcome.message.includes('was removed, but');
      const { servers } = (await seen(test)) as { servers: readonly { id: string }[] };
      expect(servers.some((one) => one.id === id)).toBe(!gone);
      await test.stop({ keepFolder: true });
      running.splice(0);
      const next = await startTestCore({ folder: test.folder });
      if (gone) {
        const secrets = await readIfThere(`${test.folder}/secrets.json`);
        expect(secrets).not.toContain(id);
      }
      await next.stop({ keepFolder: true });
      await rm(test.folder, { recursive: true });
      if (step > asked) return;
    }
  });
});

it('what is being written when the program ends is written to its end', async () => {
  let go: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    const gate = new Promise<void>((open) => {
      go = open;
    });
    slow.create = async (path, text) => {
      resolve();
      await gate;
      await nodeDisk.create(path, text);
    };
  });
  const test = await startTestCore({ disk: slow });
  void test.client.call('workspace.write', { key: 'theme', value: 'dark' }).catch(() => undefined);
  await begun;
  const stopped = test.stop({ keepFolder: true });
  go();
  await stopped;
  expect(await readIfThere(join(test.folder, 'workspace.json'))).toContain('dark');
  await rm(test.folder, { recursive: true });
});

async function readIfThere(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
