import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLog } from './log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const lines = async (name = 'moref.log'): Promise<readonly Record<string, unknown>[]> =>
  (await readFile(join(folder, name), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('writes a JSON object a line', async () => {
    const log = createFileLog({ folder, now: () => new Date(0) });
    log.info('started', { port: 1, size: 5n });
    log.debug('not without being asked');
    expect(await lines()).toEqual([
      { time: '1970-01-01T00:00:00.000Z', level: 'info', message: 'started', port: 1, size: '5' },
    ]);
  });

  it('masks secrets at any depth, and keeps errors readable', async () => {
    const log = createFileLog({ folder });
    log.error('failed', {
      profile: { user: 'root', password: 'p1', headers: { cookie: 'c1', Authorization: 'a1' } },
      sessionId: 's1',
      error: new Error('boom'),
    });
    const text = await readFile(join(folder, 'moref.log'), 'utf8');
    expect(text).not.toMatch(/p1|c1|a1|s1/);
    expect(text).toContain('root');
    expect(text).toContain('boom');
  });

  it('is bounded', async () => {
    const log = createFileLog({ folder, maximumBytes: 1000 });
    for (let n = 0; n < 40; n++) log.warn('x'.repeat(50), { n });
    const kept = [...(await lines('moref.1.log')), ...(await lines())];
    expect(kept.length).toBeLessThan(25);
    expect(kept.at(-1)).toMatchObject({ n: 39 });
  });

  it('never fails its caller', () => {
    expect(() => createFileLog({ folder: '/dev/null/none' }).error('x')).not.toThrow();
  });
});
