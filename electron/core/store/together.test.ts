import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeDisk } from './disk.ts';
import { prepareReplacement } from './replacement.ts';
import { digestOf, finishTogether, noteTogether } from './together.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-together-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);
const read = (name: string): Promise<string> => readFile(path(name), 'utf8');

/** Two new contents beside their files, and that they belong together. */
async function noted() {
  const files = [
    ['secrets.json', 'new password'],
    ['profiles.json', 'new address'],
  ] as const;
  const written = [];
  for (const [name, text] of files) {
    await writeFile(path(name), 'old');
    await prepareReplacement(nodeDisk, path(name), text);
    written.push({ path: path(name), digest: digestOf(text) });
  }
  return noteTogether(nodeDisk, folder, written);
}

it('what was noted is finished by the next start, wherever it was cut off', async () => {
  for (const first of [[], ['secrets.json'], ['secrets.json', 'profiles.json']]) {
    await noted();
    for (const name of first) await nodeDisk.replace(path(`${name}.tmp`), path(name));
    expect(await finishTogether(nodeDisk, folder)).toBe(2 - first.length);
    expect([await read('secrets.json'), await read('profiles.json')]).toEqual([
      'new password',
      'new address',
    ]);
    expect((await readdir(folder)).sort()).toEqual(['profiles.json', 'secrets.json']);
  }
});

it('what was not noted to its end is not begun', async () => {
  await noted();
  await nodeDisk.rename(path('together.json'), path('together.json.tmp'));
  expect(await finishTogether(nodeDisk, folder)).toBe(0);
  expect(await read('secrets.json')).toBe('old');
});

it('an old note does nothing to a later change that was cut off', async () => {
  await noted();
  await nodeDisk.replace(path('secrets.json.tmp'), path('secrets.json'));
  await nodeDisk.replace(path('profiles.json.tmp'), path('profiles.json'));
  await prepareReplacement(nodeDisk, path('profiles.json'), 'half wri');
  expect(await finishTogether(nodeDisk, folder)).toBe(0);
  expect(await read('profiles.json')).toBe('new address');
});

it.each(['', '{', 'null', '{"files":7}', '{"files":[null,{"name":"../x.json","digest":"y"}]}'])(
  'a note that is none does nothing: %s',
  async (text) => {
    await writeFile(path('together.json'), text);
    expect(await finishTogether(nodeDisk, folder)).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  },
);
