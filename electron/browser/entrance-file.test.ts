import { mkdtemp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeEntranceFile, writeEntranceFile } from './entrance-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-entrance-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the file that leads a browser in', () => {
  it('is for its owner alone, and sends on to the address', async () => {
    const path = await writeEntranceFile(folder, 'http://127.0.0.1:1/#token=a');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toContain('url=http://127.0.0.1:1/#token=a"');
    await removeEntranceFile(folder);
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('is never written through what stands in its place', async () => {
    const other = join(folder, 'other');
    await writeFile(other, 'old');
    await symlink(other, join(folder, 'open.html'));
    await writeEntranceFile(folder, 'http://127.0.0.1:1/#token=a');
    expect(await readFile(other, 'utf8')).toBe('old');
    await removeEntranceFile(folder);
    await mkdir(join(folder, 'open.html'));
    expect(await readFile(await writeEntranceFile(folder, 'x'), 'utf8')).toContain('x');
  });

  it('is no place for markup', async () => {
    const path = await writeEntranceFile(folder, 'http://"><script>&');
    expect(await readFile(path, 'utf8')).not.toContain('<script>');
  });
});
