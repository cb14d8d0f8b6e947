import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup, Sink } from '../provider.ts';
import type { InventoryFollower } from './inventory/inventory-follower.ts';
import { nameOf, text } from './map/read.ts';
import type { XapiClient } from './xapi/client.ts';

/** Classes whose objects people know by name. */
const named = ['VM', 'host', 'SR', 'VDI', 'network', 'pool'] as const;

/** The objects of a pool by what they are called on either side: class and UUID here, opaque references there. */
export class PoolObjects {
  readonly #client: XapiClient;
  readonly #inventory: InventoryFollower;
  #sink: Pick<Sink, 'known'> | undefined;

  constructor(client: XapiClient, inventory: InventoryFollower) {
    this.#client = client;
    this.#inventory = inventory;
  }

  /** Where the properties are, from now on. */
  readFrom(sink: Pick<Sink, 'known'>): void {
    this.#sink = sink;
  }

  /** @throws MorefException `missing` */
  opaque(ref: Ref): string {
    const opaque = this.#inventory.table.opaque(ref);
    if (opaque === undefined) throw gone(ref);
    return opaque;
  }

  /** The opaque reference of an object; the server is asked where no full set has been loaded yet. */
  async find(ref: Ref, signal: AbortSignal): Promise<string> {
    const known = this.#inventory.table.opaque(ref);
    if (known !== undefined) return known;
    if (this.#client.model.message(refType(ref), 'get_by_uuid') === undefined) throw gone(ref);
    return this.#client.getByUuid(refType(ref), refId(ref), { signal });
  }

  refOf(owner: string, opaque: string): Ref | undefined {
    return this.#inventory.table.ref(owner, opaque);
  }

  /** The object behind an opaque reference, of whatever class that has names. */
  namedRefOf(opaque: string): Ref | undefined {
    for (const owner of named) {
      const ref = this.refOf(owner, opaque);
      if (ref !== undefined) return ref;
    }
    return undefined;
  }

  /** The name of the object behind an opaque reference. */
  nameOf(opaque: string): string | undefined {
    const ref = this.namedRefOf(opaque);
    const properties = ref === undefined ? undefined : this.#sink?.known(ref);
    return ref === undefined || text(properties, 'name_label') === undefined
      ? undefined
      : nameOf(ref, properties);
  }

  lookup(): Lookup {
    const { table } = this.#inventory;
    return {
      get: (ref) => this.#sink?.known(ref),
      ofType: (type) => table.ofClass(type),
    };
  }
}

function gone(ref: Ref): MorefException {
  const message = say('error.gone', { ref });
  return new MorefException({ kind: 'missing', message, ref });
}
