import type { ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { t } from '../../../i18n/translate.ts';
import { useAlerts } from '../../../state/alerts/alerts.ts';
import { useNow } from '../../../state/clock.ts';
import { serverName } from '../../../state/servers/connections.ts';
import type { Amount, Estate } from '../../../state/servers/estate.ts';
import { visit } from '../../../state/workspace/navigation.ts';
import { LinkButton } from '../../../ui/link-button.tsx';
import { StateSign, stateText, stateTone } from '../../../ui/servers/server-state.tsx';
import { UsageBar } from '../../../ui/usage-bar.tsx';
import { partWords } from '../../../ui/sheet-words.ts';

/** Each server: how it stands, what it has, and how much asks for somebody. */
export function OverviewServers(props: {
  readonly servers: readonly ConnectionStatus[];
  readonly estates: ReadonlyMap<ConnectionId, Estate>;
}): ReactElement {
  const { servers, estates } = props;
  const alerts = useOpenAlerts();
  const now = useNow();
  return (
    <section className="fact-card sheet-section" aria-label={t('overview.serverList')}>
      <h3 className="fact-title">{t('overview.serverList')}</h3>
      <div className="sheet-table-frame">
        <table className="sheet-table" aria-label={t('overview.serverList')}>
          <thead>
            <tr>
              <th scope="col">{t('summary.server')}</th>
              <th scope="col">{t('summary.state')}</th>
              <th scope="col">{t('summary.product')}</th>
              <th scope="col" className="sheet-amount-cell">
                {t('kinds.host')}
              </th>
              <th scope="col" className="sheet-amount-cell">
                {t('overview.runningVms')}
              </th>
              <th scope="col">{t('summary.memory')}</th>
              <th scope="col">{t('summary.storage')}</th>
              <th scope="col" className="sheet-amount-cell">
                {t('tab.alerts')}
              </th>
            </tr>
          </thead>
          <tbody>
            {servers.map((status) => (
              <Server
                key={status.id}
                status={status}
                estate={estates.get(status.id)}
                alerts={alerts.get(status.id) ?? 0}
                now={now}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Server(props: {
  readonly status: ConnectionStatus;
  readonly estate: Estate | undefined;
  readonly alerts: number;
  readonly now: number;
}): ReactElement {
  const { status, estate, alerts, now } = props;
  const tone = stateTone(status);
  const machines = estate?.counts.get('vm');
  const { server } = status;
  return (
    <tr className={tone === 'on' || tone === 'busy' ? undefined : 'sheet-old'}>
      <td>
        <LinkButton isName onClick={() => visit(status.id)}>
          {serverName(status)}
        </LinkButton>
      </td>
      <td>
        <span className={`freshness tone-${tone}`}>
          <StateSign tone={tone} />
          {stateText(status, now)}
        </span>
      </td>
      <td translate="no" className="selectable">
        {server === undefined ? '' : `${server.product} ${server.version}`}
      </td>
      <td className="sheet-amount-cell">{estate?.counts.get('host')?.total ?? 0}</td>
      <td className="sheet-amount-cell">
        {machines === undefined
          ? 0
          : t('sheet.pathsUp', { up: machines.byState.get('on') ?? 0, paths: machines.total })}
      </td>
      <td>
        <Share label={t('summary.memory')} amount={estate?.memory} />
      </td>
      <td>
        <Share label={t('summary.storage')} amount={estate?.storage} />
      </td>
      <td className="sheet-amount-cell">{alerts}</td>
    </tr>
  );
}

function Share(props: {
  readonly label: string;
  readonly amount: Amount | undefined;
}): ReactElement | null {
  const { label, amount } = props;
  if (amount === undefined || amount.of <= 0) return null;
  const text = partWords({ ...amount, unit: 'bytes' });
  return <UsageBar label={label} fraction={amount.used / amount.of} text={text} warnAbove={0.85} />;
}

/** Alerts of which nobody has taken notice, by server. */
function useOpenAlerts(): ReadonlyMap<ConnectionId, number> {
  const { byKey } = useAlerts();
  const counts = new Map<ConnectionId, number>();
  for (const { connection, severity, acknowledged } of byKey.values())
    if (severity !== 'info' && acknowledged === undefined)
      counts.set(connection, (counts.get(connection) ?? 0) + 1);
  return counts;
}
