import type { ObjectAddress, Ref } from '#shared/model/reference.ts';
import { touches, type Dependencies } from '../inventory/dependencies.ts';
import type { CoreSubject } from './core-subject.ts';
import type { QuerySource } from './source.ts';

type Source = Pick<QuerySource, 'id' | 'inventory' | 'provider'>;

/**
 * Which objects of a server belong to some others: what stands below them, what runs on them or uses them, and what they stand on
 * themselves: to a host belong its machines and its datastores.
 */
export class Belonging {
  readonly #source: Source;
  readonly #of: ReadonlySet<Ref>;
  #used: ReadonlySet<Ref> | undefined;
  readonly #from: Dependencies[] = [];

  constructor(source: Source, of: readonly ObjectAddress[]) {
    this.#source = source;
    this.#of = new Set(
      of.flatMap(({ connection, ref }) => (connection === source.id ? [ref] : [])),
    );
  }

  /** @param subject an object of the same server */
  holds(subject: CoreSubject): boolean {
    if (this.#of.size === 0) return false;
    const { row } = subject;
    if (row.facts.host !== undefined && this.#of.has(row.facts.host)) return true;
    this.#used ??= this.#read();
    if (this.#used.has(row.ref)) return true;
    for (const above of subject.above()) if (this.#of.has(above.ref)) return true;
    return subject.facts().uses?.some((ref) => this.#of.has(ref)) ?? false;
  }

  /** Takes note of changed objects. @returns those that belong or do not belong now, for what they are used by */
  changed(refs: ReadonlySet<Ref>): readonly Ref[] {
    const before = this.#used;
    if (before === undefined || !this.#concerns(refs)) return [];
    const after = this.#read();
    this.#used = after;
    return [
      ...[...before].filter((ref) => !after.has(ref)),
      ...[...after].filter((ref) => !before.has(ref)),
    ];
  }

  #concerns(refs: ReadonlySet<Ref>): boolean {
    return (
      [...this.#of].some((ref) => refs.has(ref)) || this.#from.some((from) => touches(from, refs))
    );
  }

  #read(): ReadonlySet<Ref> {
    const { inventory, provider } = this.#source;
    const used = new Set<Ref>();
    this.#from.length = 0;
    for (const ref of this.#of) {
      const properties = inventory.object(ref)?.properties;
      if (properties === undefined) continue;
      const { value, from } = inventory.derive(
        (lookup) => provider.facts?.(ref, properties, lookup).uses,
      );
      this.#from.push(from);
      for (const one of value ?? []) used.add(one);
    }
    return used;
  }
}
