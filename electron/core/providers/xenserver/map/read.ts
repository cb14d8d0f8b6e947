import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import {
  isDataObject,
  isDateTimeValue,
  isReferenceValue,
  keptKey,
  ownKey,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import { makeRef, refId, type Ref } from '#shared/model/reference.ts';

/** Readers of single properties. A value of another type than expected counts as not there: servers differ. */

export function text(properties: Properties | undefined, path: string): string | undefined {
  const value = properties?.[path];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** 64-bit integers beyond 2^53 lose digits here; rows show magnitudes, the property panel the exact value. */
export function number(properties: Properties | undefined, path: string): number | undefined {
  const value = properties?.[path];
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function flag(properties: Properties | undefined, path: string): boolean {
  return properties?.[path] === true;
}

export function list(properties: Properties | undefined, path: string): readonly PropertyValue[] {
  const value = properties?.[path];
  return Array.isArray(value) ? (value as readonly PropertyValue[]) : [];
}

export function texts(properties: Properties | undefined, path: string): readonly string[] {
  return list(properties, path).filter((one) => typeof one === 'string');
}

/** The entry of a map of texts, `other_config` and its like. */
export function entry(
  properties: Properties | undefined,
  path: string,
  key: string,
): string | undefined {
  const map = properties?.[path];
  const kept = keptKey(key);
  if (!isDataObject(map) || !Object.hasOwn(map, kept)) return undefined;
  const value = map[kept];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function entries(
  properties: Properties | undefined,
  path: string,
): readonly (readonly [string, string])[] {
  const map = properties?.[path];
  if (!isDataObject(map)) return [];
  return Object.entries(map).flatMap(([key, value]) =>
    key !== '$type' && typeof value === 'string' ? [[ownKey(key), value] as const] : [],
  );
}

/** Milliseconds since 1970; undefined for the epoch itself, by which XAPI says "never". */
export function time(properties: Properties | undefined, path: string): number | undefined {
  const value = properties?.[path];
  return isDateTimeValue(value) && value.ms > 0 ? value.ms : undefined;
}

/** The object that a property refers to; undefined if to none, or to one that the server does not have. */
export function reference(value: PropertyValue | undefined): Ref | undefined {
  if (!isReferenceValue(value) || value.dangling === true) return undefined;
  return makeRef(value.type, value.value);
}

export function references(properties: Properties | undefined, path: string): readonly Ref[] {
  return list(properties, path).flatMap((one) => reference(one) ?? []);
}

/** The object that a property refers to, with its properties. */
export function follow(
  lookup: Lookup,
  properties: Properties | undefined,
  path: string,
): Properties | undefined {
  const ref = reference(properties?.[path]);
  return ref === undefined ? undefined : lookup.get(ref);
}

/** The pool; every server has exactly one, be it of a single host. */
export function poolOf(lookup: Lookup): Ref | undefined {
  const [pool] = lookup.ofType('pool');
  return pool;
}

export function nameOf(ref: Ref, properties: Properties | undefined): string {
  return text(properties, 'name_label') ?? refId(ref);
}

/** XenCenter does not show such objects, nor do we (its convention, other_config). */
export function isHidden(properties: Properties): boolean {
  return entry(properties, 'other_config', 'HideFromXenCenter')?.toLowerCase() === 'true';
}

/** The object without the fields that are undefined: absent means that the server has not reported. */
export function known<T extends object>(
  facts: {
    readonly [K in keyof T]?: T[K] | undefined;
  },
): T {
  const found: { [K in keyof T]?: T[K] } = {};
  for (const key of Object.keys(facts) as (keyof T)[]) {
    const value = facts[key];
    if (value !== undefined) found[key] = value;
  }
  return found as T;
}

const bytesPerMiB = 1024 * 1024;

export function toMiB(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.round(bytes / bytesPerMiB);
}

const customField = 'XenCenter.CustomFields.';

/** Values of custom fields, as XenCenter keeps them; most objects have none. */
function customFields(properties: Properties): Readonly<Record<string, string>> | undefined {
  const map = properties['other_config'];
  if (!isDataObject(map)) return undefined;
  const found: (readonly [string, string])[] = [];
  for (const key of Object.keys(map)) {
    const value = key.startsWith(customField) ? map[key] : undefined;
    if (typeof value === 'string' && value !== '')
      found.push([key.slice(customField.length), value]);
  }
  return found.length === 0
    ? undefined
    : Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What people wrote on an object: its description, tags, custom fields and folder (XenCenter's conventions). */
export function organisation(properties: Properties): {
  readonly tags: string | undefined;
  readonly folder: string | undefined;
  readonly description: string | undefined;
  readonly fields: Readonly<Record<string, string>> | undefined;
} {
  const tags = texts(properties, 'tags');
  return {
    tags: tags.length === 0 ? undefined : [...tags].sort().join(', '),
    folder: entry(properties, 'other_config', 'folder'),
    description: text(properties, 'name_description'),
    fields: customFields(properties),
  };
}
