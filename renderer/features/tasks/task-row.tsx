import IconButton from '@mui/material/IconButton';
import { memo, type ReactElement } from 'react';
import { isFinished, type Task, type TaskKey } from '#shared/model/task.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { formatDateTime, formatDuration, formatRecent, formatUtc } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { serverName, useConnection } from '../../state/connections.ts';
import { showDialog } from '../../state/dialogs.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/navigation.ts';
import { tellError } from '../../state/notices.ts';
import { useTask } from '../../state/tasks.ts';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { TaskState } from './task-state.tsx';

/** One task. Only its own row is drawn anew when it changes. */
export const TaskRow = memo(function TaskRow(props: {
  readonly taskKey: TaskKey;
  readonly top: number;
  readonly index: number;
}): ReactElement | null {
  const task = useTask(props.taskKey);
  const status = useConnection(task?.connection);
  if (task === undefined) return null;
  const server = status === undefined ? task.connection : serverName(status);
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      className={`task-row task-line task-${task.state}`}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <Cell title={task.name}>{task.name}</Cell>
      <div role="cell" className="task-cell">
        <Target task={task} />
      </div>
      <div role="cell" className="task-cell">
        <TaskState task={task} />
      </div>
      <Cell title={server}>{server}</Cell>
      <Cell title={task.initiator ?? ''}>{task.initiator ?? ''}</Cell>
      <Time at={task.queuedAt} />
      <Time at={task.startedAt} />
      <div role="cell" className="task-cell">
        <Duration task={task} />
      </div>
      <div role="cell" className="task-cell">
        <TaskError task={task} />
      </div>
      <div role="cell" className="task-cell">
        {task.cancelable && !isFinished(task) && <CancelButton task={task} />}
      </div>
    </div>
  );
});

function Cell(props: { readonly title: string; readonly children: string }): ReactElement {
  return (
    <div role="cell" className="task-cell" title={props.title}>
      <span className="ellipsis selectable">{props.children}</span>
    </div>
  );
}

function Target({ task }: { readonly task: Task }): ReactElement {
  const { connection, target } = task;
  const row = useRow(connection, target ?? null);
  const name = row?.name ?? task.targetName ?? '';
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

function Time({ at }: { readonly at: number | undefined }): ReactElement {
  const now = useNow();
  return (
    <div
      role="cell"
      className="task-cell"
      title={at === undefined ? '' : `${formatDateTime(at)}\n${formatUtc(at)}`}
    >
      <span className="ellipsis">{at === undefined ? '' : formatRecent(at, now)}</span>
    </div>
  );
}

function Duration({ task }: { readonly task: Task }): ReactElement | null {
  const { startedAt, finishedAt } = task;
  if (startedAt === undefined) return null;
  if (finishedAt === undefined) return <Ticking since={startedAt} />;
  return <span className="ellipsis">{formatDuration(finishedAt - startedAt)}</span>;
}

function Ticking({ since }: { readonly since: number }): ReactElement {
  // The server's clock may be ahead of ours: a duration is then shown as none, never as negative.
  return <span className="ellipsis">{formatDuration(useNow() - since)}</span>;
}

function TaskError({ task }: { readonly task: Task }): ReactElement | null {
  const { error } = task;
  if (error === undefined || task.state !== 'error') return null;
  const title = t('tasks.failedNotice', { task: task.name, object: task.targetName ?? '' });
  return (
    <button
      type="button"
      className="task-error ellipsis"
      title={error.message}
      aria-label={`${t('tasks.error.show')}: ${error.message}`}
      onClick={() => showDialog({ kind: 'error', title, error })}
    >
      {error.message}
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
      onClick={() => {
        link
          .call('tasks.cancel', { key: task.key })
          .catch((thrown: unknown) => tellError(t('tasks.cancel.failed'), errorOf(thrown)));
      }}
    >
      <Icon name="close" size={14} />
    </IconButton>
  );
}
