import type { Text } from '#shared/i18n/text.ts';
import type { Ref } from '#shared/model/reference.ts';
import { isFinished, taskRef, type Task } from '#shared/model/task.ts';
import { formatDateTime, formatDuration, formatUtc } from '../../i18n/format.ts';
import { type MessageKey, t, wordsOf } from '../../i18n/translate.ts';
import { errorText } from '../../ui/dialogs/error-details.tsx';
import { stateText } from './task-state.tsx';

/** Something known of a task, with its name. */
export interface TaskFact {
  readonly label: string;
  readonly value: string;
  /** A name, or other words of the server's: of no language of Moref's. */
  readonly isOwn?: true;
  /** Written as the server's API does. */
  readonly native?: true;
  /** The object that it names. */
  readonly object?: Ref;
}

/** All that is known of a task but its error. `now` is for how long it has been running. */
export function taskFacts(task: Task, server: string, now: number): readonly TaskFact[] {
  const { name, targetName, target, initiator, queuedAt, startedAt, finishedAt, result, made } =
    task;
  const fact = (label: MessageKey & FactLabel, value: string | undefined): readonly TaskFact[] =>
    value === undefined || value === '' ? [] : [{ label: t(label), value }];
  const said = (label: MessageKey & FactLabel, value: Text | undefined): readonly TaskFact[] =>
    fact(label, wordsOf(value)).map((one) =>
      typeof value === 'string' ? { ...one, isOwn: true } : one,
    );
  const native = (label: MessageKey & FactLabel, value: string | undefined): readonly TaskFact[] =>
    said(label, value).map((one) => ({ ...one, native: true }));
  return [
    ...said('tasks.column.name', name),
    ...said('tasks.column.target', targetName),
    ...native('tasks.fact.targetRef', target),
    ...said('tasks.column.server', server),
    ...fact('tasks.column.state', withProgress(task)),
    ...said('tasks.fact.result', result).map((one) =>
      made === undefined ? one : { ...one, object: made },
    ),
    ...said('tasks.column.initiator', initiator),
    ...fact('tasks.fact.own', task.own ? t('tasks.fact.own.yes') : undefined),
    ...fact('tasks.column.queued', timeText(queuedAt)),
    ...fact('tasks.column.started', timeText(startedAt)),
    ...fact('tasks.fact.waited', waitedText(task)),
    ...fact('tasks.fact.finished', timeText(finishedAt)),
    ...fact('tasks.column.duration', durationText(task, now)),
    ...native('tasks.fact.ref', taskRef(task.key)),
  ];
}

type FactLabel = `tasks.column.${string}` | `tasks.fact.${string}`;

/** How long it took, or has been running; undefined where that is not known. */
export function durationText(task: Task, now: number): string | undefined {
  const { startedAt, finishedAt } = task;
  if (startedAt === undefined) return undefined;
  if (finishedAt !== undefined) return formatDuration(finishedAt - startedAt);
  // The server's clock may be ahead of ours: a duration is then shown as none, never as negative.
  return isFinished(task) ? undefined : formatDuration(now - startedAt);
}

/** A task with all that is known of it, for a report or a colleague. */
export function taskText(task: Task, server: string, now: number): string {
  const facts = taskFacts(task, server, now).map(({ label, value }) => `${label}: ${value}`);
  const error = task.error === undefined ? [] : ['', errorText(t('tasks.fact.error'), task.error)];
  return [...facts, ...error].join('\n');
}

/** How long it stood in the queue. */
function waitedText({ queuedAt, startedAt }: Task): string | undefined {
  return startedAt === undefined ? undefined : formatDuration(startedAt - queuedAt);
}

function withProgress(task: Task): string {
  const { progress } = task;
  return progress === undefined || isFinished(task)
    ? stateText(task)
    : `${stateText(task)}, ${t('tasks.progress', { percent: progress })}`;
}

function timeText(at: number | undefined): string | undefined {
  return at === undefined ? undefined : `${formatDateTime(at)} (${formatUtc(at)})`;
}
