import IconButton from '@mui/material/IconButton';
import { memo, type ReactElement } from 'react';
import { isFinished, type Task, type TaskKey } from '#shared/model/task.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { useLink } from '../../bridge/link-context.ts';
import { formatDuration } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { serverName, useConnection } from '../../state/servers/connections.ts';
import { showDialog } from '../../state/dialogs.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { outcomeOf } from '../../state/tasks/task-filter.ts';
import { useTask } from '../../state/tasks/task-store.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { cancelTask } from './line-actions.ts';
import { Line, TextCell, TimeCell, type LinePlace } from './line.tsx';
import { TaskState } from './task-state.tsx';

/** One task. Only its own row is drawn anew when it changes. */
export const TaskRow = memo(function TaskRow(
  props: LinePlace & { readonly taskKey: TaskKey; readonly nested: boolean },
): ReactElement | null {
  const { taskKey, nested, ...place } = props;
  const task = useTask(taskKey);
  const status = useConnection(task?.connection);
  if (task === undefined) return null;
  const server = status === undefined ? task.connection : serverName(status);
  return (
    <Line {...place} level={nested ? 2 : 1} className={`task-${outcomeOf(task)}`}>
      <TextCell text={inWords(task.name)} className={nested ? 'task-nested' : ''} />
      <div role="gridcell" className="task-cell">
        <Target task={task} />
      </div>
      <div role="gridcell" className="task-cell">
        <TaskState task={task} />
      </div>
      <TextCell text={server} />
      <TextCell text={inWords(task.initiator ?? '')} />
      <TimeCell at={task.queuedAt} />
      <TimeCell at={task.startedAt} />
      <div role="gridcell" className="task-cell">
        <Duration task={task} />
      </div>
      <div role="gridcell" className="task-cell">
        <Outcome task={task} />
      </div>
      <div role="gridcell" className="task-cell">
        {task.cancelable && !isFinished(task) && <CancelButton task={task} />}
      </div>
    </Line>
  );
});

function Target({ task }: { readonly task: Task }): ReactElement {
  const { connection, target } = task;
  const row = useRow(connection, target ?? null);
  const name = visibleName(row?.name ?? inWords(task.targetName ?? ''));
  if (row === undefined || target === undefined)
    return (
      <span className="ellipsis selectable" title={name}>
        {name}
      </span>
    );
  return (
    <LinkButton title={name} onClick={() => goTo({ connection, ref: target })}>
      {name}
    </LinkButton>
  );
}

function Duration({ task }: { readonly task: Task }): ReactElement | null {
  const { startedAt, finishedAt } = task;
  if (startedAt === undefined) return null;
  if (finishedAt !== undefined)
    return <span className="ellipsis">{formatDuration(finishedAt - startedAt)}</span>;
  // How long one took that ended unseen is not known.
  return isFinished(task) ? null : <Ticking since={startedAt} />;
}

/** Time since then, every second. */
export function Ticking({ since }: { readonly since: number }): ReactElement {
  // The server's clock may be ahead of ours: a duration is then shown as none, never as negative.
  return <span className="ellipsis">{formatDuration(useNow() - since)}</span>;
}

function Outcome({ task }: { readonly task: Task }): ReactElement | null {
  const { error, result, state } = task;
  if (error === undefined || state !== 'error')
    return result === undefined ? null : (
      <span className="ellipsis selectable" title={inWords(result)}>
        {inWords(result)}
      </span>
    );
  return (
    <button
      type="button"
      className={`task-error outcome-${outcomeOf(task)} ellipsis`}
      title={inWords(error.message)}
      aria-label={`${t('tasks.error.show')}: ${inWords(error.message)}`}
      onClick={() => showDialog({ kind: 'task', task: task.key })}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {inWords(error.message)}
    </button>
  );
}

function CancelButton({ task }: { readonly task: Task }): ReactElement {
  const link = useLink();
  return (
    <IconButton
      className="task-cancel"
      aria-label={t('tasks.cancel')}
      title={t('tasks.cancel')}
      onClick={() => cancelTask(link, task.key)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon name="close" size={14} />
    </IconButton>
  );
}
