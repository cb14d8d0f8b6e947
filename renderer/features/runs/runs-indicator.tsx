import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import { useState, type ReactElement } from 'react';
import type { Run } from '#shared/model/run.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { formatRecent } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { showDialog } from '../../state/dialogs.ts';
import { notifyError } from '../../state/notices.ts';
import { isUnderWay, runEnded, runTotal, useRuns } from '../../state/tasks/runs.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { RunBar } from './run-progress.tsx';
import './runs.css';

/** How many runs are under way, and the list of all since Moref was started. Nothing where there was none. */
export function RunsIndicator(): ReactElement | null {
  const { byId, order } = useRuns();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const runs = order.flatMap((id) => byId.get(id) ?? []);
  if (runs.length === 0) return null;
  const open = runs.filter(isUnderWay);
  const ended = open.reduce((sum, run) => sum + runEnded(run), 0);
  const total = open.reduce((sum, run) => sum + runTotal(run), 0);
  const failed = runs.some(({ counts }) => counts.failed + counts.unknown > 0);
  const text =
    open.length > 0
      ? t('runs.open', { count: open.length, ended, total })
      : t('runs.over', { count: runs.length });
  return (
    <>
      <button
        type="button"
        className={`status-item status-button${failed && open.length === 0 ? ' tone-error' : ''}`}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="layers" size={13} />
        {text}
      </button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        transitionDuration={0}
        anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': t('runs.title'), className: 'runs-list' },
        }}
      >
        <ul>
          {runs.map((run) => (
            <li key={run.id}>
              <RunLine run={run} onOpen={() => setAnchor(null)} />
            </li>
          ))}
        </ul>
      </Popover>
    </>
  );
}

function RunLine(props: { readonly run: Run; readonly onOpen: () => void }): ReactElement {
  const { run, onOpen } = props;
  const link = useLink();
  const now = useNow();
  const bad = run.counts.failed + run.counts.unknown;
  return (
    <div className="runs-line">
      <button
        type="button"
        className="runs-open"
        onClick={() => {
          onOpen();
          showDialog({ kind: 'run', run: run.id });
        }}
      >
        <span className="runs-label">
          <span className="ellipsis">{inWords(run.label)}</span>
          <span className="weak">{formatRecent(run.startedAt, now)}</span>
        </span>
        <RunBar run={run} />
        <span className="runs-label weak">
          <span>{t('run.ended', { ended: runEnded(run), total: runTotal(run) })}</span>
          {bad > 0 && <span className="tone-error">{t('runs.failed', { count: bad })}</span>}
        </span>
      </button>
      {!isUnderWay(run) && (
        <IconButton
          aria-label={t('runs.dismiss', { name: run.label })}
          title={t('runs.dismiss', { name: run.label })}
          onClick={() => {
            link
              .call('runs.dismiss', { run: run.id })
              .catch((thrown: unknown) => notifyError(inWords(run.label), errorOf(thrown)));
          }}
        >
          <Icon name="close" size={14} />
        </IconButton>
      )}
    </div>
  );
}
