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
  readonly breathe: () => Promise<void>;
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
  const feed = new AlertFeed(options, alerts);
  const stop = inventory.watchChanges((changed) => feed.update(changed));
  void feed.sendAll();
  return () => {
    feed.end();
    stop();
  };
}

/** What alerts are about, be it there or not: its name as it was sent, and the alerts. */
interface Target {
  name: string | undefined;
  /** Some of the alerts tell a value of it, which changes as it does. */
  isMeasured: boolean;
  readonly alerts: Set<Ref>;
}

class AlertFeed {
  readonly #options: AlertFeedOptions;
  readonly #alerts: Alerts;
  readonly #types: ReadonlySet<string>;
  readonly #lookup: Lookup;
  readonly #targets = new Map<Ref, Target>();
  #ended = false;

  constructor(options: AlertFeedOptions, alerts: Alerts) {
    const { inventory } = options;
    this.#options = options;
    this.#alerts = alerts;
    this.#types = new Set(alerts.types);
    this.#lookup = {
      get: (ref) => inventory.object(ref)?.properties,
      ofType: (type) => inventory.ofType(type),
    };
  }

  /** Those that are there already, slice by slice. */
  async sendAll(): Promise<void> {
    const { inventory, sink, breathe } = this.#options;
    const refs = [...this.#types].flatMap((type) => [...inventory.ofType(type)]);
    for (let start = 0; start < refs.length; start += sliceSize) {
      if (start > 0) await breathe();
      if (this.#ended) return;
      for (const ref of refs.slice(start, start + sliceSize)) this.#look(ref);
    }
    sink.ready();
  }

  /** Alerts that changed, and those of objects that have another name, or another value, now. */
  update(changed: ReadonlySet<Ref>): void {
    const { inventory } = this.#options;
    for (const ref of changed) {
      if (this.#types.has(refType(ref))) this.#look(ref);
      const target = this.#targets.get(ref);
      if (target === undefined) continue;
      if (!target.isMeasured && inventory.nameOf(ref) === target.name) continue;
      this.#targets.delete(ref);
      for (const alert of target.alerts) this.#look(alert);
    }
  }

  end(): void {
    this.#ended = true;
  }

  #look(ref: Ref): void {
    const { inventory, sink } = this.#options;
    const properties = inventory.object(ref)?.properties;
    if (properties === undefined) sink.remove(ref);
    else this.#put(ref, properties);
  }

  #put(ref: Ref, properties: Properties): void {
    const read = readAlert(this.#alerts, ref, properties, this.#lookup);
    const { target, ...alert } = boundedData(read);
    const name =
      target === undefined ? undefined : this.#nameFor(ref, target, alert.measure !== undefined);
    this.#options.sink.put(ref, {
      ...alert,
      ...(target !== undefined && { target }),
      ...(name !== undefined && { targetName: name }),
    });
  }

  #nameFor(ref: Ref, target: Ref, isMeasured: boolean): string | undefined {
    const known = this.#targets.get(target) ?? {
      name: undefined,
      isMeasured: false,
      alerts: new Set(),
    };
    if (isMeasured) known.isMeasured = true;
    this.#targets.set(target, known);
    known.alerts.add(ref);
    known.name = this.#options.inventory.nameOf(target);
    return known.name;
  }
}
