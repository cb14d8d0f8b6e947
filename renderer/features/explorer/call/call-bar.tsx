import { shownKeys } from '../../../format/keys.ts';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';
import { formatDuration } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useNow } from '../../../state/clock.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { CallState } from './calls.ts';

export interface CallBarProps {
  readonly call: CallState | undefined;
  readonly refused: string | undefined;
  /** Fields that are known to be wrong. */
  readonly problems: number;
  readonly danger: boolean;
  readonly onCall: () => void;
}

/** The button that calls, or how long the call has been under way and the button that cancels it. */
export function CallBar({ call, refused, problems, danger, onCall }: CallBarProps): ReactElement {
  if (call?.state === 'running')
    return (
      <div className="explorer-call">
        <Elapsed since={call.startedAt} />
        <Button variant="outlined" color="inherit" onClick={call.cancel}>
          {t('common.cancel')}
        </Button>
      </div>
    );
  return (
    <div className="explorer-call">
      {problems > 0 && (
        <span className="tone-error" role="alert">
          {t('explorer.problems', { count: problems })}
        </span>
      )}
      <Tooltip describeChild title={refused ?? shownKeys('Ctrl+Enter')}>
        <Button
          variant="contained"
          color={danger ? 'warning' : 'primary'}
          aria-disabled={refused !== undefined}
          className={refused === undefined ? '' : 'action-refused'}
          startIcon={<Icon name="play" size={13} />}
          onClick={() => {
            if (refused === undefined) onCall();
          }}
        >
          {t('explorer.call')}
        </Button>
      </Tooltip>
    </div>
  );
}

function Elapsed({ since }: { readonly since: number }): ReactElement {
  const now = useNow();
  return (
    <span className="weak" role="status">
      {t('explorer.calling', { elapsed: formatDuration(Math.max(0, now - since)) })}
    </span>
  );
}
