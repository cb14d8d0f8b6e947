import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useMemo, type ReactElement } from 'react';
import { isOpenAlert } from '#shared/model/alert.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { MissingParts } from '../../actions/missing-parts.tsx';
import { t } from '../../i18n/translate.ts';
import { alertsOf, useAlerts } from '../../state/alerts/alerts.ts';
import type { PartsWanted } from '../../state/servers/session-parts.ts';
import {
  isListTab,
  objectTabs,
  useWorkspace,
  type ListCounts,
  type ObjectTab,
} from '../../state/workspace/workspace.ts';
import type { ObjectParts } from './object-parts.ts';
import { Summary } from './summary.tsx';
import { tabsClass } from './tabs-class.ts';

/** Parts of an object's page. Which one is shown is kept from object to object. */
export function ObjectTabs(props: {
  readonly status: ConnectionStatus;
  readonly row: Row;
  readonly parts: ObjectParts;
  readonly counts: ListCounts;
}): ReactElement {
  const { status, row, parts, counts } = props;
  const address = { connection: status.id, ref: row.ref };
  const wanted = useWorkspace((state) => state.objectTab);
  const alerts = useAlertCount(address);
  const hasConsole = useHasConsole(status, row, wanted === 'console');
  // Machines alone have snapshots, they and some hosts a console; few objects have alerts; lists are there for what they hold.
  const tabs = objectTabs.filter(
    (one) =>
      (one !== 'console' || hasConsole) &&
      (one !== 'snapshots' || row.kind === 'vm') &&
      (one !== 'alerts' || alerts.all > 0) &&
      (!isListTab(one) || (counts[one] ?? 0) > 0),
  );
  const tab = tabs.includes(wanted) ? wanted : 'summary';
  return (
    <>
      <Tabs
        value={tab}
        onChange={(_event, next: ObjectTab) => useWorkspace.getState().set({ objectTab: next })}
        aria-label={t('tab.label')}
        className={tabsClass(counts)}
      >
        {tabs.map((one) => (
          <Tab
            key={one}
            value={one}
            label={tabLabel(one, alerts, counts)}
            id={`tab-${one}`}
            aria-controls="object-part"
          />
        ))}
      </Tabs>
      <div
        id="object-part"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        className="object-part"
        // Scrollable by keyboard where it holds nothing that takes the focus.
        tabIndex={tab === 'summary' ? 0 : -1}
      >
        <MissingParts connection={status.id} {...missingOf(tab, row)} />
        {tab === 'summary' && <Summary status={status} row={row} />}
        {isListTab(tab) && parts.list(tab, { of: [address] })}
        {tab === 'console' && parts.console(address)}
        {tab === 'snapshots' && parts.snapshots(address)}
        {tab === 'relations' && parts.relations(address)}
        {tab === 'properties' && parts.properties(address)}
        {tab === 'tasks' && parts.tasks(address)}
        {tab === 'alerts' && parts.alerts(address)}
        {tab === 'history' && parts.history(address)}
      </div>
    </>
  );
}

function tabLabel(tab: ObjectTab, alerts: AlertTally, counts: ListCounts): string {
  if (tab === 'alerts')
    return alerts.open === 0 ? t('tab.alerts') : t('alerts.titleCount', { count: alerts.open });
  if (!isListTab(tab)) return t(`tab.${tab}`);
  return t('list.tab', { title: t(`list.title.${tab}`), count: counts[tab] ?? 0 });
}

/** Which parts of the session a tab shows something of. */
function missingOf(tab: ObjectTab, { kind }: Row): Pick<PartsWanted, 'areas' | 'kind'> {
  if (tab === 'tasks' || tab === 'alerts') return { areas: [tab] };
  // Lists and relations are of objects of other kinds.
  if (tab !== 'summary' && tab !== 'properties') return { areas: ['inventory'] };
  const ofLibrary = kind === 'library' || kind === 'library-item';
  return ofLibrary ? { areas: ['libraries'] } : { areas: ['inventory', 'tags'], kind };
}

/**
 * Machines and hosts have a console where their server tells of one, even while it shows nothing.
 * @param isWanted while it is not known yet, the tab stands where it stood for the object before
 */
function useHasConsole(
  { id, state }: ConnectionStatus,
  { kind, ref }: Row,
  isWanted: boolean,
): boolean {
  const mayHave = kind === 'vm' || kind === 'host';
  const { data } = useDerived('console', mayHave ? { connection: id, ref } : null, state);
  return data === undefined ? isWanted && kind === 'vm' : data !== null;
}

/** Alerts of an object: all, and those that ask for somebody. */
interface AlertTally {
  readonly all: number;
  readonly open: number;
}

function useAlertCount({ connection, ref }: ObjectAddress): AlertTally {
  const state = useAlerts();
  return useMemo(() => {
    const keys = alertsOf(state, { connection, ref });
    const open = keys.filter((key) => {
      const alert = state.byKey.get(key);
      return alert !== undefined && isOpenAlert(alert);
    });
    return { all: keys.length, open: open.length };
  }, [state, connection, ref]);
}
