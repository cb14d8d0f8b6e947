import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { ServiceExplorer } from '../providers/provider.ts';
import { assertWritable, checkGuard } from './safety.ts';
import { withConnection } from './with-connection.ts';
import type { ApiDeps, CallHandlers } from './deps.ts';

/** The service explorer: a server's self-describing API, browsed and called by hand. */
export function explorerHandlers({ connections, profiles }: ApiDeps) {
  const ask = <T>(id: ConnectionId, what: (explorer: ServiceExplorer) => Promise<T>): Promise<T> =>
    withConnection(id, () => {
      const { explorer } = connections.connection(id).session;
      if (explorer !== undefined) return what(explorer);
      const message = text('explorer.none');
      throw new MorefException({ kind: 'missing', message, connection: id });
    });

  return {
    'explorer.services': ({ connection }, { signal }) =>
      ask(connection, (explorer) => explorer.services(signal)),
    'explorer.operations': ({ connection, service }, { signal }) =>
      ask(connection, (explorer) => explorer.operations(service, signal)),
    'explorer.operation': ({ connection, service, operation }, { signal }) =>
      ask(connection, (explorer) => explorer.operation(service, operation, signal)),
    'explorer.call': ({ connection, service, operation, input, typed }, { signal }) =>
      ask(connection, async (explorer) => {
        const profile = profiles.get(connection);
        if (profile?.readOnly === true || profile?.environment === 'production') {
          const { reads } = await explorer.operation(service, operation, signal);
          if (!reads) {
            assertWritable(profile);
            if (profile.environment === 'production')
              checkGuard(operation, typed, `${service}.${operation}`);
          }
        }
        return explorer.call(service, operation, input, signal);
      }),
  } satisfies Partial<CallHandlers>;
}
