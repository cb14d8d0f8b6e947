import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MorefException } from '#shared/model/error.ts';
import { createFakeProvider } from './testing/fake-provider.ts';
import { replicate, startTestCore, type TestCore } from './testing/harness.ts';

const running: TestCore[] = [];
const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
const server = {
  family: 'vsphere',
  name: 'Lab',
  address: 'vc.example.org',
  user: 'admin',
  autoConnect: false,
} as const;

async function start() {
  const providers = { vsphere: createFakeProvider(), xenserver: createFakeProvider() };
  const test = await startTestCore({ providers });
  running.push(test);
  return { ...test, ...providers };
}

afterEach(async () => {
  for (const test of running.splice(0)) await test.stop();
});

const onDisk = (folder: string, file: string): Promise<string> =>
  readFile(join(folder, file), 'utf8').catch(() => '');

describe('a server whose first connection is being tried', () => {
  it('is in no list and on no disk until it is saved; its session and what was trusted stay', async () => {
    const { client, vsphere, folder } = await start();
    vsphere.onConnect = ({ pinnedFingerprint }) => {
      if (pinnedFingerprint === fingerprint) return;
      throw new MorefException({ kind: 'certificate', message: 'The certificate is not trusted.' });
    };
    const connections = replicate(client, 'connections', {});
    const tried = { ...server, password: 'hunter2' };
    const { id } = await client.call('profiles.save', { ...tried, trial: true });
    const open = () => client.call('connections.open', { id });
    await expect(open()).rejects.toMatchObject({ data: { kind: 'certificate' } });
    await client.call('connections.trust', { id, fingerprint });
    await open();
    await connections.until(({ ready }) => ready);
    expect(connections.items.size).toBe(0);
    expect(await onDisk(folder, 'profiles.json')).not.toContain('vc.example.org');
    expect(await onDisk(folder, 'certificates.json')).not.toContain(fingerprint);
    await client.call('profiles.save', { ...tried, id });
    await connections.until(({ items }) => items.get(id)?.state === 'syncing');
    expect(connections.items.get(id)?.profile).not.toHaveProperty('trial');
    expect(vsphere.connects).toHaveLength(2);
    expect(await onDisk(folder, 'profiles.json')).toContain('vc.example.org');
    expect(await onDisk(folder, 'certificates.json')).toContain(fingerprint);
    // What is trusted later is what counts from then on.
    const other = fingerprint.replaceAll('AB', 'CD');
    await client.call('connections.trust', { id, fingerprint: other });
    await client.call('connections.close', { id });
    await expect(open()).rejects.toMatchObject({ data: { kind: 'certificate' } });
    expect(vsphere.connects.at(-1)).toMatchObject({ pinnedFingerprint: other });
    const again = client.call('profiles.save', { ...tried, id, trial: true });
    await expect(again).rejects.toMatchObject({ data: { kind: 'conflict' } });
  });

  it('may turn out to be of another kind, and is gone when it is given up', async () => {
    const { client, vsphere, xenserver } = await start();
    const connections = replicate(client, 'connections', {});
    const { id } = await client.call('profiles.save', { ...server, trial: true, password: 'x' });
    vsphere.onConnect = () => {
      throw new MorefException({ kind: 'invalid', message: 'No vSphere.', foreign: true });
    };
    const open = () => client.call('connections.open', { id });
    await expect(open()).rejects.toMatchObject({ data: { foreign: true } });
    await client.call('profiles.save', { ...server, family: 'xenserver', id, trial: true });
    await open();
    expect(xenserver.connects).toMatchObject([{ password: 'x' }]);
    await client.call('profiles.remove', { id });
    await expect(open()).rejects.toMatchObject({ data: { kind: 'missing' } });
    await connections.until(({ ready }) => ready);
    expect(connections.items.size).toBe(0);
  });
});
