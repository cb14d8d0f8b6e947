import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { ConnectionId, ObjectAddress, Ref } from '#shared/model/reference.ts';
import type { Lookup, MappedRow, Provider } from '../providers/provider.ts';
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
  return { ...derivedFeeds(deps), ...inventoryFeeds(deps) } satisfies Partial<FeedHandlers>;
}

/** Feeds of one item each, which follows from an object and what it looks up. */
function derivedFeeds(deps: ApiDeps) {
  const { connections } = deps;
  return {
    object: (address, sink) =>
      feedOf(deps, address, sink, ({ provider, ref }, properties, lookup) => {
        const row = provider.mapRow(ref, properties, lookup);
        const above = connections.inventory(address.connection).visibleAbove(ref);
        return { ...shownOf(row), parent: above ?? row.parent };
      }),
    offers: (address, sink) =>
      attended(deps, address, () =>
        feedOf(deps, address, sink, offersIn(deps, address.connection), {
          also: (changed) => connections.onSettings(address.connection, changed),
        }),
      ),
    sheet: (address, sink) =>
      attended(deps, address, () =>
        feedOf(deps, address, sink, ({ provider, ref }, properties, lookup) =>
          provider.sheet(ref, properties, lookup),
        ),
      ),
    relations: (address, sink) =>
      feedOf(deps, address, sink, ({ provider, ref }, properties, lookup) =>
        provider.relations(ref, properties, lookup),
      ),
    snapshots: (address, sink) =>
      feedOf(deps, address, sink, ({ provider, ref }, properties, lookup) =>
        provider.snapshots(ref, properties, lookup),
      ),
  } satisfies Partial<FeedHandlers>;
}

/** Offers as they may be taken now: those of a server that must not be changed are refused. */
function offersIn(
  { connections, profiles }: ApiDeps,
  connection: ConnectionId,
): Compute<readonly OperationOffer[]> {
  return ({ provider, ref }, properties, lookup) => {
    const context = offerContext(connections, connection, lookup);
    const name = connections.nameOf(connection, ref) ?? ref;
    const offers = provider.offers(ref, properties, context);
    return safeOffers(offers, profiles.get(connection) ?? {}, name);
  };
}

/** Feeds of what stands in an inventory. */
function inventoryFeeds(deps: ApiDeps) {
  const { connections } = deps;
  const breathe = (): Promise<void> => deps.breathe();
  return {
    inventory: ({ connection }, sink) => {
      const inventory = connections.inventory(connection);
      const stop = inventory.watchRows({
        put: (row) => sink.put(row.ref, row),
        remove: (ref) => sink.remove(ref),
        ready: () => sink.ready(),
      });
      return endingWith(connections, connection, sink, stop);
    },
    alerts: ({ connection }, sink) => {
      const inventory = connections.inventory(connection);
      const provider = connections.provider(connection);
      const stop = feedAlerts({ inventory, provider, sink, breathe });
      return endingWith(connections, connection, sink, stop);
    },
    properties: ({ connection, ref }, sink) => {
      const inventory = connections.inventory(connection);
      const provider = connections.provider(connection);
      const stop = feedProperties({ inventory, ref, provider, sink });
      return endingWith(connections, connection, sink, stop);
    },
  } satisfies Partial<FeedHandlers>;
}

interface Computed {
  readonly provider: Provider;
  readonly ref: Ref;
}

/** Pure; see DerivedFeedOptions. */
type Compute<T> = (of: Computed, properties: Properties, lookup: Lookup) => T;

/** A feed of what is computed of an object. */
export function feedOf<T>(
  { connections, clock }: ApiDeps,
  { connection, ref }: ObjectAddress,
  sink: FeedSink<string, T>,
  compute: Compute<T>,
  more: Pick<DerivedFeedOptions<T>, 'also'> = {},
): Disposer {
  const inventory = connections.inventory(connection);
  const of = { provider: connections.provider(connection), ref };
  const stop = feedDerived({
    inventory,
    ref,
    clock,
    sink,
    compute: (properties, lookup) => compute(of, properties, lookup),
    ...more,
  });
  return endingWith(connections, connection, sink, stop);
}

/** More is read of the object as long as the feed is open. */
function attended(
  { connections }: ApiDeps,
  { connection, ref }: ObjectAddress,
  open: () => Disposer,
): Disposer {
  const leave = connections.connection(connection).attend(ref);
  const stop = open();
  return () => {
    leave();
    stop();
  };
}

/** What belongs to a removed profile ends with it. */
function endingWith(
  connections: ApiDeps['connections'],
  connection: ConnectionId,
  sink: Pick<FeedSink<never, never>, 'fail'>,
  stop: Disposer,
): Disposer {
  const stopWatching = connections.onRemoved((removed) => {
    if (removed !== connection) return;
    const message = text('server.removed');
    sink.fail(new MorefException({ kind: 'missing', message, connection }));
  });
  return () => {
    stop();
    stopWatching();
  };
}

/** A row without what only the trees need to know. */
function shownOf({
  hidden: _hidden,
  standIn: _standIn,
  otherParents: _others,
  places: _places,
  ...row
}: MappedRow) {
  return row;
}
