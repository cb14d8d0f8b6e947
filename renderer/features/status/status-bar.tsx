import type { ReactElement, ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import { useAlerts } from '../../state/alerts/alerts.ts';
import { useAppInfo } from '../../state/app-info.ts';
import { useConnections } from '../../state/servers/connections.ts';
import { showDialog } from '../../state/dialogs.ts';
import { useInventory } from '../../state/inventory/inventory-store.ts';
import { togglePanel, usePanelOpen } from '../../state/workspace/lower-panel.ts';
import { useTasks } from '../../state/tasks/task-store.ts';
import { useWorkspace, type PanelName } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { StateSign, type StateTone } from '../../ui/servers/server-state.tsx';
import './status-bar.css';

/** How all is going, in one line. `runs` is a feature of its own. */
export function StatusBar({ runs }: { readonly runs: ReactNode }): ReactElement {
  return (
    <footer className="status-bar" aria-label={t('status.label')}>
      <Servers />
      <Objects />
      <RunningTasks />
      <Alerts />
      {runs}
      <span className="status-space" />
      <Secrets />
      <Version />
    </footer>
  );
}

function Servers(): ReactElement {
  const total = useConnections((state) => state.byId.size);
  const live = useConnections((state) => {
    let count = 0;
    for (const status of state.byId.values()) if (status.state === 'live') count += 1;
    return count;
  });
  const tone: StateTone = live === total ? 'on' : live === 0 ? 'idle' : 'warn';
  return (
    <span className="status-item">
      <StateSign tone={tone} />
      {t('status.servers', { live, total })}
    </span>
  );
}

function Objects(): ReactElement {
  const count = useInventory((state) => {
    let sum = 0;
    for (const branch of state.branches.values()) sum += branch.size;
    return sum;
  });
  return <span className="status-item">{t('status.objects', { count })}</span>;
}

function usePanelShows(panel: PanelName): boolean {
  const open = usePanelOpen();
  return useWorkspace((state) => state.panel === panel) && open;
}

function RunningTasks(): ReactElement {
  const open = usePanelShows('tasks');
  const count = useTasks(({ byKey }) => {
    let running = 0;
    for (const task of byKey.values())
      if (task.state === 'running' || task.state === 'queued') running += 1;
    return running;
  });
  return (
    <button
      type="button"
      className="status-item status-button"
      aria-pressed={open}
      title={open ? t('tasks.hide') : t('tasks.show')}
      onClick={() => togglePanel('tasks')}
    >
      <Icon name="panel" size={13} />
      {t('status.running', { count })}
    </button>
  );
}

/** Mentioned where there are any that are more than information. */
function Alerts(): ReactElement | null {
  const open = usePanelShows('alerts');
  const count = useAlerts((state) => state.attention);
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="status-item status-button"
      aria-pressed={open}
      title={open ? t('alerts.hide') : t('alerts.show')}
      onClick={() => togglePanel('alerts')}
    >
      <Icon name="alert" size={13} />
      {t('alerts.status', { count })}
    </button>
  );
}

/** Only what deserves attention is mentioned: a system that protects passwords is the rule. */
function Secrets(): ReactElement | null {
  const secrets = useAppInfo((state) => state.info?.secrets);
  if (secrets === undefined || secrets.protection === 'system') return null;
  const plain = secrets.protection === 'plain' && secrets.plainTextAllowed;
  return (
    <button
      type="button"
      className={plain ? 'status-item status-button tone-warn' : 'status-item status-button'}
      onClick={() => showDialog({ kind: 'secrets' })}
    >
      <Icon name="key" size={13} />
      {plain ? t('secrets.plain') : t('secrets.session')}
    </button>
  );
}

function Version(): ReactElement | null {
  const version = useAppInfo((state) => state.info?.version);
  return version === undefined ? null : (
    <span className="status-item">
      {t('app.name')} {version}
    </span>
  );
}
