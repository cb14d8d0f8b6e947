import { execFileSync } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  open as openFile,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DamagedFile } from '#shared/contract/results.ts';
import { createLog } from '../log.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { withEntry } from './entries.ts';
import { sweepReplacements } from './replacement.ts';
import { StoredMap } from './stored-map.ts';

const entry = z.object({ id: z.string(), family: z.enum(['vsphere', 'xenserver']) });
type Entry = z.output<typeof entry>;
const form = {
  version: 1,
  container: 'profiles',
  entry,
  keyOf: ({ id }: Entry): string => id,
  head: z.object({ allowed: z.boolean().default(false) }),
};

const one: Entry = { id: 'one', family: 'vsphere' };
const two: Entry = { id: 'two', family: 'xenserver' };
const three: Entry = { id: 'three', family: 'vsphere' };

describe('a store’s file', () => {
  let folder: string;
  let path: string;
  let reported: DamagedFile[];
  const log = createLog({ write: () => undefined });
  const load = (disk: Disk = nodeDisk) =>
    StoredMap.load({
      path,
      form,
      log,
      disk,
      damaged: (file) => reported.push(file),
      now: () => 1_700_000_000_000,
    });
  const ids = (map: { readonly entries: ReadonlyMap<string, Entry> }): readonly string[] => [
    ...map.entries.keys(),
  ];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'moref-store-'));
    path = join(folder, 'profiles.json');
    reported = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('has what was written, in order, and is for its owner alone', async () => {
    path = join(folder, 'deep', 'er', 'profiles.json');
    const map = await load();
    await map.change(withEntry('one', one));
    await map.change(({ entries }) => ({ entries, head: { allowed: true } }));
    await map.change(withEntry('two', two));
    const next = await load();
    expect([...next.entries.values()]).toEqual([one, two]);
    expect(next.head).toEqual({ allowed: true });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'deep', 'er'))).toEqual(['profiles.json']);
    expect(reported).toEqual([]);
  });

  it('ends with the last of many changes, and each of them was made', async () => {
    const map = await load();
    const many = Array.from({ length: 50 }, (_, n): Entry => ({ id: `e${n}`, family: 'vsphere' }));
    await Promise.all(many.map((each) => map.change(withEntry(each.id, each))));
    expect([...(await load()).entries.values()]).toEqual(many);
  });

  it('refuses one of many changes alone', async () => {
    const map = await load();
    const refused = new Error('too many');
    const outcomes = await Promise.allSettled([
      map.change(withEntry('one', one)),
      map.change(() => {
        throw refused;
      }),
      map.change(withEntry('two', two)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(ids(await load())).toEqual(['one', 'two']);
  });

  it.each([
    ['cut off before its first entry', '{"version":1,"profiles":[{"id"'],
    ['empty', ''],
    ['of another form', '{"version":1,"profiles":"a"}'],
    ['of no version', '{"profiles":[]}'],
    ['a list', '[]'],
    ['not even text', '\u0000\u0001'],
  ])('is kept aside where it is %s, and reported', async (_, content) => {
    await writeFile(path, content);
    const map = await load();
    expect(ids(map)).toEqual([]);
    await map.change(withEntry('one', one));
    const [current, aside = ''] = (await readdir(folder)).sort();
    expect(current).toBe('profiles.json');
    expect(aside).toBe('profiles.json.damaged-2023-11-14T22-13-20-000Z');
    expect(await readFile(join(folder, aside), 'utf8')).toBe(content);
    expect(reported).toMatchObject([{ path, outcome: 'keptAside', keptAs: join(folder, aside) }]);
    expect(reported[0]?.problem).not.toBe('');
  });

  const good = JSON.stringify({ version: 1, allowed: true, profiles: [one, two, three] }, null, 2);
  it.each([
    ['an unknown family', good.replace('xenserver', 'hyperv')],
    ['an entry of another shape', good.replace(/\{\s*"id": "two"[^}]*\}/, '["two"]')],
    ['a null', good.replace(/\{\s*"id": "two"[^}]*\}/, 'null')],
    ['an entry that is no JSON', good.replace('"two"', 'two')],
    ['an open quote', good.replace('"xenserver"', '"xenserver')],
    ['an entry twice', good.replace('"two"', '"one"')],
  ])('loses %s alone, which is kept aside and reported', async (_, content) => {
    await writeFile(path, content);
    const map = await load();
    expect(ids(map)).toEqual(['one', 'three']);
    expect(reported).toMatchObject([{ outcome: 'entriesKeptAside' }]);
    expect(await readFile(reported[0]?.keptAs ?? '', 'utf8')).toBe(content);
    // The next start has nothing to tell.
    expect(ids(await load())).toEqual(['one', 'three']);
    expect(reported).toHaveLength(1);
  });

  it('gives what stands whole in it where it was cut off', async () => {
    await writeFile(path, good.slice(0, good.indexOf('"three"') + 4));
    expect(ids(await load())).toEqual(['one', 'two']);
    expect(reported).toMatchObject([{ outcome: 'entriesKeptAside' }]);
  });

  it('may begin with a byte order mark, and have bytes in it that are no text', async () => {
    await writeFile(path, `\uFEFF${good}`);
    expect(ids(await load())).toEqual(['one', 'two', 'three']);
    expect(reported).toEqual([]);
    await writeFile(path, Buffer.from(good.replace('"two"', '"t\u00ffo"'), 'latin1'));
    expect(ids(await load())).toEqual(['one', 't\uFFFDo', 'three']);
    expect(reported).toMatchObject([{ outcome: 'entriesKeptAside' }]);
  });

  it('may have been saved as UTF-16', async () => {
    const littleEndian = Buffer.from(`\uFEFF${good}`, 'utf16le');
    for (const bytes of [littleEndian, Buffer.from(littleEndian).swap16()]) {
      await writeFile(path, bytes);
      expect(ids(await load())).toEqual(['one', 'two', 'three']);
    }
    expect(reported).toEqual([]);
  });

  it.each(['', '"version":"1",', '"version":null,'])(
    'keeps its entries where it says no version by “%s”',
    async (version) => {
      const content = good.replace(/"version": 1,/, version);
      await writeFile(path, content);
      const map = await load();
      expect(ids(map)).toEqual(['one', 'two', 'three']);
      expect(map.head).toEqual({ allowed: true });
      expect(reported).toMatchObject([{ outcome: 'entriesKeptAside' }]);
      expect(await readFile(reported[0]?.keptAs ?? '', 'utf8')).toBe(content);
    },
  );

  it('is read and never written where a newer Moref wrote it', async () => {
    const newer = JSON.stringify({ version: 2, profiles: [one, { ...two, family: 'hyperv' }] });
    await writeFile(path, newer);
    const map = await load();
    expect(ids(map)).toEqual(['one']);
    await map.change(withEntry('three', three));
    expect(ids(map)).toEqual(['one', 'three']);
    expect(await readFile(path, 'utf8')).toBe(newer);
    expect(await readdir(folder)).toEqual(['profiles.json']);
    expect(reported).toMatchObject([{ outcome: 'newer' }]);
  });

  it('starts with a folder or a pipe in its place', async () => {
    await mkdir(path);
    await writeFile(join(path, 'inside'), 'kept');
    const map = await load();
    await map.change(withEntry('one', one));
    expect(await readFile(join(reported[0]?.keptAs ?? '', 'inside'), 'utf8')).toBe('kept');
    if (process.platform !== 'win32') {
      await rm(path);
      execFileSync('mkfifo', [path]);
      await (await load()).change(withEntry('two', two));
    }
    expect((await readdir(folder)).filter((name) => name.includes('damaged')).length).toBe(
      reported.length,
    );
    expect(ids(await load())).toHaveLength(1);
  });

  it('gives itself back the right to read its own file', async () => {
    await (await load()).change(withEntry('one', one));
    await chmod(path, 0);
    let asked = 0;
    const forbidden = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    // As for somebody who is not root: until the rights are there.
    const disk: Disk = {
      ...nodeDisk,
      read: async (file, bytes) => {
        asked += 1;
        if (((await stat(file)).mode & 0o400) === 0) throw forbidden;
        return nodeDisk.read(file, bytes);
      },
    };
    expect(ids(await load(disk))).toEqual(['one']);
    expect(asked).toBe(2);
    expect(reported).toEqual([]);
  });

  it('is left as it is where it cannot be read, or not be kept aside', async () => {
    await writeFile(path, 'what nobody may lose');
    const failure = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }));
    for (const broken of [{ read: failure }, { rename: failure }]) {
      reported = [];
      const map = await load({ ...nodeDisk, ...broken });
      await map.change(withEntry('one', one));
      expect(ids(map)).toEqual(['one']);
      expect(await readFile(path, 'utf8')).toBe('what nobody may lose');
      expect(reported).toMatchObject([{ outcome: 'left' }]);
    }
  });

  it('starts quickly with 600 MB, of which it reads the beginning', {
    timeout: 60_000,
  }, async () => {
    const file = await openFile(path, 'w');
    await file.write(`{"version":1,"profiles":[\n${JSON.stringify(one)},\n`);
    const line = `${JSON.stringify({ id: 'x', family: 'none', pad: 'y'.repeat(20_000) })},\n`;
    await file.write(line.repeat(500));
    await file.truncate(600_000_000);
    await file.close();
    let largest = 0;
    const map = await load({
      ...nodeDisk,
      read: async (name, bytes) => {
        const start = await nodeDisk.read(name, bytes);
        if (start !== null && start !== 'other') largest = start.bytes.length;
        return start;
      },
    });
    expect(ids(map)).toEqual(['one']);
    expect(largest).toBeLessThan(40_000_000);
    expect((await stat(reported[0]?.keptAs ?? '')).size).toBe(600_000_000);
    expect((await stat(path)).size).toBeLessThan(1000);
  });

  it('leaves nothing half-written after a start', async () => {
    const left = ['profiles.json.tmp', 'secrets.json.123.tmp', 'tasks.json.9.tmp'];
    for (const name of left) await writeFile(join(folder, name), 'secret');
    await mkdir(join(folder, 'workspace.json.tmp'));
    await writeFile(join(folder, 'mine.tmp'), 'not ours');
    expect(await sweepReplacements(nodeDisk, folder)).toBe(4);
    expect(await readdir(folder)).toEqual(['mine.tmp']);
  });
});
