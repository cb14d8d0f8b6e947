import type { ObjectUpdate, Properties, PropertyChange } from '#shared/model/object-update.ts';
import type { PropertyValue, ReferenceValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { ApiModel } from '../xapi/model/api-model.ts';
import { Pace } from '../xapi/decode/pace.ts';
import type { TypeSpec } from '../xapi/model/type-spec.ts';
import type { ReferenceTable } from './reference-table.ts';

/** References whose target came or went: the value that holders may have by now, and the reference's text. */
export type RenewedReferences = ReadonlyMap<ReferenceValue, string>;

/** Objects that are looked at between two glances at the clock. */
const stride = 250;

/**
 * Puts the present value of references in the place of the one that their holders have. A server tells neither: when an object
 * is gone, references to it dangle without an event for those who hold them. All 50,000 objects may have to be looked at, so that
 * others get their turn in between.
 */
export async function mendReferrers(
  model: ApiModel,
  table: ReferenceTable,
  renewed: RenewedReferences,
  known: (ref: Ref) => Properties | undefined,
): Promise<readonly ObjectUpdate[]> {
  if (renewed.size === 0) return [];
  const targets = new Set([...renewed.keys()].map(({ type }) => type));
  // A value is made only where somebody holds the old one.
  const present: Present = (value) => {
    const opaque = renewed.get(value as ReferenceValue);
    return opaque === undefined ? value : table.value((value as ReferenceValue).type, opaque);
  };
  const updates: ObjectUpdate[] = [];
  const pace = new Pace();
  let looked = 0;
  for (const owner of model.classNames()) {
    const fields = referringFields(model, owner, targets);
    if (fields.length === 0) continue;
    for (const ref of table.ofClass(owner)) {
      const properties = known(ref);
      const changes = properties === undefined ? [] : mended(properties, fields, present);
      if (changes.length > 0) updates.push({ kind: 'modify', ref, changes });
      looked += 1;
      if (looked % stride === 0) await pace.rest();
    }
  }
  return updates;
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

/** What is to stand in the place of a value; mostly the value itself. */
type Present = (value: PropertyValue) => PropertyValue;

function mended(
  properties: Properties,
  fields: readonly string[],
  present: Present,
): readonly PropertyChange[] {
  const changes: PropertyChange[] = [];
  for (const path of fields) {
    const old = properties[path];
    if (old === undefined) continue;
    const value = replaced(old, present);
    if (value !== old) changes.push({ path, op: 'assign', value });
  }
  return changes;
}

/** The same value if there is nothing to replace in it. */
function replaced(value: PropertyValue, present: Present): PropertyValue {
  if (typeof value !== 'object' || value === null) return value;
  const direct = present(value);
  if (direct !== value) return direct;
  if (Array.isArray(value)) {
    const list = value as readonly PropertyValue[];
    return list.some((one) => present(one) !== one) ? list.map(present) : value;
  }
  const entries = Object.entries(value);
  if (!entries.some(([, one]) => one !== undefined && present(one) !== one)) return value;
  return Object.fromEntries(
    entries.map(([key, one]) => [key, one === undefined ? one : present(one)]),
  ) as PropertyValue;
}
