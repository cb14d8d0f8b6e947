import type { ObjectFacts, ObjectTag } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, isDateTimeValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import { entityName, list } from '../map/read.ts';
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

  /** What the objects are called; one that is not there goes by its id. */
  protected namesOf(refs: readonly Ref[]): readonly string[] {
    return refs.map((ref) => entityName(this.lookup.get(ref) ?? {}, ref));
  }

  protected time(path: string): number | undefined {
    const value = this.properties[path];
    return isDateTimeValue(value) ? value.ms : undefined;
  }
}

/** The tags that the Automation API reported (the property `tags`, see tag-catalog.ts). */
export function tagsOf(properties: Properties): readonly ObjectTag[] {
  return list(properties, 'tags').flatMap((tag): readonly ObjectTag[] => {
    if (!isDataObject(tag) || typeof tag['name'] !== 'string') return [];
    const { name, category } = tag;
    return [typeof category === 'string' ? { name, category } : { name }];
  });
}
