import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { useCallQuery } from '../../bridge/use-call.ts';
import { t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/connections.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { OperationPanel } from './operation-panel.tsx';
import { ServiceBrowser } from './service-browser.tsx';
import { operationKey } from './service-lines.ts';
import './explorer.css';

/** Every service and operation of a server that describes its API: to browse, to fill in, to call. */
export function ExplorerPanel({ connection }: { readonly connection: ConnectionId }): ReactElement {
  const status = useConnection(connection);
  const reachable = status?.state === 'live' || status?.state === 'syncing';
  // What was read stays while the connection is mended: a half-filled form is not taken away.
  const wasReachable = useRef(false);
  useEffect(() => {
    if (reachable) wasReachable.current = true;
  }, [reachable]);
  return reachable || wasReachable.current ? (
    <Explorer key={connection} connection={connection} />
  ) : (
    <EmptyState icon="cloudOff" title={t('explorer.offline')} text={t('explorer.offline.help')} />
  );
}

function Explorer({ connection }: { readonly connection: ConnectionId }): ReactElement {
  const { data, error } = useCallQuery('explorer.services', () => ({ connection }), {
    key: [connection],
    keepFor: connection,
  });
  const explored = useWorkspace((state) => state.explored[connection]);
  const search = useRef<HTMLInputElement>(null);
  const choose = (service: string, operation: string): void => {
    const { explored: before, set } = useWorkspace.getState();
    set({ explored: { ...before, [connection]: operationKey(service, operation) } });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as Element).matches('input, textarea')) return;
    event.preventDefault();
    search.current?.focus();
  };
  if (data === undefined)
    return error === null ? (
      <p className="explorer-wait weak">{t('common.loading')}</p>
    ) : (
      <InlineError title={t('explorer.services.failed')} error={error} />
    );
  const [service, operation] = explored?.split(' ') ?? [];
  const chosen = data.services.find(({ id }) => id === service);
  return (
    <section className="explorer" aria-label={t('explorer.label')} onKeyDown={onKeyDown}>
      <ServiceBrowser
        connection={connection}
        services={data.services}
        chosen={explored}
        searchRef={search}
        onChoose={choose}
      />
      {chosen === undefined || operation === undefined ? (
        <EmptyState icon="command" title={t('explorer.choose')} text={t('explorer.choose.help')} />
      ) : (
        <OperationPanel
          key={explored}
          place={{ connection, service: chosen.id, operation }}
          available={chosen.available}
        />
      )}
    </section>
  );
}
