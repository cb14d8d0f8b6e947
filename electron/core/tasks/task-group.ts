import { text } from '#shared/i18n/make-text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';

/** The tasks of one connection. */
export interface TaskGroup {
  readonly tasks: Map<Ref, Task>;
  /** Started by this program, whether the server has reported them yet or not, and for which bulk run. */
  readonly own: Map<Ref, RunId | undefined>;
  /** Known from the disk alone: the server has not notified of them since Moref was started. */
  readonly restored: Set<Ref>;
  /** Ended and cleared by the user: not shown again when the server reports them again. */
  readonly cleared: Set<Ref>;
  /** Reported since the server began to tell all its tasks anew; undefined at other times. */
  reported: Set<Ref> | undefined;
}

/** `restored`: see above. */
export interface ClearedTask {
  readonly task: Task;
  readonly restored: boolean;
}

export function emptyGroup(): TaskGroup {
  return {
    tasks: new Map(),
    own: new Map(),
    restored: new Set(),
    cleared: new Set(),
    reported: undefined,
  };
}

/** What a task's key is made of. */
export function partsOf(key: TaskKey): { readonly connection: ConnectionId; readonly ref: Ref } {
  const slash = key.indexOf('/');
  return {
    connection: key.slice(0, slash) as ConnectionId,
    ref: key.slice(slash + 1) as Ref,
  };
}

/** When it ended, as far as that is known. */
export function endOf(task: Pick<Task, 'finishedAt' | 'startedAt' | 'queuedAt'>): number {
  return task.finishedAt ?? task.startedAt ?? task.queuedAt;
}

/**
 * The task as ended without anybody having seen how.
 * @param why `task.lost` after a lost connection, `task.gone` where the server took it off its list
 */
export function lostTask(task: Task, why: 'task.lost' | 'task.gone'): Task {
  const { progress: _progress, ...rest } = task;
  return {
    ...rest,
    state: 'error',
    cancelable: false,
    lost: true,
    error: {
      kind: 'missing',
      message: text(why, {
        task: task.name,
        object: task.targetName ?? text('task.lost.object'),
      }),
      connection: task.connection,
      ...onlyDefined({ ref: task.target }),
    },
  };
}
