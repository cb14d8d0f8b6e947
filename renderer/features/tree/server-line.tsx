import type { ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useHour, useNow } from '../../state/clock.ts';
import { serverName, useConnection } from '../../state/servers/connections.ts';
import { isIncomplete } from '../../state/servers/session-parts.ts';
import { EnvironmentMark } from '../../ui/servers/environment.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { partName, partReason } from '../../ui/servers/part-text.ts';
import { certificateAge } from '../../ui/servers/certificate-age.ts';
import { countsSeconds, StateSign, stateText, stateTone } from '../../ui/servers/server-state.tsx';

/** A server's line: its name, how its connection stands, and how fresh what is below it is. */
export function ServerLine({
  connection,
}: {
  readonly connection: ConnectionId;
}): ReactElement | null {
  const status = useConnection(connection);
  if (status === undefined) return null;
  return (
    <>
      <Icon name="server" size={18} className={status.state === 'offline' ? 'weak' : ''} />
      <span translate="no" className="tree-name tree-server">
        {serverName(status)}
      </span>
      <EnvironmentMark profile={status.profile} />
      <MissingSign status={status} />
      {countsSeconds(status) ? <TickingState status={status} /> : <State status={status} now={0} />}
    </>
  );
}

/** Below this server not all is shown, or soon nothing will be. */
function MissingSign({ status }: { readonly status: ConnectionStatus }): ReactElement | null {
  const { state, parts = [] } = status;
  const missing = state === 'offline' ? [] : parts.filter(isIncomplete);
  const ends = certificateAge(status, useHour());
  if (missing.length === 0 && ends === undefined) return null;
  const parted = missing.map((part) => `${partName(part)}: ${partReason(part) ?? ''}`);
  const count = missing.length === 0 ? '' : t('parts.missing', { count: missing.length });
  const lines = [
    ...(count === '' ? [] : [count, ...parted]),
    ...(ends === undefined ? [] : [ends]),
  ];
  return (
    <span
      className="tree-missing tone-warn"
      title={lines.join('\n')}
      role="img"
      aria-label={count === '' ? ends : count}
    >
      <Icon name="alert" size={14} />
    </span>
  );
}

/** Only a state that counts seconds costs a rendering every second. */
function TickingState({ status }: { readonly status: ConnectionStatus }): ReactElement {
  return <State status={status} now={useNow()} />;
}

function State(props: { readonly status: ConnectionStatus; readonly now: number }): ReactElement {
  const { status, now } = props;
  const tone = stateTone(status);
  return (
    <span className={`tree-state tone-${tone}`} title={stateTitle(status)}>
      <StateSign tone={tone} />
      {stateText(status, now)}
    </span>
  );
}

function stateTitle(status: ConnectionStatus): string {
  const heard =
    status.heardAt === undefined
      ? []
      : [t('connection.heard', { time: formatDateTime(status.heardAt) })];
  return [...(status.error === undefined ? [] : [inWords(status.error.message)]), ...heard].join(
    '\n',
  );
}
