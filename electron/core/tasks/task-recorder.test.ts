import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectionId } from '#shared/model/reference.ts';
import { silentLog } from '../log.ts';
import { nodeDisk } from '../store/disk.ts';
import { TaskHistory } from '../store/task-history.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { fakeTask } from '../testing/fake-provider.ts';
import { TaskRecorder } from './task-recorder.ts';
import { TaskTracker } from './task-tracker.ts';

const connection = connectionId('one');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-recorder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('is closed when what it was writing is written', async () => {
  const path = join(folder, 'tasks.json');
  const disk = Promise.withResolvers<void>();
  const history = await TaskHistory.load({
    path,
    log: silentLog,
    now: () => 5000,
    disk: {
      ...nodeDisk,
      create: async (...file) => {
        await disk.promise;
        await nodeDisk.create(...file);
      },
    },
  });
  const tasks = new TaskTracker({
    userOf: () => 'anna',
    nameOf: () => undefined,
    now: () => 5000,
    newId: () => '1',
    keepFinished: 10,
  });
  const clock = createFakeClock();
  const recorder = new TaskRecorder({ tasks, history, isKept: () => true, clock, log: silentLog });
  tasks.update(connection, [fakeTask('1')]);
  tasks.update(connection, [fakeTask('1', { state: 'success' })]);
  clock.advance(5000);
  const closed = recorder.close().then(() => readFile(path, 'utf8'));
  disk.resolve();
  expect(await closed).toContain('one/Task:1');
});
