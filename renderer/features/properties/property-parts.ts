import {
  isDataObject,
  isUnreadableValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import { isList } from './humanise.ts';

/** Fields of an object, elements of a list. Elements with a key are named by it, as in native paths. */
export function partsOf(
  value: PropertyValue | undefined,
): readonly (readonly [string, PropertyValue | undefined])[] {
  if (isList(value))
    return value.map((one, index) => [`[${elementKey(one) ?? index}]`, one] as const);
  if (isUnreadableValue(value)) return partsOf(value.value);
  if (!isDataObject(value)) return [];
  return Object.entries(value).filter(([name]) => name !== '$type');
}

function elementKey(value: PropertyValue): string | undefined {
  if (!isDataObject(value)) return undefined;
  const { key } = value;
  if (typeof key === 'number') return String(key);
  return typeof key === 'string' ? `"${key}"` : undefined;
}
