import Button from '@mui/material/Button';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import { isOpenAlert } from '#shared/model/alert.ts';
import type { ConnectionId, ObjectKey } from '#shared/model/reference.ts';
import { MissingParts } from '../../actions/missing-parts.tsx';
import { t } from '../../i18n/translate.ts';
import { alertMatcher, noAlertFilter, type AlertFilter } from '../../state/alerts/alert-filter.ts';
import { useAlerts } from '../../state/alerts/alerts.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AlertBar, type AlertCounts } from './alert-bar.tsx';
import { AlertLines, AlertTools } from './alert-list.tsx';
import { useAlertList } from './use-alert-list.ts';

/** What all servers want administrators to know; newest first. `title` leads to what else the panel can show. */
export function AlertPanel({ title }: { readonly title: ReactNode }): ReactElement {
  const remembered = useWorkspace((state) => state.alertFilter);
  const servers = useConnections((state) => state.byId);
  const { byKey, order, version } = useAlerts();
  // A filter for a server that was removed would hide everything for good.
  const filter = useMemo<AlertFilter>(
    () =>
      remembered.server === null || servers.has(remembered.server)
        ? remembered
        : { ...remembered, server: null },
    [remembered, servers],
  );
  const keys = useMemo(() => {
    void version;
    const nameOf = (connection: ConnectionId): string => {
      const status = servers.get(connection);
      return status === undefined ? '' : serverName(status);
    };
    const matches = alertMatcher(filter, nameOf);
    return order.filter((key) => {
      const alert = byKey.get(key);
      return alert !== undefined && matches(alert);
    });
  }, [order, byKey, version, filter, servers]);
  const list = useAlertList(keys);
  return (
    <section className="alerts" aria-label={t('alerts.title')}>
      <AlertBar title={title} filter={filter} counts={countsOf(keys, order.length)}>
        {list.selection.selected.size > 0 && <AlertTools list={list} />}
      </AlertBar>
      <MissingParts areas={['alerts']} />
      {keys.length === 0 ? (
        <NoAlerts any={order.length > 0} />
      ) : (
        <AlertLines label={t('alerts.title')} keys={keys} list={list} />
      )}
    </section>
  );
}

function countsOf(keys: readonly ObjectKey[], total: number): AlertCounts {
  const { byKey } = useAlerts.getState();
  const shown = keys.flatMap((key) => byKey.get(key) ?? []);
  const open = shown.filter(isOpenAlert).length;
  const acknowledged = shown.filter((alert) => alert.acknowledged !== undefined).length;
  return {
    open,
    acknowledged,
    info: shown.length - open - acknowledged,
    hidden: total - keys.length,
  };
}

/** Why there is nothing to see, and the way back to all. */
function NoAlerts({ any }: { readonly any: boolean }): ReactElement {
  if (!any)
    return <EmptyState icon="check" title={t('alerts.none')} text={t('alerts.none.help')} />;
  return (
    <EmptyState icon="filter" title={t('alerts.noMatch')}>
      <Button
        variant="outlined"
        onClick={() => useWorkspace.getState().set({ alertFilter: noAlertFilter })}
      >
        {t('alerts.showAll')}
      </Button>
    </EmptyState>
  );
}
