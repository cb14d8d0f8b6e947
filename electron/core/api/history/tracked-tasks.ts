import { historyPage, type HistoryEntry, type HistoryPage } from '#shared/model/history.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { taskRef, type Task } from '#shared/model/task.ts';
import type { HistoryQuery } from '../../providers/history-reader.ts';

/** The tasks that Moref has kept of a server that forgets its own, as a page of its history. */
export function trackedTasks(
  tasks: Iterable<Task>,
  connection: ConnectionId,
  query: HistoryQuery,
): HistoryPage {
  const { from } = query;
  const fitting: HistoryEntry[] = [];
  for (const task of tasks) {
    if (task.connection !== connection) continue;
    const entry = trackedEntry(task);
    if ((from === undefined || entry.time >= from) && query.concerns(entry)) fitting.push(entry);
  }
  return historyPage(fitting, query);
}

function trackedEntry(task: Task): HistoryEntry {
  const { key, name, state, error, queuedAt, target, targetName, initiator, finishedAt } = task;
  return {
    key: taskRef(key),
    kind: 'task',
    severity: state === 'error' ? 'error' : 'info',
    time: queuedAt,
    type: 'task',
    title: name,
    text: error?.message ?? task.result ?? name,
    ...onlyDefined({ who: initiator, target, finishedAt }),
    ...(typeof targetName === 'string' && { targetName }),
    state,
  };
}
