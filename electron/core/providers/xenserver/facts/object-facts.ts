import type { ObjectFacts, ObjectTag } from '#shared/model/object-facts.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isReferenceValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import { list, nameOf, organisation, reference, references, text, texts } from '../map/read.ts';

/** What every object of a pool has: what people wrote on it. Each member is worked out when it is read. */
export class XapiFacts implements ObjectFacts {
  protected readonly properties: Properties;
  protected readonly lookup: Lookup;

  constructor(properties: Properties, lookup: Lookup) {
    this.properties = properties;
    this.lookup = lookup;
  }

  get tags(): readonly ObjectTag[] {
    return texts(this.properties, 'tags').map((name) => ({ name }));
  }

  /** Custom fields. */
  get attributes(): Readonly<Record<string, string>> {
    return organisation(this.properties).fields ?? none;
  }

  get note(): string {
    return text(this.properties, 'name_description') ?? '';
  }

  protected namesOf(refs: readonly Ref[]): readonly string[] {
    return refs.map((ref) => nameOf(ref, this.lookup.get(ref)));
  }

  /** The objects of a list of references, with what they are. */
  protected parts(path: string): readonly Properties[] {
    return references(this.properties, path)
      .map((ref) => this.lookup.get(ref))
      .filter((part) => part !== undefined);
  }
}

const none: Readonly<Record<string, string>> = {};

/** What some objects refer to, each once. */
export function targets(objects: readonly Properties[], path: string): readonly Ref[] {
  return [...new Set(objects.flatMap((object) => reference(object[path]) ?? []))];
}

/** How many references a list has, to whatever. */
export function countOf(properties: Properties, path: string): number {
  return list(properties, path).filter(isReferenceValue).length;
}

/** The sum of an amount; undefined where no object has it. */
export function sumOf(amounts: readonly (number | undefined)[]): number | undefined {
  const known = amounts.filter((amount) => amount !== undefined && amount >= 0);
  return known.length === 0 ? undefined : known.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}
