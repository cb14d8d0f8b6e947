import { alertSeverities, isOpenAlert } from '#shared/model/alert.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { AlertFacts } from '#shared/query/subject.ts';
import type { QuerySource } from './source.ts';

type AlertSource = Pick<QuerySource, 'inventory'> & {
  readonly provider: Pick<QuerySource['provider'], 'alerts'>;
};

const noAlerts: AlertFacts = { count: 0 };

/** How many open alerts each object of a server has of its own, and the worst; read anew when alerts changed since. */
export class AlertCounts {
  readonly #source: AlertSource;
  readonly #types: ReadonlySet<string>;
  #counts: ReadonlyMap<Ref, AlertFacts> | undefined;

  constructor(source: AlertSource) {
    this.#source = source;
    this.#types = new Set(source.provider.alerts?.types);
  }

  of(ref: Ref): AlertFacts {
    this.#counts ??= this.#count();
    return this.#counts.get(ref) ?? noAlerts;
  }

  /** Takes note of changed objects. @returns the objects whose alerts are others now */
  changed(refs: ReadonlySet<Ref>): readonly Ref[] {
    if (this.#counts === undefined || ![...refs].some((ref) => this.#types.has(refType(ref))))
      return [];
    const before = this.#counts;
    this.#counts = this.#count();
    const after = this.#counts;
    return [...new Set([...before.keys(), ...after.keys()])].filter((ref) => {
      const [one, other] = [before.get(ref), after.get(ref)];
      return one?.count !== other?.count || one?.worst !== other?.worst;
    });
  }

  #count(): ReadonlyMap<Ref, AlertFacts> {
    const { inventory, provider } = this.#source;
    const counts = new Map<Ref, AlertFacts>();
    const { alerts } = provider;
    if (alerts === undefined) return counts;
    for (const type of this.#types)
      for (const ref of inventory.ofType(type)) {
        const properties = inventory.object(ref)?.properties;
        if (properties === undefined) continue;
        const { value } = inventory.derive((lookup) => alerts.read(ref, properties, lookup));
        if (value.target === undefined || !isOpenAlert(value)) continue;
        const { count, worst = value.severity } = counts.get(value.target) ?? noAlerts;
        const worse = alertSeverities.indexOf(value.severity) < alertSeverities.indexOf(worst);
        counts.set(value.target, { count: count + 1, worst: worse ? value.severity : worst });
      }
    return counts;
  }
}
