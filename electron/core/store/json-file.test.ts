import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DamagedFile } from '#shared/contract/results.ts';
import { createLog } from '../log.ts';
import { JsonFile } from './json-file.ts';

const schema = z.object({ version: z.literal(1), items: z.array(z.string()) });
const empty = { version: 1 as const, items: [] };
const value = (...items: string[]) => ({ version: 1 as const, items });

describe('JSON file', () => {
  let folder: string;
  const log = createLog({ write: () => undefined });
  const open = (name = 'data.json', damaged: (file: DamagedFile) => void = () => undefined) => {
    const path = join(folder, name);
    return new JsonFile({ path, schema, empty, log, damaged, now: () => 1_700_000_000_000 });
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'moref-store-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('reads what it wrote, and is readable by its owner alone', async () => {
    await open().write(value('a', 'ü'));
    expect(await open().read()).toEqual(value('a', 'ü'));
    expect((await stat(join(folder, 'data.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['data.json']);
  });

  it('stands for its empty form where there is no file, and makes its folder', async () => {
    const file = open('deep/er/data.json');
    expect(await file.read()).toEqual(empty);
    await file.write(value('a'));
    expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700);
  });

  it('ends with the last of many writes', async () => {
    const file = open();
    await Promise.all(Array.from({ length: 50 }, (_, index) => file.write(value(String(index)))));
    expect(await file.read()).toEqual(value('49'));
    expect(await readdir(folder)).toEqual(['data.json']);
  });

  it.each([
    ['cut off', '{"version":1,"items":["a"'],
    ['empty', ''],
    ['of another form', '{"version":1,"items":"a"}'],
    ['of a newer version', '{"version":2,"items":[]}'],
    ['not even text', '\u0000\u0001'],
  ])('keeps a file aside that is %s, and says so', async (_, content) => {
    const path = join(folder, 'data.json');
    await writeFile(path, content);
    const told: DamagedFile[] = [];
    const file = open('data.json', (one) => told.push(one));
    expect(await file.read()).toEqual(empty);
    await file.write(value('new'));
    const [current, aside] = (await readdir(folder)).sort();
    expect(current).toBe('data.json');
    expect(aside).toBe('data.json.damaged-2023-11-14T22-13-20-000Z');
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(content);
    expect(log.recent().at(-1)).toContain('damaged');
    expect(told).toMatchObject([{ path, keptAs: join(folder, aside ?? '') }]);
    expect(told[0]?.problem).not.toBe('');
  });

  it('fails aloud where the file cannot be read or written, and leaves nothing behind', async () => {
    await mkdir(join(folder, 'data.json'));
    await expect(open().read()).rejects.toThrow('EISDIR');
    await expect(open().write(value('a'))).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['data.json']);
    // A later write is not held up by the failed one.
    await rm(join(folder, 'data.json'), { recursive: true });
    await open().write(value('a'));
    expect(await open().read()).toEqual(value('a'));
  });
});
