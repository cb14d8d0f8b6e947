import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup, Provider } from '../providers/provider.ts';
import type { Inventory } from './inventory.ts';

export interface AlertFeedOptions {
  readonly inventory: Inventory;
  readonly provider: Pick<Provider, 'alerts'>;
  readonly sink: FeedSink<Ref, Alert>;
}

/** Feeds the alerts of one server: cached objects of the types that its family calls alerts. */
export function feedAlerts({ inventory, provider, sink }: AlertFeedOptions): Disposer {
  const { alerts } = provider;
  if (alerts === undefined) {
    sink.ready();
    return () => undefined;
  }
  const types = new Set(alerts.types);
  const lookup: Lookup = {
    get: (ref) => inventory.object(ref)?.properties,
    ofType: (type) => inventory.ofType(type),
  };
  const put = (ref: Ref, properties: Properties): void => {
    const { target, ...alert } = alerts.read(ref, properties, lookup);
    const name = target === undefined ? undefined : inventory.nameOf(target);
    sink.put(ref, {
      ...alert,
      ...(target === undefined ? {} : { target }),
      ...(name === undefined ? {} : { targetName: name }),
    });
  };
  const look = (ref: Ref): void => {
    const properties = inventory.object(ref)?.properties;
    if (properties === undefined) sink.remove(ref);
    else put(ref, properties);
  };
  for (const type of types) for (const ref of inventory.ofType(type)) look(ref);
  sink.ready();
  return inventory.watchChanges((changed) => {
    for (const ref of changed) if (types.has(refType(ref))) look(ref);
  });
}
