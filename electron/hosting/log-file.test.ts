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

  it('never fails its caller', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(() => openLogFile(join(folder, 'file', 'logs'))('lost')).not.toThrow();
  });
});
