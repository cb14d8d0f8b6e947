import type { ObjectUpdate, Properties, PropertyChange } from '#shared/model/object-update.ts';
import type { PropertyValue, ReferenceValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { ApiModel } from '../xapi/model/api-model.ts';
import type { TypeSpec } from '../xapi/model/type-spec.ts';
import type { ReferenceTable } from './reference-table.ts';

/** References whose target came or went: what holders have by now, and the class that they refer to. */
export type RenewedReferences = ReadonlyMap<string, ReferenceValue>;

/**
 * Puts the present value of references in the place of the one that their holders have. A server tells neither: when an object
 * is gone, references to it dangle without an event for those who hold them.
 *
 * @param renewed opaque reference → the value that holders have
 */
export function mendReferrers(
  model: ApiModel,
  table: ReferenceTable,
  renewed: RenewedReferences,
  known: (ref: Ref) => Properties | undefined,
): readonly ObjectUpdate[] {
  if (renewed.size === 0) return [];
  const targets = new Set([...renewed.values()].map(({ type }) => type));
  const stale = new Map([...renewed].map(([opaque, old]) => [old, table.met(opaque) ?? old]));
  return model.classNames().flatMap((owner) => {
    const fields = referringFields(model, owner, targets);
    if (fields.length === 0) return [];
    const updates: ObjectUpdate[] = [];
    for (const ref of table.ofClass(owner).values()) {
      const properties = known(ref);
      const changes = properties === undefined ? [] : mended(properties, fields, stale);
      if (changes.length > 0) updates.push({ kind: 'modify', ref, changes });
    }
    return updates;
  });
}

function referringFields(
  model: ApiModel,
  owner: string,
  targets: ReadonlySet<string>,
): readonly string[] {
  return [...model.fieldsOf(owner).values()]
    .filter(({ type }) => refersTo(type, targets))
    .map(({ name }) => name);
}

function refersTo(type: TypeSpec, targets: ReadonlySet<string>): boolean {
  switch (type.kind) {
    case 'ref':
      return targets.has(type.name);
    case 'set':
    case 'option':
      return refersTo(type.of, targets);
    case 'map':
      return refersTo(type.value, targets);
    default:
      return false;
  }
}

type Replacements = ReadonlyMap<PropertyValue, PropertyValue>;

function mended(
  properties: Properties,
  fields: readonly string[],
  stale: Replacements,
): readonly PropertyChange[] {
  return fields.flatMap((path) => {
    const old = properties[path];
    if (old === undefined) return [];
    const value = replaced(old, stale);
    return value === old ? [] : [{ path, op: 'assign' as const, value }];
  });
}

/** The same value if there is nothing to replace in it. */
function replaced(value: PropertyValue, stale: Replacements): PropertyValue {
  const direct = stale.get(value);
  if (direct !== undefined) return direct;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list = value as readonly PropertyValue[];
    return list.some((one) => stale.has(one)) ? list.map((one) => stale.get(one) ?? one) : value;
  }
  const entries = Object.entries(value);
  if (!entries.some(([, one]) => one !== undefined && stale.has(one))) return value;
  return Object.fromEntries(
    entries.map(([key, one]) => [key, one === undefined ? one : (stale.get(one) ?? one)]),
  ) as PropertyValue;
}
