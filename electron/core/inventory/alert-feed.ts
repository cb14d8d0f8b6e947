import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import type { Alert, ProviderAlert } from '#shared/model/alert.ts';
import { boundedData } from '#shared/model/bounded-text.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
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

type Alerts = NonNullable<Provider['alerts']>;

/** An alert whose properties cannot be read as what they should be is there all the same. */
function readAlert(
  alerts: Alerts,
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
): ProviderAlert {
  try {
    return alerts.read(ref, properties, lookup);
  } catch {
    const title = 'An alert that cannot be read; its properties say what the server sent';
    return { ref, severity: 'warning', title, name: refId(ref), time: 0 };
  }
}

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
  /** What alerts are about, be it there or not: its name as it was told, and the alerts. */
  const targets = new Map<Ref, { name: string | undefined; readonly alerts: Set<Ref> }>();
  const nameFor = (ref: Ref, target: Ref): string | undefined => {
    const known = targets.get(target) ?? { name: undefined, alerts: new Set() };
    targets.set(target, known);
    known.alerts.add(ref);
    known.name = inventory.nameOf(target);
    return known.name;
  };
  const put = (ref: Ref, properties: Properties): void => {
    const { target, ...alert } = boundedData(readAlert(alerts, ref, properties, lookup));
    const name = target === undefined ? undefined : nameFor(ref, target);
    sink.put(ref, {
      ...alert,
      ...(target !== undefined && { target }),
      ...(name !== undefined && { targetName: name }),
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
      const target = targets.get(ref);
      if (target === undefined || inventory.nameOf(ref) === target.name) continue;
      targets.delete(ref);
      for (const alert of target.alerts) look(alert);
    }
  });
  void tellAll();
  return () => {
    ended = true;
    stop();
  };
}
