import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Run, RunItem, RunItemState } from '#shared/model/run.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { copyText } from '../../actions/copy.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { notifyError } from '../../state/notices.ts';
import {
  applyRunItems,
  createRunItems,
  listItems,
  type RunItems,
} from '../../state/tasks/run-items.ts';
import { isUnderWay, runRetryable, runTotal, useRuns } from '../../state/tasks/runs.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import { RunError } from './run-error.tsx';
import { exportResult, resultText } from './run-export.ts';
import { RunProgress } from './run-progress.tsx';
import { RunTable } from './run-table.tsx';
import './runs.css';

/** A run as it goes, and what became of each object. Closing it leaves the run going. */
export function RunDialog({ run: id }: { readonly run: RunId }): ReactElement {
  const run = useRuns((state) => state.byId.get(id));
  const [items] = useState(createRunItems);
  const [shown, setShown] = useState<RunItemState | 'all'>('all');
  const [asked, setAsked] = useState<string | null>(null);
  const { version, byKey, error } = useStore(items);
  useFeed(
    'runItems',
    { run: id },
    (frame) => applyRunItems(items, frame),
    (failed) => items.setState({ error: failed }),
  );
  const over = run !== undefined && !isUnderWay(run);
  const ask = useCallback(({ key }: RunItem): void => setAsked(key), []);
  const lines = useMemo(() => {
    void version;
    return listItems(byKey, shown, over);
  }, [byKey, version, shown, over]);
  return (
    <Dialog
      open
      onClose={closeDialog}
      fullWidth
      maxWidth="lg"
      aria-labelledby="run-title"
      transitionDuration={0}
    >
      <DialogTitle id="run-title">
        {run === undefined
          ? t('run.gone')
          : t('bulk.title', { operation: run.label, count: runTotal(run) })}
      </DialogTitle>
      <DialogContent className="run" sx={{ pt: 0 }}>
        {run !== undefined && <RunProgress run={run} shown={shown} onShow={setShown} />}
        {error !== null && <InlineError title={t('run.title')} error={error} />}
        <RunTable items={lines} onError={ask} />
        <RunError
          item={asked === null ? undefined : byKey.get(asked)}
          onClose={() => setAsked(null)}
        />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        {run !== undefined && <Buttons run={run} items={items} lines={lines} />}
      </DialogActions>
    </Dialog>
  );
}

function Buttons(props: {
  readonly run: Run;
  readonly items: RunItems;
  readonly lines: readonly RunItem[];
}): ReactElement {
  const { run, items, lines } = props;
  const underWay = isUnderWay(run);
  return (
    <>
      <Button
        color="inherit"
        startIcon={<Icon name="copy" size={14} />}
        onClick={() => void copyText(resultText(lines))}
      >
        {t('run.copy')}
      </Button>
      <Button
        color="inherit"
        startIcon={<Icon name="download" size={14} />}
        onClick={() => exportResult(run, [...items.getState().byKey.values()])}
      >
        {t('run.export')}
      </Button>
      <span className="run-space" />
      {underWay ? <StopButtons run={run} /> : <RetryButton run={run} />}
      <Button variant="contained" autoFocus onClick={closeDialog}>
        {underWay ? t('run.background') : t('common.close')}
      </Button>
    </>
  );
}

/** Starts no more objects, or ends also what was started. */
function StopButtons({ run }: { readonly run: Run }): ReactElement {
  const link = useLink();
  const stop = (tasks: boolean): void =>
    void link.call('runs.stop', { run: run.id, tasks }).catch(notifyFailed(run));
  const stopping = run.state === 'stopping';
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        disabled={stopping}
        title={t('run.stop.help')}
        startIcon={<Icon name="stop" size={14} />}
        onClick={() => stop(false)}
      >
        {stopping ? t('run.stopping') : t('run.stop')}
      </Button>
      <Button
        variant="outlined"
        color="error"
        startIcon={<Icon name="cancel" size={14} />}
        onClick={() => stop(true)}
      >
        {t('run.stopAll')}
      </Button>
    </>
  );
}

/** Tries those again that failed. Nothing where none did. */
function RetryButton({ run }: { readonly run: Run }): ReactElement | null {
  const link = useLink();
  const retryable = runRetryable(run);
  if (retryable === 0) return null;
  return (
    <Button
      variant="outlined"
      startIcon={<Icon name="refresh" size={14} />}
      onClick={() => void link.call('runs.retry', { run: run.id }).catch(notifyFailed(run))}
    >
      {t('run.retry', { count: retryable })}
    </Button>
  );
}

function notifyFailed({ label }: Run): (thrown: unknown) => void {
  return (thrown) => notifyError(inWords(label), errorOf(thrown));
}
