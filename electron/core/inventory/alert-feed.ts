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
  /** See InventoryOptions. */
  breathe(): Promise<void>;
}

/** Alerts that are read in one go: some ten microseconds each. */
const sliceSize = 250;

/** Feeds the alerts of one server: cached objects of the types that its family calls alerts. */
export function feedAlerts(options: AlertFeedOptions): Disposer {
  const { inventory, provider, sink } = options;
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
  /** Alerts about what is not there (yet), by what that is. */
  const nameless = new Map<Ref, Set<Ref>>();
  const put = (ref: Ref, properties: Properties): void => {
    const { target, ...alert } = alerts.read(ref, properties, lookup);
    const name = target === undefined ? undefined : inventory.nameOf(target);
    if (target !== undefined && name === undefined)
      nameless.set(target, (nameless.get(target) ?? new Set()).add(ref));
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
  let ended = false;
  const tellAll = async (): Promise<void> => {
    const refs = [...types].flatMap((type) => [...inventory.ofType(type)]);
    for (let start = 0; start < refs.length; start += sliceSize) {
      if (start > 0) await options.breathe();
      if (ended) return;
      for (const ref of refs.slice(start, start + sliceSize)) look(ref);
    }
    sink.ready();
  };
  const stop = inventory.watchChanges((changed) => {
    for (const ref of changed) {
      if (types.has(refType(ref))) look(ref);
      const waiting = nameless.get(ref);
      if (waiting === undefined || inventory.nameOf(ref) === undefined) continue;
      nameless.delete(ref);
      for (const alert of waiting) look(alert);
    }
  });
  void tellAll();
  return () => {
    ended = true;
    stop();
  };
}
