import { MorefException } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { feedProperties } from '../inventory/property-feed.ts';
import { withConnection } from './with-connection.ts';
import type { ApiDeps, CallHandlers, FeedHandlers } from './deps.ts';

export function objectHandlers({ connections }: ApiDeps) {
  return {
    'objects.read': ({ connection, ref, path }, { signal }) =>
      withConnection(connection, () =>
        connections.connection(connection).session.read(ref, path, signal),
      ),
  } satisfies Partial<CallHandlers>;
}

export function objectFeeds({ connections }: ApiDeps) {
  /** What belongs to a removed profile ends with it. */
  const endWith = (id: ConnectionId, fail: (thrown: unknown) => void): (() => void) =>
    connections.onRemoved((removed) => {
      if (removed !== id) return;
      fail(
        new MorefException({
          kind: 'missing',
          message: 'The server was removed from Moref.',
          connection: id,
        }),
      );
    });

  return {
    inventory: ({ connection }, sink) => {
      const stopWatching = connections.inventory(connection).watchRows({
        put: (row) => sink.put(row.ref, row),
        remove: (ref) => sink.remove(ref),
        ready: () => sink.ready(),
      });
      const stopEnding = endWith(connection, (thrown) => sink.fail(thrown));
      return () => {
        stopWatching();
        stopEnding();
      };
    },
    properties: ({ connection, ref }, sink) => {
      const stopFeed = feedProperties({
        inventory: connections.inventory(connection),
        ref,
        provider: connections.provider(connection),
        sink,
      });
      const stopEnding = endWith(connection, (thrown) => sink.fail(thrown));
      return () => {
        stopFeed();
        stopEnding();
      };
    },
  } satisfies Partial<FeedHandlers>;
}
