import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { useConnections, useServerNames } from '../../state/servers/connections.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ServerChoice } from '../../ui/servers/server-choice.tsx';
import { HistoryView } from './history-view.tsx';

/** What happened on all servers that are connected. `title` leads to what else the panel can show. */
export function HistoryPanel({ title }: { readonly title: ReactNode }): ReactElement {
  const servers = useConnections((state) => state.byId);
  const names = useServerNames();
  const [chosen, choose] = useState<ConnectionId | null>(null);
  const scopes = useMemo(
    () =>
      [...servers.values()]
        .filter(({ id, state }) => state === 'live' && (chosen === null || id === chosen))
        .map(({ id }) => ({ connection: id })),
    [servers, chosen],
  );
  const head = (
    <>
      {title}
      <ServerChoice
        label={t('history.server')}
        all={t('alerts.server.all')}
        servers={names}
        server={chosen}
        onChange={choose}
      />
    </>
  );
  if (scopes.length === 0)
    return (
      <section className="history" aria-label={t('history.title')}>
        <div className="panel-head">{head}</div>
        <EmptyState icon="cloudOff" title={t('history.noServer')} />
      </section>
    );
  return <HistoryView label={t('history.title')} place="panel" scopes={scopes} title={head} />;
}

/** What happened to one object, and to what is below it. */
export function ObjectHistory({ address }: { readonly address: ObjectAddress }): ReactElement {
  const { connection, ref } = address;
  const scopes = useMemo(() => [{ connection, ref }], [connection, ref]);
  return <HistoryView label={t('history.ofObject')} place="page" scopes={scopes} />;
}

/** What happened on one server. */
export function ServerHistory({ connection }: { readonly connection: ConnectionId }): ReactElement {
  const scopes = useMemo(() => [{ connection }], [connection]);
  return <HistoryView label={t('history.ofServer')} place="page" scopes={scopes} />;
}
