import type { Lookup } from '#shared/model/lookup.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { Inventory } from '../../inventory/inventory.ts';

/**
 * What many objects of one server are read from alike: the names of their hosts, datastores and networks, and what stands above them. An
 * export of 100,000 objects asks for it a million times. Holds as long as nothing of the server changes, and is forgotten then.
 */
export class SharedReads {
  readonly #inventory: Pick<Inventory, 'lookup' | 'nameOf' | 'row'>;
  readonly #names = new Map<Ref, string | null>();
  readonly #above = new Map<Ref, readonly Row[]>();
  #lookup: Lookup | undefined;

  constructor(inventory: Pick<Inventory, 'lookup' | 'nameOf' | 'row'>) {
    this.#inventory = inventory;
  }

  /** The cached properties, with the names that were worked out of them. */
  get lookup(): Lookup {
    return (this.#lookup ??= { ...this.#inventory.lookup, names: new Map() });
  }

  nameOf(ref: Ref): string | undefined {
    let name = this.#names.get(ref);
    if (name === undefined) {
      name = this.#inventory.nameOf(ref) ?? null;
      this.#names.set(ref, name);
    }
    return name ?? undefined;
  }

  /** An object and what stands above it, nearest first. */
  chain(ref: Ref): readonly Row[] {
    const known = this.#above.get(ref);
    if (known !== undefined) return known;
    const chain: Row[] = [];
    for (let at: Ref | null = ref; at !== null; ) {
      const row = this.#inventory.row(at);
      if (row === undefined) break;
      chain.push(row);
      at = row.parent;
    }
    this.#above.set(ref, chain);
    return chain;
  }

  /** Something of the server has changed. */
  forget(): void {
    if (this.#names.size > 0) this.#names.clear();
    if (this.#above.size > 0) this.#above.clear();
    this.#lookup = undefined;
  }
}
