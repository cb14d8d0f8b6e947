import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { silentLog } from '../log.ts';
import { prepareFolder } from './prepare-folder.ts';

vi.mock('node:fs/promises', async (original) => ({
  ...(await original<object>()),
  chmod: () => Promise.reject(Object.assign(new Error('not permitted'), { code: 'EPERM' })),
}));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('sweeps what a killed program left also where the disk knows no rights', async () => {
  await writeFile(join(folder, 'secrets.json.1.tmp'), 'half');
  await writeFile(join(folder, 'profiles.json'), '{}');
  await prepareFolder(folder, silentLog);
  expect(await readdir(folder)).toEqual(['profiles.json']);
});
