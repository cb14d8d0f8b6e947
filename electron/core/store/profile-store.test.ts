import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '#shared/model/profile.ts';
import { connectionId } from '#shared/model/reference.ts';
import { silentLog } from '../log.ts';
import { ProfileStore } from './profile-store.ts';

const least: Profile = {
  id: connectionId('c1'),
  family: 'vsphere',
  name: 'Lab',
  address: 'vc.example.org',
  user: 'admin',
  autoConnect: false,
};
const most: Profile = {
  ...least,
  id: connectionId('c2'),
  family: 'xenserver',
  encoding: 'xml',
  protocol: 'automation',
  environment: 'production',
  readOnly: true,
  autoConnect: true,
};

describe('profile store', () => {
  let folder: string;
  const open = () =>
    ProfileStore.load({ path: join(folder, 'profiles.json'), log: silentLog, now: () => 0 });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'moref-profiles-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps everything that was set, and nothing that was not', async () => {
    const store = await open();
    await store.save(least);
    await store.save(most);
    expect((await open()).list()).toEqual([least, most]);
  });

  it('forgets a setting that was taken back', async () => {
    await (await open()).save(most);
    const {
      environment: _environment,
      readOnly: _readOnly,
      encoding: _encoding,
      protocol: _protocol,
      ...plain
    } = most;
    await (await open()).save(plain);
    expect((await open()).list()).toEqual([plain]);
  });

  it('writes no more than it is meant to', async () => {
    const carried = { ...least, password: 'hunter2' };
    await (await open()).save(carried);
    expect(await readFile(join(folder, 'profiles.json'), 'utf8')).not.toContain('hunter2');
  });

  it('holds the demo estate’s profile, and does not write it', async () => {
    const store = await open();
    await store.save({ ...least, demo: true, readOnly: true });
    expect(store.get(least.id)?.readOnly).toBe(true);
    expect((await open()).list()).toEqual([]);
    await store.save(most);
    await store.remove(least.id);
    expect((await open()).list()).toEqual([most]);
    await store.remove(most.id);
    expect((await open()).list()).toEqual([]);
  });
});
