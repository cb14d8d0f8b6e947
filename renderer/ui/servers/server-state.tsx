import { memo, type ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { formatDuration } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import './server-state.css';

export type StateTone = 'on' | 'busy' | 'warn' | 'error' | 'idle';

/** How a connection stands, as a colour. */
export function stateTone(status: ConnectionStatus): StateTone {
  switch (status.state) {
    case 'live':
      return 'on';
    case 'connecting':
    case 'syncing':
      return 'busy';
    case 'stale':
    case 'retrying':
      return 'warn';
    case 'offline':
      return status.error === undefined ? 'idle' : 'error';
  }
}

/** Whether {@link stateText} changes while nothing happens. */
export function countsSeconds(status: ConnectionStatus): boolean {
  return status.state === 'stale' || status.state === 'retrying' || isPolled(status);
}

/** What is shown is as old as the last reading: a protocol without updates is asked now and then. */
function isPolled({ state, profile, heardAt }: ConnectionStatus): boolean {
  return state === 'live' && profile.protocol === 'automation' && heardAt !== undefined;
}

/** How a connection stands, in words; for one that is polled, how old what it shows is. `now` in milliseconds since 1970. */
export function stateText(status: ConnectionStatus, now: number): string {
  if (isPolled(status)) {
    const age = formatDuration(Math.max(0, now - (status.heardAt ?? now)));
    return t('connection.polled', { age });
  }
  switch (status.state) {
    case 'live':
    case 'connecting':
    case 'syncing':
      return t(`connection.${status.state}`);
    case 'stale':
      return t('connection.stale', { age: formatDuration(now - (status.heardAt ?? status.since)) });
    case 'retrying':
      return t('connection.retrying', {
        seconds: Math.max(0, Math.ceil(((status.retryAt ?? now) - now) / 1000)),
      });
    case 'offline':
      return offlineText(status);
  }
}

function offlineText({ error }: ConnectionStatus): string {
  switch (error?.kind) {
    case undefined:
      return t('connection.offline');
    case 'certificate':
      return error.certificate?.reason === 'changed'
        ? t('connection.certificateChanged')
        : t('connection.needsTrust');
    case 'auth':
      return t('connection.needsPassword');
    default:
      return t('connection.failed');
  }
}

/** A sign for a connection's state that differs in shape, too: disc, ring, triangle, cross, empty ring. */
export const StateSign = memo(function StateSign({
  tone,
}: {
  readonly tone: StateTone;
}): ReactElement {
  return (
    <svg
      className={`sign sign-${tone}`}
      width="10"
      height="10"
      viewBox="0 0 10 10"
      aria-hidden="true"
    >
      <path d={signs[tone]} />
    </svg>
  );
});

const signs: Readonly<Record<StateTone, string>> = {
  on: 'M5 1a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  busy: 'M5 1.5A3.5 3.5 0 1 0 8.5 5',
  warn: 'M5 1 9.3 8.7H.7z',
  error: 'M1.5 1.5l7 7m0-7-7 7',
  idle: 'M5 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
};
