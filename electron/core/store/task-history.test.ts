import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { taskKey, type Task } from '#shared/model/task.ts';
import { createLog } from '../log.ts';
import { TaskHistory, type TaskHistoryOptions } from './task-history.ts';

const connection = connectionId('c1');

function task(id: number, more: Partial<Task> = {}): Task {
  return {
    key: taskKey(connection, `Task:${id}` as Ref),
    connection,
    name: 'Power on',
    own: true,
    state: 'success',
    queuedAt: id,
    cancelable: false,
    ...more,
  };
}

describe('history of tasks', () => {
  let folder: string;
  const log = createLog({ write: () => undefined });
  const path = (): string => join(folder, 'tasks.json');
  const load = (more: Partial<TaskHistoryOptions> = {}): Promise<TaskHistory> =>
    TaskHistory.load({ path: path(), log, now: () => 1_700_000_000_000, ...more });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'moref-history-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('reads what it wrote, but not what is under way', async () => {
    const history = await load();
    expect(history.take()).toEqual([]);
    const full = task(1, {
      target: 'VM:v1' as Ref,
      targetName: 'web-01',
      initiator: 'admin',
      state: 'error',
      startedAt: 2,
      finishedAt: 3,
      lost: true,
      run: 'run-1' as RunId,
      error: {
        kind: 'fault',
        message: 'No space.',
        connection,
        native: { type: 'NoDiskSpace', members: { datastore: 'ds1', free: 5 } },
      },
    });
    const list = [
      full,
      task(2, { state: 'running' }),
      task(3, { result: 'web-02', made: 'VM:v2' as Ref }),
    ];
    await history.save(list);
    expect((await load()).take()).toEqual([full, list[2]]);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
  });

  it('keeps no secret, and no 64-bit integer that JSON cannot write', async () => {
    const members = { password: 'hunter2', url: 'https://me:hunter2@ds', size: 2n ** 60n };
    const native = { type: 'Fault', members };
    const error = { kind: 'fault', message: 'vmware_soap_session="abc" is old.', native } as const;
    await (await load()).save([task(1, { state: 'error', error })]);
    const text = await readFile(path(), 'utf8');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('abc');
    const [read] = (await load()).take();
    expect(read?.error?.native?.members).toMatchObject({ size: '1152921504606846976' });
  });

  it('has a limit of tasks and one of size; the newest stay', async () => {
    const list = Array.from({ length: 50 }, (_, index) => task(50 - index));
    await (await load({ maxTasks: 20 })).save(list);
    const kept = (await load()).take();
    expect(kept.map(({ queuedAt }) => queuedAt)).toEqual(
      list.slice(0, 20).map((one) => one.queuedAt),
    );
    await (await load({ maxChars: 1000 })).save(list);
    const few = (await load()).take();
    expect(few.length).toBeGreaterThan(3);
    expect(few.length).toBeLessThan(20);
    expect(few[0]).toEqual(list[0]);
    expect((await stat(path())).size).toBeLessThan(1200);
  });

  it('does not write what is on disk already', async () => {
    const list = [task(2), task(1)];
    await (await load()).save(list);
    const history = await load();
    const loaded = history.take();
    await rm(path());
    await history.save(loaded);
    expect(await readdir(folder)).toEqual([]);
    await history.save(loaded.slice(1));
    expect(await readdir(folder)).toEqual(['tasks.json']);
  });

  it.each([
    ['cut off', '{"version":1,"tasks":[{"key"'],
    ['of another form', '{"version":1,"tasks":[{"key":"c1/Task:1"}]}'],
  ])('keeps a file aside that is %s, and says so', async (_, content) => {
    await writeFile(path(), content);
    const history = await load();
    expect(history.take()).toEqual([]);
    await history.save([task(1)]);
    const names = (await readdir(folder)).sort();
    expect(names).toHaveLength(2);
    expect(await readFile(join(folder, names[1] ?? ''), 'utf8')).toBe(content);
    expect(log.recent().at(-1)).toContain('damaged');
  });
});
