import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import type { ConsoleView } from '#shared/model/console.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { LineState } from './console-line.ts';
import { StillConsole } from './still-console.tsx';

/** What stands in place of the picture while there is none: why, and what helps. */
export function ConsoleOverlay(props: {
  readonly address: ObjectAddress;
  readonly view: ConsoleView;
  readonly state: LineState;
  readonly onRetry: () => void;
}): ReactElement | null {
  const { address, view, state, onRetry } = props;
  if (state.kind === 'live') return null;
  return (
    <div className="console-overlay" role="status">
      {state.kind === 'still' && <StillConsole address={address} view={view} />}
      {state.kind === 'connecting' && (
        <EmptyState
          icon="clock"
          title={t('console.page.connecting')}
          {...(view.host !== undefined && { text: view.host })}
        />
      )}
      {isLost(state) && <Lost state={state} onRetry={onRetry} />}
    </div>
  );
}

type LostState = Exclude<
  LineState,
  { readonly kind: 'still' | 'connecting' } | { readonly kind: 'live' }
>;

function isLost(state: LineState): state is LostState {
  return state.kind === 'waiting' || state.kind === 'ended' || state.kind === 'idle';
}

function Lost(props: { readonly state: LostState; readonly onRetry: () => void }): ReactElement {
  const { state, onRetry } = props;
  const waits = state.kind === 'waiting';
  const title = waits ? t('console.page.waiting') : t('console.page.ended');
  const text =
    state.kind === 'idle'
      ? t('console.page.idle', { minutes: state.minutes })
      : state.error === undefined
        ? t('console.page.hungUp')
        : inWords(state.error.message);
  return (
    <EmptyState icon={waits ? 'refresh' : 'unplug'} title={title} text={text}>
      <Button variant={waits ? 'text' : 'contained'} onClick={onRetry}>
        {waits ? t('console.page.tryNow') : t('console.page.openAgain')}
      </Button>
    </EmptyState>
  );
}
