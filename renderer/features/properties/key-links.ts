import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import { partsOf } from './property-parts.ts';

/** The ids of the lines that have to be open for a thing to be seen; the last one is its own. */
export type LineTrail = readonly string[];

/** Shorter keys are names and numbers that may be anything. */
const shortestKey = 6;

const known = new WeakMap<object, ReadonlyMap<string, LineTrail | null>>();

/**
 * Text that is the key of a record elsewhere is a link to it: a server whose objects name each other by key has no references for them
 * (`key-vim.host.VirtualSwitch-vSwitch0`). A key that two records have is no link.
 */
export function linkedTrail(
  key: string,
  entries: Iterable<PropertyEntry>,
  valueOf: (entry: PropertyEntry) => PropertyValue | undefined,
): LineTrail | undefined {
  if (key.length < shortestKey) return undefined;
  for (const entry of entries) {
    const value = valueOf(entry);
    if (typeof value !== 'object' || value === null) continue;
    let index = known.get(value);
    if (index === undefined) known.set(value, (index = indexOf(entry.path, value)));
    const trail = index.get(key);
    if (trail !== undefined) return trail ?? undefined;
  }
  return undefined;
}

function indexOf(path: string, value: PropertyValue): ReadonlyMap<string, LineTrail | null> {
  const index = new Map<string, LineTrail | null>();
  const visit = (at: string, one: PropertyValue, trail: LineTrail): void => {
    const here = [...trail, at];
    if (isDataObject(one)) {
      const { key } = one;
      if (typeof key === 'string') index.set(key, index.has(key) ? null : here);
    }
    for (const [label, part] of partsOf(one))
      if (typeof part === 'object' && part !== null) visit(pathTo(at, label), part, here);
  };
  visit(path, value, []);
  return index;
}

/** The native path of a part. */
export function pathTo(path: string, label: string): string {
  return label.startsWith('[') ? `${path}${label}` : `${path}.${label}`;
}
