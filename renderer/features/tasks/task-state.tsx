import type { ReactElement } from 'react';
import type { Task } from '#shared/model/task.ts';
import { t } from '../../i18n/translate.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { Icon } from '../../ui/icon.tsx';

const icons: Readonly<Record<Task['state'], IconName>> = {
  queued: 'clock',
  running: 'refresh',
  success: 'check',
  error: 'alert',
  cancelled: 'cancel',
};

/** State of a task in a word and a sign; while it runs, its progress. Cancelled is not failed, and not red. */
export function TaskState({ task }: { readonly task: Task }): ReactElement {
  const { state, progress } = task;
  if (state === 'running' && progress !== undefined)
    return (
      <span className="task-progress">
        <span
          role="progressbar"
          aria-label={task.name}
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
  return (
    <span className={`task-state task-state-${state}`}>
      <Icon name={icons[state]} size={14} />
      {t(`tasks.state.${state}`)}
    </span>
  );
}
