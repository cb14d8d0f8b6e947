import { describe, expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { taskKey, type Task } from '#shared/model/task.ts';
import { isLong } from './long-tasks.ts';

const server = connectionId('vc');
const task: Task = {
  key: taskKey(server, 'Task:task-1' as Ref),
  connection: server,
  name: 'Clone virtual machine',
  own: true,
  state: 'success',
  queuedAt: 1000,
  startedAt: 5000,
  finishedAt: 15_001,
  cancelable: false,
};

describe('a task that is worth a notification', () => {
  it('is ours, over, and took longer than ten seconds', () => {
    expect(isLong(task)).toBe(true);
    expect(isLong({ ...task, state: 'error' })).toBe(true);
    expect(isLong({ ...task, finishedAt: 15_000 })).toBe(false);
    expect(isLong({ ...task, own: false })).toBe(false);
    expect(isLong({ ...task, state: 'running' })).toBe(false);
  });

  it('belongs to no run, which reports all its tasks', () => {
    expect(isLong({ ...task, run: 'run-1' as RunId })).toBe(false);
  });

  it('may have ended unseen', () => {
    const { finishedAt: _finishedAt, ...unseen } = task;
    expect(isLong({ ...unseen, state: 'error', lost: true })).toBe(true);
  });
});
