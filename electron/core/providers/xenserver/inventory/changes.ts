import type { Properties, PropertyChange } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';

/** What is different in a newer snapshot of an object: XAPI sends whole records where one field changed. */
export function changesBetween(before: Properties, after: Properties): readonly PropertyChange[] {
  const changes: PropertyChange[] = [];
  for (const path of Object.keys(after)) {
    const value = after[path];
    if (value === undefined) continue;
    const old = before[path];
    if (old === undefined || !sameValue(old, value)) changes.push({ path, op: 'assign', value });
  }
  for (const path of Object.keys(before))
    if (!Object.hasOwn(after, path)) changes.push({ path, op: 'assign' });
  return changes;
}

/** Equal in content. */
export function sameValue(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const listA = asList(a);
  const listB = asList(b);
  if (listA !== undefined || listB !== undefined)
    return (
      listA?.length === listB?.length &&
      listA !== undefined &&
      listA.every((one, index) => sameValue(one, listB?.[index]))
    );
  return sameFields(a as Fields, b as Fields);
}

type Fields = Readonly<Record<string, PropertyValue | undefined>>;

function sameFields(a: Fields, b: Fields): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]));
}

function asList(value: PropertyValue): readonly PropertyValue[] | undefined {
  return Array.isArray(value) ? (value as readonly PropertyValue[]) : undefined;
}
