import IconButton from '@mui/material/IconButton';
import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { isFinished, type Task } from '#shared/model/task.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { useLink } from '../../bridge/link-context.ts';
import { formatDuration, formatRecent } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { showDialog } from '../../state/dialogs.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { outcomeOf } from '../../state/tasks/task-filter.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { cancelTask } from './line-actions.ts';

export function serverNamed(connection: ConnectionId): string {
  const status = useConnections.getState().byId.get(connection);
  return status === undefined ? connection : serverName(status);
}

/** How long ago something was. */
export function Recent({ at }: { readonly at: number | undefined }): ReactElement | string {
  const now = useNow();
  return at === undefined ? '' : formatRecent(at, now);
}

export function Target({ task }: { readonly task: Task }): ReactElement {
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

export function Duration({ task }: { readonly task: Task }): ReactElement | null {
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

export function Outcome({ task }: { readonly task: Task }): ReactElement | null {
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

export function CancelButton({ task }: { readonly task: Task }): ReactElement {
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
