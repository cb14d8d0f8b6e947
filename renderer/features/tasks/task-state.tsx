import type { ReactElement } from 'react';
import type { Task } from '#shared/model/task.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { outcomeOf, type TaskOutcome } from '../../state/tasks/task-filter.ts';
import type { IconName } from '../../ui/icons/icon-paths.ts';
import { Icon } from '../../ui/icons/icon.tsx';

/** Signs of how a task stands; the same as those of a run's objects. */
export const outcomeIcons: Readonly<Record<TaskOutcome, IconName>> = {
  open: 'refresh',
  done: 'check',
  failed: 'alert',
  cancelled: 'cancel',
  unknown: 'help',
};

/** State of a task in a word and a sign; while it runs, its progress. Cancelled is not failed, and not red; nor is unknown. */
export function TaskState({ task }: { readonly task: Task }): ReactElement {
  const { state, progress } = task;
  if (state === 'running' && progress !== undefined)
    return (
      <span className="task-progress">
        <span
          role="progressbar"
          aria-label={inWords(task.name)}
          aria-valuenow={progress}
          aria-valuemin={0}
          aria-valuemax={100}
          className="task-track"
        >
          <span className="task-fill" style={{ width: `${progress}%` }} />
        </span>
        {t('tasks.progress', { percent: progress })}
      </span>
    );
  const outcome = outcomeOf(task);
  return (
    <span className={`task-state outcome-${state === 'queued' ? 'queued' : outcome}`}>
      <Icon name={state === 'queued' ? 'clock' : outcomeIcons[outcome]} size={14} />
      {stateText(task)}
    </span>
  );
}

/** State of a task in a word. */
export function stateText({ state, lost }: Task): string {
  return lost === true ? t('tasks.outcome.unknown') : t(`tasks.state.${state}`);
}
