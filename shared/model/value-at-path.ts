import type { Properties } from './object-update.ts';
import { isDataObject, keptKey, type PropertyValue } from './property-value.ts';

/**
 * The value at a native path, from whichever of its beginnings is there: `config.hardware.numCPU` where `config.hardware` is. A name may
 * have dots of its own (`other_config.XenCenter.CustomFields.owner`); `device[4000]` is the element of a list whose key is 4000, and
 * where elements have no keys, the one at that place. Undefined where there is nothing.
 */
export function valueAtPath(properties: Properties, path: string): PropertyValue | undefined {
  return walk(properties, path);
}

type Holder = Readonly<Record<string, PropertyValue | undefined>>;

function walk(holder: Holder, path: string): PropertyValue | undefined {
  const whole = own(holder, path);
  if (whole !== undefined) return whole;
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const value = own(holder, path.slice(0, dot));
    if (!isDataObject(value)) continue;
    const found = walk(value, path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

const element = /^(.+)\[([^\]]+)\]$/;

function own(holder: Holder, name: string): PropertyValue | undefined {
  const kept = keptKey(name);
  if (Object.hasOwn(holder, kept)) return holder[kept];
  const [, list = '', key = ''] = element.exec(name) ?? [];
  if (list === '' || !Object.hasOwn(holder, list)) return undefined;
  const values = holder[list];
  if (!Array.isArray(values)) return undefined;
  const elements = values as readonly PropertyValue[];
  return elements.find((one) => keyOf(one) === key) ?? elements[Number(key)];
}

/** What names an element of a list: vim25's `key`; a reference's value where the key is one. */
function keyOf(value: PropertyValue): string | undefined {
  if (!isDataObject(value)) return undefined;
  const { key } = value;
  if (typeof key === 'string' || typeof key === 'number') return String(key);
  return isDataObject(key) && typeof key['value'] === 'string' ? key['value'] : undefined;
}
