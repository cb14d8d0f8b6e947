import type { ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { formatDuration } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { StateSign, stateText, stateTone } from '../../ui/server-state.tsx';

/** Whether what is shown is what the server has now. */
export function Freshness({ status }: { readonly status: ConnectionStatus }): ReactElement {
  const now = useNow();
  const tone = stateTone(status);
  return (
    <span
      className={`freshness tone-${tone}`}
      role="status"
      title={tone === 'on' ? '' : t('connection.lastKnown')}
    >
      <StateSign tone={tone} />
      {freshnessText(status, now)}
    </span>
  );
}

/** How a connection stands; for one that is polled, how old what it shows is. */
export function freshnessText(status: ConnectionStatus, now: number): string {
  const { state, profile, heardAt } = status;
  if (profile.protocol !== 'automation' || state !== 'live' || heardAt === undefined)
    return stateText(status, now);
  return t('connection.polled', { age: formatDuration(Math.max(0, now - heardAt)) });
}
