import { beforeEach, describe, expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import { taskKey, type Task, type TaskState } from '#shared/model/task.ts';
import { matchesTask } from './task-filter.ts';
import { applyTasks, useTasks } from './tasks.ts';

const server = connectionId('vc');

function task(id: number, over: Partial<Task> = {}): Task {
  return {
    key: taskKey(server, `Task:task-${id}` as Ref),
    connection: server,
    name: 'Power On virtual machine',
    targetName: 'sql-01',
    own: false,
    state: 'running',
    queuedAt: id * 1000,
    cancelable: false,
    ...over,
  };
}

const step = (tasks: readonly Task[], ready = true) =>
  applyTasks({ upsert: tasks.map((one) => [one.key, one] as const), remove: [], ready });

describe('tasks', () => {
  beforeEach(() => useTasks.setState({ byKey: new Map(), order: [], version: 0, ready: false }));

  it('stand newest first, however they come in', () => {
    step([task(2), task(5)]);
    step([task(3), task(9), task(1)]);
    expect(useTasks.getState().order.map((key) => key.split('-')[1])).toEqual([
      '9',
      '5',
      '3',
      '2',
      '1',
    ]);
  });

  it('tell which of them ended while the page watched', () => {
    const over = { state: 'error' as TaskState, finishedAt: 9 };
    expect(step([task(1, over), task(2)])).toEqual([]);
    expect(step([task(2, over), task(3)]).map((one) => one.queuedAt)).toEqual([2000]);
    expect(step([task(4, over)]).map((one) => one.queuedAt)).toEqual([4000]);
    expect(step([task(2, over)])).toEqual([]);
  });

  it('can be narrowed by state, by who started them, and by words', () => {
    const failed = task(1, { state: 'error', initiator: 'EXAMPLE\\anna' });
    const passes = (scope: 'all' | 'running' | 'failed' | 'mine', text = '') =>
      matchesTask(failed, { scope, text }, 'Berlin');
    expect([passes('all'), passes('running'), passes('failed'), passes('mine')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(passes('all', 'ANNA sql berlin')).toBe(true);
    expect(passes('all', 'anna web')).toBe(false);
    expect(matchesTask(task(2, { state: 'cancelled' }), { scope: 'failed', text: '' }, '')).toBe(
      false,
    );
  });
});
