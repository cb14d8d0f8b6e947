import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUseError, lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'moref-lock-')), 'data');
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

describe('the lock of a data folder', () => {
  it('keeps a second process out until it is released', async () => {
    const lock = await lockFolder(folder, 11, () => true);
    await expect(lockFolder(folder, 12, () => true)).rejects.toThrow(FolderInUseError);
    await expect(lockFolder(folder, 12, () => true)).rejects.toThrow(/process 11/);
    await lock.release();
    await (await lockFolder(folder, 12, () => true)).release();
  });

  it('replaces what a crashed process left', async () => {
    await lockFolder(folder, 11);
    await lockFolder(folder, 12, () => false);
    expect(await readFile(join(folder, 'lock'), 'utf8')).toBe('12\n');
    await writeFile(join(folder, 'lock'), 'nonsense');
    await lockFolder(folder, 13, () => true);
    expect(await readFile(join(folder, 'lock'), 'utf8')).toBe('13\n');
  });

  it('sees that a process runs', async () => {
    await lockFolder(folder, process.ppid);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
  });
});
