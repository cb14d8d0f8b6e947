import type { RunId } from '#shared/model/run-id.ts';
import type { RunItemState, Run } from '#shared/model/run.ts';
import { taskKey, type Task } from '#shared/model/task.ts';
import { makeRef, type ConnectionId } from '#shared/model/reference.ts';
import { vmRef } from './objects.ts';

/** A task of somebody else that has succeeded, on a virtual machine, unless stated otherwise; the later its number, the newer it is. */
export function aTask(
  connection: ConnectionId,
  number: number,
  { target = 'web-01', ...task }: Omit<Partial<Task>, 'target'> & { readonly target?: string } = {},
): Task {
  const queuedAt = Date.UTC(2026, 5, 1, 12, 0, number);
  return {
    key: taskKey(connection, makeRef('Task', `task-${number}`)),
    connection,
    name: `Task ${number}`,
    target: vmRef(target),
    targetName: target,
    initiator: 'root',
    own: false,
    state: 'success',
    queuedAt,
    startedAt: queuedAt + 1000,
    finishedAt: queuedAt + 3000,
    cancelable: false,
    ...task,
  };
}

/** A task that goes on, and can be cancelled. */
export function aRunningTask(
  connection: ConnectionId,
  number: number,
  task: Parameters<typeof aTask>[2] = {},
): Task {
  const { finishedAt: _ended, ...running } = aTask(connection, number, {
    state: 'running',
    progress: 40,
    cancelable: true,
    ...task,
  });
  return running;
}

const noObjects: Run['counts'] = {
  waiting: 0,
  running: 0,
  done: 0,
  skipped: 0,
  failed: 0,
  cancelled: 0,
  unknown: 0,
};

/** A bulk run that goes on, with so many objects in each state. */
export function aRun(
  id: string,
  counts: Partial<Record<RunItemState, number>>,
  run: Partial<Run> = {},
): Run {
  return {
    id: id as RunId,
    operation: 'power.off',
    label: 'Power off',
    inputs: {},
    options: { stopOnError: false, perServer: 8, perHost: 4 },
    connections: [],
    state: 'running',
    counts: { ...noObjects, ...counts },
    startedAt: Date.UTC(2026, 5, 1, 12),
    ...run,
  };
}
