import IconButton from '@mui/material/IconButton';
import type { ReactElement } from 'react';
import type { Run } from '#shared/model/run.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { formatDuration } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { notifyError } from '../../state/notices.ts';
import { runTotal } from '../../state/tasks/runs.ts';
import type { TaskOutcome } from '../../state/tasks/task-filter.ts';
import type { RunFacts } from '../../state/tasks/task-lines.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { serverNamed, Ticking } from './task-cells.tsx';

export interface RunProgressFacts {
  readonly counts: Readonly<Record<TaskOutcome, number>>;
  readonly total: number;
}

/** The run itself knows also of objects that never got a task; without it, its tasks tell. */
export function progressOf(run: Run | undefined, facts: RunFacts): RunProgressFacts {
  if (run === undefined) return facts;
  const { waiting, running, done, failed, cancelled, unknown } = run.counts;
  return {
    counts: { open: waiting + running, done, failed, cancelled, unknown },
    total: runTotal(run),
  };
}

export function RunProgress(props: {
  readonly name: string;
  readonly progress: RunProgressFacts;
}): ReactElement {
  const { counts, total } = props.progress;
  const ended = total - counts.open;
  const skipped = ended - counts.done - counts.cancelled - counts.unknown - counts.failed;
  const parts = { ...counts, skipped };
  return (
    <span className="task-progress">
      <span
        role="progressbar"
        aria-label={props.name}
        aria-valuenow={ended}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, total)}
        className="task-track task-track-parts"
      >
        {(['done', 'skipped', 'cancelled', 'unknown', 'failed'] as const).map((part) => (
          <span
            key={part}
            className={`task-part-${part}`}
            style={{ width: `${(parts[part] / Math.max(1, total)) * 100}%` }}
          />
        ))}
      </span>
      {t('tasks.run.ended', { ended, total })}
    </span>
  );
}

/** What did not go well, in figures. */
export function Counts(props: { readonly counts: RunProgressFacts['counts'] }): ReactElement {
  const reported = (['failed', 'unknown', 'cancelled'] as const).filter(
    (outcome) => props.counts[outcome] > 0,
  );
  return (
    <span className="ellipsis task-counts">
      {reported.map((outcome) => (
        <span key={outcome} className={`outcome-${outcome}`}>
          {t(`tasks.run.${outcome}`, { count: props.counts[outcome] })}
        </span>
      ))}
    </span>
  );
}

export function RunDuration(props: {
  readonly run: Run | undefined;
  readonly facts: RunFacts;
}): ReactElement | null {
  const { run, facts } = props;
  const since = run?.startedAt ?? facts.startedAt;
  const end = run === undefined ? facts.finishedAt : run.finishedAt;
  if (end !== undefined) return <span className="ellipsis">{formatDuration(end - since)}</span>;
  return run === undefined && facts.counts.open === 0 ? null : <Ticking since={since} />;
}

/** The server that it ran on, or how many. */
export function serversOf({ servers }: RunFacts): string {
  const [only] = servers;
  return servers.length === 1 && only !== undefined
    ? serverNamed(only)
    : t('tasks.run.servers', { count: servers.length });
}

export function StopButton({ run }: { readonly run: Run }): ReactElement {
  const link = useLink();
  return (
    <IconButton
      className="task-cancel"
      aria-label={t('run.stopAll')}
      title={t('run.stopAll')}
      onClick={() => {
        link
          .call('runs.stop', { run: run.id, tasks: true })
          .catch((thrown: unknown) => notifyError(inWords(run.label), errorOf(thrown)));
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon name="close" size={14} />
    </IconButton>
  );
}
