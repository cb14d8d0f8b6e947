import type { ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { StateSign, stateText, stateTone } from '../../ui/servers/server-state.tsx';

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
      {stateText(status, now)}
    </span>
  );
}
