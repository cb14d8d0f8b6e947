import { useRef, useState, type ReactElement } from 'react';
import type { ExplorerService } from '#shared/model/explorer.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { useCallQuery } from '../../bridge/use-call.ts';
import { t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import { OperationPanel } from './call/operation-panel.tsx';
import { ServiceBrowser } from './services/service-browser.tsx';
import { operationKey } from './services/service-lines.ts';
import { useKeys } from './use-keys.ts';
import './explorer-browser.css';
import './explorer-operation.css';
import './explorer-form.css';
import './explorer-answer.css';

/** Every service and operation of a server that describes its API: to browse, to fill in, to call. */
export function ExplorerPanel({ connection }: { readonly connection: ConnectionId }): ReactElement {
  const status = useConnection(connection);
  const reachable = status?.state === 'live' || status?.state === 'syncing';
  // What was read stays while the connection is mended: a half-filled form is not taken away.
  const [wasReachable, setWasReachable] = useState(reachable);
  if (reachable && !wasReachable) setWasReachable(true);
  return wasReachable ? (
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
  if (data === undefined)
    return error === null ? (
      <p className="explorer-wait weak">{t('common.loading')}</p>
    ) : (
      <InlineError title={t('explorer.services.failed')} error={error} />
    );
  return <Services connection={connection} services={data.services} />;
}

function Services(props: {
  readonly connection: ConnectionId;
  readonly services: readonly ExplorerService[];
}): ReactElement {
  const { connection, services } = props;
  const explored = useWorkspace((state) => state.explored[connection]);
  const search = useRef<HTMLInputElement>(null);
  const choose = (service: string, operation: string): void => {
    const { explored: before, set } = useWorkspace.getState();
    set({ explored: { ...before, [connection]: operationKey(service, operation) } });
  };
  const root = useRef<HTMLDivElement>(null);
  useKeys(root, (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.matches('input, textarea')) return;
    event.preventDefault();
    search.current?.focus();
  });
  const [service, operation] = explored?.split(' ') ?? [];
  const chosen = services.find(({ id }) => id === service);
  return (
    <div ref={root} role="region" className="explorer" aria-label={t('explorer.label')}>
      <ServiceBrowser
        connection={connection}
        services={services}
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
          scope={root}
        />
      )}
    </div>
  );
}
