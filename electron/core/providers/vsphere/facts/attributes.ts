import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import { list } from '../map/read.ts';

const none: Readonly<Record<string, string>> = {};

/** Names by key, for each list of definitions that was reported: they change seldom, and are asked for with every object. */
const namesOf = new WeakMap<readonly PropertyValue[], ReadonlyMap<number, string>>();

/** Custom attributes that have a value, by name (ExtensibleManagedObject.customValue, CustomFieldsManager.field). */
export function attributesOf(
  properties: Properties,
  lookup: Lookup,
): Readonly<Record<string, string>> {
  const values = list(properties, 'customValue');
  if (values.length === 0) return none;
  const names = fieldNames(lookup);
  const found: Record<string, string> = {};
  for (const one of values) {
    if (!isDataObject(one)) continue;
    const { key, value } = one;
    const name = typeof key === 'number' ? names.get(key) : undefined;
    if (name !== undefined && typeof value === 'string' && value !== '') found[name] = value;
  }
  return found;
}

function fieldNames(lookup: Lookup): ReadonlyMap<number, string> {
  for (const manager of lookup.ofType('CustomFieldsManager')) {
    const fields = list(lookup.get(manager) ?? {}, 'field');
    let names = namesOf.get(fields);
    if (names === undefined) {
      names = new Map(
        fields.flatMap((field) =>
          isDataObject(field) &&
          typeof field['key'] === 'number' &&
          typeof field['name'] === 'string'
            ? [[field['key'], field['name']] as const]
            : [],
        ),
      );
      namesOf.set(fields, names);
    }
    return names;
  }
  return new Map();
}
