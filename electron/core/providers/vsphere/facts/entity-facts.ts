import type { ObjectFacts, ObjectTag } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import {
  isDataObject,
  isDateTimeValue,
  isReferenceValue,
  type PropertyValue,
  type ReferenceValue,
} from '#shared/model/property-value.ts';
import { makeRef, refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import { entityName, list, reference } from '../map/read.ts';
import { attributesOf } from './attributes.ts';

/** What every managed entity has. Each member is worked out when it is read. */
export class EntityFacts implements ObjectFacts {
  protected readonly properties: Properties;
  protected readonly lookup: Lookup;

  constructor(properties: Properties, lookup: Lookup) {
    this.properties = properties;
    this.lookup = lookup;
  }

  get tags(): readonly ObjectTag[] {
    return tagsOf(this.properties);
  }

  get attributes(): Readonly<Record<string, string>> {
    return attributesOf(this.properties, this.lookup);
  }

  /**
   * The names of the folders that administrators made: without the one that every data center has for each sort of object, and without
   * the server's own root.
   */
  get folder(): string | undefined {
    const folders = this.folders();
    const last = folders.at(-1);
    const top = last === undefined ? undefined : this.lookup.get(last);
    const made = top !== undefined && isGiven(top) ? folders.slice(0, -1) : folders;
    return made.length === 0
      ? undefined
      : `/${made
          .map((ref) => this.#named(ref))
          .toReversed()
          .join('/')}`;
  }

  /** The folders that it is in, the nearest first. */
  protected folders(): readonly Ref[] {
    const folders: Ref[] = [];
    let at = reference(this.properties['parent']);
    while (at?.startsWith('Folder:') === true && !folders.includes(at)) {
      folders.push(at);
      at = reference(this.lookup.get(at)?.['parent']);
    }
    return folders;
  }

  /** What the objects are called that a property refers to; one that is not there goes by its id. */
  protected namesAt(path: string): readonly string[] {
    const value = this.properties[path];
    const names: string[] = [];
    for (const one of Array.isArray(value) ? (value as readonly PropertyValue[]) : [value])
      if (isReferenceValue(one)) names.push(this.#nameOf(one));
    return names;
  }

  #nameOf({ type, value }: ReferenceValue): string {
    const names = this.lookup.names;
    const known = names?.get(type)?.get(value);
    if (known !== undefined) return known;
    const ref = makeRef(type, value);
    const name = this.#named(ref);
    if (names !== undefined) names.set(type, (names.get(type) ?? new Map()).set(value, name));
    return name;
  }

  #named(ref: Ref): string {
    return entityName(this.lookup.get(ref) ?? {}, ref);
  }

  protected time(path: string): number | undefined {
    const value = this.properties[path];
    return isDateTimeValue(value) ? value.ms : undefined;
  }
}

/** A folder that nobody made: right below a data center, or the server's root. */
function isGiven(folder: Properties): boolean {
  const above = reference(folder['parent']);
  if (above !== undefined) return refType(above) === 'Datacenter';
  return list(folder, 'childType').includes('Datacenter');
}

/** The tags that the Automation API reported (the property `tags`, see tag-catalog.ts). */
export function tagsOf(properties: Properties): readonly ObjectTag[] {
  return list(properties, 'tags').flatMap((tag): readonly ObjectTag[] => {
    if (!isDataObject(tag) || typeof tag['name'] !== 'string') return [];
    const { name, category } = tag;
    return [typeof category === 'string' ? { name, category } : { name }];
  });
}
