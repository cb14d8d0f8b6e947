import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import { feedAlerts } from '../inventory/alert-feed.ts';
import { feedDerived, type DerivedFeedOptions } from '../inventory/derived-feed.ts';
import { feedProperties } from '../inventory/property-feed.ts';
import { offerContext } from './offer-context.ts';
import { safeOffers } from './safety.ts';
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

export function objectFeeds(deps: ApiDeps) {
  const { connections, profiles, clock } = deps;
  /** What belongs to a removed profile ends with it. */
  const endWith = (id: ConnectionId, fail: (thrown: unknown) => void): (() => void) =>
    connections.onRemoved((removed) => {
      if (removed !== id) return;
      fail(
        new MorefException({
          kind: 'missing',
          message: text('server.removed'),
          connection: id,
        }),
      );
    });

  /** A feed of one item that follows from an object and what it looks up. */
  function derived<T>(
    { connection, ref }: ObjectAddress,
    sink: FeedSink<string, T>,
    compute: DerivedFeedOptions<T>['compute'],
    more: Pick<DerivedFeedOptions<T>, 'also'> = {},
  ): Disposer {
    const inventory = connections.inventory(connection);
    const stopFeed = feedDerived({ inventory, ref, clock, sink, compute, ...more });
    const stopEnding = endWith(connection, (thrown) => sink.fail(thrown));
    return () => {
      stopFeed();
      stopEnding();
    };
  }

  return {
    object: (address, sink) => {
      const { connection, ref } = address;
      const provider = connections.provider(connection);
      return derived(address, sink, (properties, lookup) => {
        const {
          parent,
          hidden: _hidden,
          standIn: _standIn,
          otherParents: _otherParents,
          ...row
        } = provider.mapRow(ref, properties, lookup);
        return { ...row, parent: connections.inventory(connection).visibleAbove(ref) ?? parent };
      });
    },
    offers: (address, sink) => {
      const { connection, ref } = address;
      const provider = connections.provider(connection);
      const attending = connections.connection(connection).attend(ref);
      const stopFeed = derived(
        address,
        sink,
        (properties, lookup) => {
          const context = offerContext(connections, connection, lookup);
          const name = connections.nameOf(connection, ref) ?? ref;
          const offers = provider.offers(ref, properties, context);
          return safeOffers(offers, profiles.get(connection) ?? {}, name);
        },
        { also: (changed) => connections.onSettings(connection, changed) },
      );
      return () => {
        attending();
        stopFeed();
      };
    },
    sheet: (address, sink) => {
      const { connection, ref } = address;
      const provider = connections.provider(connection);
      const attending = connections.connection(connection).attend(ref);
      const stopFeed = derived(address, sink, (properties, lookup) =>
        provider.sheet(ref, properties, lookup),
      );
      return () => {
        attending();
        stopFeed();
      };
    },
    relations: (address, sink) => {
      const provider = connections.provider(address.connection);
      return derived(address, sink, (properties, lookup) =>
        provider.relations(address.ref, properties, lookup),
      );
    },
    snapshots: (address, sink) => {
      const provider = connections.provider(address.connection);
      return derived(address, sink, (properties, lookup) =>
        provider.snapshots(address.ref, properties, lookup),
      );
    },
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
    alerts: ({ connection }, sink) => {
      const stopFeed = feedAlerts({
        inventory: connections.inventory(connection),
        provider: connections.provider(connection),
        sink,
        breathe: () => deps.breathe(),
      });
      const stopEnding = endWith(connection, (thrown) => sink.fail(thrown));
      return () => {
        stopFeed();
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
