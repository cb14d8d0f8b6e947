import type { ObjectUpdate } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { catalogProperties, catalogRef, tagsProperty, type TagCatalog } from './tag-catalog.ts';

type Associations = ReadonlyMap<Ref, ReadonlySet<string>>;

/**
 * The tags of a server as of the last reading. They have no updates of their own: each reading is compared with the one before, and what
 * differs becomes updates of the objects' property `tags`.
 */
export class TagBook {
  #catalog: TagCatalog | undefined;
  #byObject: Associations = new Map();

  get catalog(): TagCatalog | undefined {
    return this.#catalog;
  }

  /** Takes a reading; the updates that make of the reading before this one. */
  take(catalog: TagCatalog, byObject: Associations): readonly ObjectUpdate[] {
    const before = this.#byObject;
    const renamed = text(this.#catalog) !== text(catalog);
    this.#catalog = catalog;
    this.#byObject = byObject;
    const updates: ObjectUpdate[] = renamed ? [this.#catalogUpdate(catalog)] : [];
    // With another catalog the same tags may be called otherwise.
    for (const ref of new Set([...before.keys(), ...byObject.keys()]))
      if (renamed || !sameTags(before.get(ref), byObject.get(ref)))
        updates.push(this.#objectUpdate(ref, catalog));
    return updates;
  }

  /** The same updates with the tags in those that enter: to the cache an object that enters is new. */
  complete(updates: readonly ObjectUpdate[]): readonly ObjectUpdate[] {
    const catalog = this.#catalog;
    if (catalog === undefined || this.#byObject.size === 0) return updates;
    return updates.map((update) => {
      const ids = update.kind === 'enter' ? this.#byObject.get(update.ref) : undefined;
      if (update.kind !== 'enter' || ids === undefined) return update;
      return { ...update, properties: { ...update.properties, tags: tagsProperty(ids, catalog) } };
    });
  }

  /** What has to enter again when a full set begins. */
  again(): readonly ObjectUpdate[] {
    return this.#catalog === undefined ? [] : [this.#catalogUpdate(this.#catalog)];
  }

  #catalogUpdate(catalog: TagCatalog): ObjectUpdate {
    return { kind: 'enter', ref: catalogRef, properties: catalogProperties(catalog) };
  }

  #objectUpdate(ref: Ref, catalog: TagCatalog): ObjectUpdate {
    const value = tagsProperty(this.#byObject.get(ref) ?? [], catalog);
    return { kind: 'modify', ref, changes: [{ path: 'tags', op: 'assign', value }] };
  }
}

/** The catalog is small beside the objects that have its tags. */
function text(catalog: TagCatalog | undefined): string {
  return catalog === undefined ? '' : JSON.stringify(catalogProperties(catalog));
}

function sameTags(a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set()): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
