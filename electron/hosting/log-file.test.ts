import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from './log-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const read = (name: string): Promise<string> => readFile(join(folder, 'logs', name), 'utf8');

describe('the log file', () => {
  it('takes lines, and goes on where it ended before', async () => {
    openLogFile(join(folder, 'logs'))('one');
    openLogFile(join(folder, 'logs'))('two');
    expect(await read('moref.log')).toBe('one\ntwo\n');
  });

  it('keeps the newest lines within twice its bound', async () => {
    const write = openLogFile(join(folder, 'logs'), 100);
    for (let n = 0; n < 50; n++) write(`line ${n}`);
    const kept = (await read('moref.1.log')) + (await read('moref.log'));
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept.endsWith('line 48\nline 49\n')).toBe(true);
  });

  it.each(['moref.log', 'moref.1.log'])(
    'goes on beside a folder, a pipe or a broken link of the name %s',
    async (name) => {
      const odd: readonly ((path: string) => unknown)[] = [
        (path) => mkdirSync(path, { recursive: true }),
        (path) => execFileSync('mkfifo', [path]),
        (path) => symlinkSync(join(folder, 'nowhere', 'at-all'), path),
      ];
      for (const [index, make] of odd.entries()) {
        if (process.platform === 'win32' && index > 0) continue;
        const logs = join(folder, String(index));
        mkdirSync(logs);
        make(join(logs, name));
        const write = openLogFile(logs, 100);
        for (let n = 0; n < 50; n++) write(`line ${n}`);
        const files = readdirSync(logs).filter((file) => file !== name);
        const kept = files.map((file) => readFileSync(join(logs, file), 'utf8')).join('');
        expect(kept, String(index)).toContain('line 49\n');
        expect(kept.length).toBeLessThanOrEqual(200);
      }
    },
  );

  it('begins anew where the old one cannot have another name', async () => {
    const logs = join(folder, 'logs');
    const write = openLogFile(logs, 100);
    for (let number = 1; number <= 30; number++)
      mkdirSync(join(logs, `moref${number === 1 ? '' : `-${number}`}.1.log`));
    for (let n = 0; n < 50; n++) write(`line ${n}`);
    const kept = await read('moref.log');
    expect(kept).toContain('line 49\n');
    expect(kept.length).toBeLessThanOrEqual(100);
  });

  it('never fails its caller', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(() => openLogFile(join(folder, 'file', 'logs'))('lost')).not.toThrow();
  });
});
