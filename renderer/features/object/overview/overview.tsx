import { useMemo, type ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { useNow } from '../../../state/clock.ts';
import { useConnections } from '../../../state/servers/connections.ts';
import { addEstates, estateOf } from '../../../state/servers/estate.ts';
import { useInventory } from '../../../state/inventory/inventory-store.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import {
  FailedTasks,
  OpenAlerts,
  RedObjects,
  RunningTasks,
  WaitingServers,
} from './overview-lists.tsx';
import { Capacity, States } from './estate-cards.tsx';
import { OverviewServers } from './overview-servers.tsx';
import '../sheet/sheet.css';

/** All that is summed up is summed up this often, milliseconds. */
const everyMs = 3000;

/** All servers at a glance: what there is, how it stands, and what asks for somebody. */
export function Overview(): ReactElement {
  const { byId, order } = useConnections();
  const tick = Math.floor(useNow() / everyMs);
  const size = useInventory(({ branches }) =>
    [...branches.values()].reduce((all, branch) => all + branch.size, 0),
  );
  const estates = useMemo(() => {
    void tick;
    void size;
    return new Map(order.map((id) => [id, estateOf(id)] as const));
  }, [order, tick, size]);
  const all = useMemo(() => addEstates([...estates.values()]), [estates]);
  const servers = order.flatMap((id) => byId.get(id) ?? []);
  return (
    <article className="object" aria-label={t('overview.title')}>
      <header className="object-head">
        <div className="object-title">
          <Icon name="server" size={26} />
          <h2 className="object-name">{t('overview.title')}</h2>
          <span className="object-kind">{t('overview.servers', { count: servers.length })}</span>
        </div>
      </header>
      {/* Scrollable by keyboard though it may hold nothing that takes the focus. */}
      <div className="object-part" tabIndex={0} role="group" aria-label={t('overview.title')}>
        <div className="sheet">
          <div className="sheet-tables sheet-wide">
            <OverviewServers servers={servers} estates={estates} />
          </div>
          <div className="sheet-narrow">
            <WaitingServers servers={servers} />
            <Capacity estate={all} />
            <States estate={all} />
            <RedObjects bad={all.bad} />
            <OpenAlerts />
            <RunningTasks />
            <FailedTasks />
          </div>
        </div>
      </div>
    </article>
  );
}
