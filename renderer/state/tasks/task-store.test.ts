import { inEnglish } from '#shared/i18n/english.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import { taskKey, type Task, type TaskState } from '#shared/model/task.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { noTaskFilter, outcomeOf, taskMatcher, type TaskFilter } from './task-filter.ts';
import { taskLines } from './task-lines.ts';
import { applyTasks, useTasks } from './task-store.ts';

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

const frame = (tasks: readonly Task[], ready = true) =>
  applyTasks({ upsert: tasks.map((one) => [one.key, one] as const), remove: [], ready });

describe('tasks', () => {
  beforeEach(() => useTasks.setState({ byKey: new Map(), order: [], version: 0, ready: false }));

  it('stand newest first, however they come in', () => {
    frame([task(2), task(5)]);
    frame([task(3), task(9), task(1)]);
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
    expect(frame([task(1, over), task(2)])).toEqual([]);
    expect(frame([task(2, over), task(3)]).map((one) => one.queuedAt)).toEqual([2000]);
    expect(frame([task(4, over)]).map((one) => one.queuedAt)).toEqual([4000]);
    expect(frame([task(2, over)])).toEqual([]);
    // Nobody saw when it ended.
    expect(frame([task(3, { state: 'error', lost: true })])).toHaveLength(1);
  });

  it('can be narrowed by how they stand, by who started them, by server and by words', () => {
    const failed = task(1, { state: 'error', initiator: 'EXAMPLE\\anna' });
    const passes = (filter: Partial<TaskFilter>, one = failed) =>
      taskMatcher({ ...noTaskFilter, ...filter }, () => 'Berlin')(one);
    expect(passes({})).toBe(true);
    expect(passes({ outcomes: ['open'] })).toBe(false);
    expect(passes({ outcomes: ['cancelled', 'failed'] })).toBe(true);
    expect(passes({ mine: true })).toBe(false);
    expect(passes({ mine: true }, { ...failed, own: true })).toBe(true);
    expect(passes({ server: server })).toBe(true);
    expect(passes({ server: connectionId('other') })).toBe(false);
    expect(passes({ text: 'ANNA sql berlin' })).toBe(true);
    expect(passes({ text: 'anna web' })).toBe(false);
  });

  it('are neither failed when they were cancelled, nor when nobody knows', () => {
    expect(outcomeOf({ state: 'cancelled' })).toBe('cancelled');
    expect(outcomeOf({ state: 'error' })).toBe('failed');
    expect(outcomeOf({ state: 'error', lost: true })).toBe('unknown');
    expect(outcomeOf({ state: 'queued' })).toBe('open');
  });
});

describe('lines of the tracker', () => {
  const run = 'run-1' as RunId;
  const tasks = [
    task(9),
    task(8, { run, state: 'success', finishedAt: 20_000 }),
    task(7),
    task(6, { run, state: 'error', finishedAt: 19_000 }),
    task(5, { run }),
    task(4),
  ];
  const lines = (over: Partial<Parameters<typeof taskLines>[0]> = {}) =>
    taskLines({
      order: tasks.map(({ key }) => key),
      byKey: new Map(tasks.map((one) => [one.key, one])),
      matches: () => true,
      grouped: true,
      openRuns: new Set(),
      ...over,
    });
  const ids = (over?: Parameters<typeof lines>[0]) =>
    lines(over).lines.map(({ id }) => id.replace(/.*task-/, ''));

  it('gather the tasks of a run where it began', () => {
    expect(ids()).toEqual(['9', '7', 'run run-1', '4']);
    expect(ids({ openRuns: new Set([run]) })).toEqual(['9', '7', 'run run-1', '8', '6', '5', '4']);
    expect(ids({ grouped: false })).toEqual(['9', '8', '7', '6', '5', '4']);
    expect(lines().count).toBe(6);
  });

  it('count what became of the run, whatever the filter shows of it', () => {
    const found = lines({ matches: ({ state }) => state === 'error' });
    expect(found.count).toBe(1);
    expect(found.lines).toHaveLength(1);
    expect(found.lines[0]).toMatchObject({
      kind: 'run',
      facts: {
        counts: { open: 1, done: 1, failed: 1, cancelled: 0, unknown: 0 },
        total: 3,
        startedAt: 5000,
      },
    });
    expect(ids({ matches: ({ run: one }) => one === undefined })).toEqual(['9', '7', '4']);
  });

  it('name everybody who began something of the run', () => {
    const both = tasks.map((one, at) => ({ ...one, initiator: at % 2 === 0 ? 'root' : 'anna' }));
    const [shown] = taskLines({
      order: both.map(({ key }) => key),
      byKey: new Map(both.map((one) => [one.key, one])),
      matches: ({ run: one }) => one !== undefined,
      grouped: true,
      openRuns: new Set(),
    }).lines;
    const initiator = shown?.kind === 'run' ? shown.facts.initiator : undefined;
    expect(
      inEnglish(initiator ?? '')
        .split(', ')
        .toSorted(),
    ).toEqual(['anna', 'root']);
  });
});
