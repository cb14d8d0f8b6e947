import { isFinished, type Task } from '#shared/model/task.ts';
import { inWords, t } from '../../i18n/translate.ts';

/** Whoever waits longer than this looks elsewhere, in milliseconds. */
const long = 10_000;

/** True for a task of ours, outside of a bulk run, that took so long that somebody may wait for it elsewhere. */
export function isLong(task: Task): boolean {
  const { own, run, queuedAt, startedAt = queuedAt, finishedAt } = task;
  if (!own || run !== undefined || !isFinished(task)) return false;
  // Nobody knows how long one took that ended unseen; it is worth reporting.
  return finishedAt === undefined || finishedAt - startedAt > long;
}

/** `Power on virtual machine: sql-01`. */
export function titleOf({ name, targetName }: Task): string {
  return targetName === undefined
    ? inWords(name)
    : t('operation.title', { operation: name, object: targetName });
}
