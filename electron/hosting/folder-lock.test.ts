import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import { FolderInUseError, lockFolder } from './folder-lock.ts';

const program = fileURLToPath(new URL('./testing/lock-holder.process.ts', import.meta.url));
const starts = 4;
const rounds = 10;

let folder: string;
const children = new Set<ChildProcess>();

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'moref-lock-')), 'data');
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await rm(join(folder, '..'), { recursive: true });
});

async function startHolder(): Promise<ChildProcess> {
  const child = fork(program, [folder], { execArgv: [] });
  children.add(child);
  await once(child, 'message');
  return child;
}

async function tries(child: ChildProcess): Promise<string> {
  child.send('go');
  const [answer] = (await once(child, 'message')) as [string];
  return answer;
}

describe('the lock of a data folder', () => {
  it('keeps a second one out until it is released, and asks nobody to end a process', async () => {
    const lock = await lockFolder(folder);
    expect(lock.problem).toBeUndefined();
    const refusal = await lockFolder(folder).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FolderInUseError);
    expect(String(refusal)).toContain(folder);
    expect(String(refusal)).not.toMatch(/process|\bend\b|kill/i);
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  it(`is had by exactly one of ${starts} that start at once on what a killed one left, ${rounds} times`, {
    timeout: 180_000,
  }, async () => {
    let holders = await Promise.all(Array.from({ length: starts }, startHolder));
    for (let round = 0; round < rounds; round++) {
      const answers = await Promise.all(holders.map(tries));
      expect(answers.toSorted()).toEqual([
        ...Array<string>(starts - 1).fill('FolderInUseError'),
        'taken',
      ]);
      const winner = holders[answers.indexOf('taken')];
      winner?.kill('SIGKILL');
      if (winner !== undefined) await once(winner, 'close');
      holders = [...holders.filter((one) => one !== winner), await startHolder()];
    }
  });

  it('is not held by a number: what another program, or root, has by now is no Moref', async () => {
    await mkdir(folder, { recursive: true });
    for (const number of [1, process.ppid, process.pid]) {
      await writeFile(join(folder, 'lock'), `${number}\n`);
      const lock = await lockFolder(folder);
      expect(lock.problem).toBeUndefined();
      await lock.release();
    }
    expect(await readdir(folder)).toEqual(['moref.lock']);
  });

  it('takes a damaged file, and a folder in its place', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'moref.lock'), 'nonsense'.repeat(1000));
    const lock = await lockFolder(folder);
    expect(lock.problem).toBeUndefined();
    expect(await readFile(join(folder, 'moref.lock'), 'utf8')).toBe('');
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
    await lock.release();
    await rm(join(folder, 'moref.lock'));
    await mkdir(join(folder, 'moref.lock'));
    const next = await lockFolder(folder);
    expect(next.problem).toBeUndefined();
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
    await next.release();
  });

  it('says why a folder cannot be taken, and lets Moref start', async () => {
    await mkdir(join(folder, '..'), { recursive: true });
    await writeFile(folder, 'a file where the folder should be');
    expect(spoken((await lockFolder(folder)).problem)).toMatch(/cannot be locked/);
    await rm(folder);
  });
});
