import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { HistoryEntry } from '#shared/model/history.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { toRef } from '../object-updates.ts';
import { toProviderTask, type TaskContext } from '../tasks/provider-task.ts';
import { isReference, type VimRecord } from '../vim25/values.ts';
import { text } from './read.ts';

/** A task of the past (TaskInfo) as an entry of the history; undefined for what names no task. */
export function taskEntry(info: VimRecord, context: TaskContext): HistoryEntry | undefined {
  const { task: reference, eventChainId } = info;
  if (!isReference(reference)) return undefined;
  const ref = toRef(reference);
  const task = toProviderTask(ref, info, context);
  const { name, state, error, target, targetName, initiator, finishedAt } = task;
  return {
    key: ref,
    kind: 'task',
    severity: state === 'error' ? 'error' : 'info',
    time: task.queuedAt,
    type: text(info['descriptionId']) ?? 'Task',
    title: name,
    text: error?.message ?? outcome(name, targetName),
    ...onlyDefined({ who: initiator, target, finishedAt }),
    ...(typeof targetName === 'string' && { targetName }),
    ...(typeof eventChainId === 'number' && { chain: String(eventChainId) }),
    state,
  };
}

function outcome(task: Text, name: Text | undefined): Text {
  return name === undefined ? task : say('doing.taskOf', { task, name });
}
