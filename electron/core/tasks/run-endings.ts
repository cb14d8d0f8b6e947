import { text } from '#shared/i18n/make-text.ts';
import { toMorefError, type MorefError } from '#shared/model/error.ts';
import type { RunItem } from '#shared/model/run.ts';
import type { Task } from '#shared/model/task.ts';
import type { Ending } from './run-state.ts';
import { isUncertain } from './send-operation.ts';

/** How an object came out whose call was rejected. */
export function endingOfCall(thrown: unknown, item: RunItem): Ending {
  return endingOfError(toMorefError(thrown), item);
}

export function endingOfError(reported: MorefError, item: RunItem): Ending {
  const error = withObject(reported, item);
  if (error.unsent === true) {
    const message = text('run.unsent', { problem: error.message, object: item.name });
    return { state: 'failed', error: { ...error, message } };
  }
  if (!isUncertain(error)) return { state: 'failed', error };
  const reason = text('run.unanswered', { object: item.name });
  return { state: 'unknown', error, reason };
}

/** How an object came out whose task has ended. */
export function endingOfTask(task: Task, item: RunItem): Ending {
  if (task.state === 'success') return { state: 'done' };
  if (task.state === 'cancelled') return { state: 'cancelled', reason: text('run.taskCancelled') };
  const error = withObject(
    task.error ?? { kind: 'fault', message: text('task.failed', { task: task.name }) },
    item,
  );
  if (task.lost !== true) return { state: 'failed', error };
  return { state: 'unknown', error, reason: error.message };
}

/** The connection is not coming back, and the operation was sent. */
export function endingOfLoss(item: RunItem, server: string): Ending {
  const message = text('run.lost', { server, object: item.name });
  return {
    state: 'unknown',
    reason: message,
    error: withObject({ kind: 'unreachable', message }, item),
  };
}

/** The connection is not coming back, and nothing was sent. */
export function endingOfAbsence(item: RunItem, server: string): Ending {
  const message = text('run.notConnected', { server, object: item.name });
  return { state: 'failed', error: withObject({ kind: 'unreachable', message }, item) };
}

function withObject(error: MorefError, { connection, ref }: RunItem): MorefError {
  return { ref, ...error, connection };
}
