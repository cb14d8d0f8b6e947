import type { ReactElement } from 'react';
import { runItemStates, type Run, type RunItemState } from '#shared/model/run.ts';
import { formatDuration, formatRecent } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { runEnded, runTotal } from '../../state/tasks/runs.ts';
import { StateFilter } from '../../ui/state-filter.tsx';
import { runIcons } from './run-states.ts';

/** How far a run is, and how many objects stand how; a count shows its objects alone. */
export function RunProgress(props: {
  readonly run: Run;
  readonly shown: RunItemState | 'all';
  readonly onShow: (state: RunItemState | 'all') => void;
}): ReactElement {
  const { run, shown, onShow } = props;
  const total = runTotal(run);
  const ended = runEnded(run);
  return (
    <div className="run-progress">
      <RunBar run={run} />
      <div className="run-facts">
        <span role="status">{t('run.ended', { ended, total })}</span>
        <Times run={run} />
      </div>
      <StateFilter
        label={t('run.states')}
        total={total}
        states={runItemStates
          .filter((state) => run.counts[state] > 0 || state === shown)
          .map((state) => ({
            state,
            label: t(`run.state.${state}`),
            icon: runIcons[state],
            className: `run-sign-${state}`,
            count: run.counts[state],
          }))}
        shown={shown}
        onShow={onShow}
      />
    </div>
  );
}

/** Ended objects as parts of a bar: what went well, what did not, what was left alone. */
export function RunBar({ run }: { readonly run: Run }): ReactElement {
  const total = Math.max(1, runTotal(run));
  const ended = runEnded(run);
  return (
    <div
      className="run-bar"
      role="progressbar"
      aria-label={inWords(run.label)}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={ended}
      aria-valuetext={t('run.ended', { ended, total })}
    >
      {(['done', 'skipped', 'cancelled', 'unknown', 'failed'] as const).map((state) => (
        <span
          key={state}
          className={`run-part run-part-${state}`}
          style={{ width: `${(run.counts[state] / total) * 100}%` }}
        />
      ))}
    </div>
  );
}

function Times({ run }: { readonly run: Run }): ReactElement {
  const now = useNow();
  const { startedAt, finishedAt } = run;
  return (
    <span className="weak">
      {t('run.times', {
        start: formatRecent(startedAt, now),
        duration: formatDuration((finishedAt ?? now) - startedAt),
      })}
    </span>
  );
}
