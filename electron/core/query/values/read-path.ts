import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import { parsePath, type PathStep } from '../../inventory/property-path.ts';

/**
 * The value at a native path, from what is cached: `config.hardware.numCPU` where `config.hardware` is. Of a list, what is there in each
 * of its elements. Undefined where there is nothing.
 * @param path as the search language has it: steps, of which each may have keys in brackets
 */
export function readPath(
  properties: Properties,
  path: readonly string[],
): PropertyValue | undefined {
  for (const { cached, rest } of splits(path))
    if (Object.hasOwn(properties, cached)) return walk(properties[cached], rest);
  return undefined;
}

/** The cached property that a path leads into; undefined where none does. */
export function cachedPath(properties: Properties, path: readonly string[]): string | undefined {
  return splits(path).find(({ cached }) => Object.hasOwn(properties, cached))?.cached;
}

/** A path as a property that may be cached, and the way on from there. */
interface Split {
  readonly cached: string;
  readonly rest: readonly PathStep[];
}

/** A view reads one path of 100,000 objects. */
const splitsOf = new WeakMap<readonly string[], readonly Split[]>();

/** All ways to split a path, the longest property first. */
function splits(path: readonly string[]): readonly Split[] {
  let found = splitsOf.get(path);
  if (found === undefined) {
    found = path
      .map((_, index) => ({
        cached: path.slice(0, index + 1).join('.'),
        rest: path.slice(index + 1).flatMap(stepsOf),
      }))
      .reverse();
    splitsOf.set(path, found);
  }
  return found;
}

function stepsOf(segment: string): readonly PathStep[] {
  return (segment.includes('[') ? parsePath(segment) : undefined) ?? [{ name: segment }];
}

function walk(
  value: PropertyValue | undefined,
  steps: readonly PathStep[],
): PropertyValue | undefined {
  const [step, ...rest] = steps;
  if (step === undefined || value === undefined || value === null) return value;
  if (isList(value)) {
    if ('key' in step)
      return walk(
        value.find((element) => hasKey(element, step.key)),
        rest,
      );
    const found = value.flatMap((element) => {
      const inner = walk(element, steps);
      if (inner === undefined) return [];
      return isList(inner) ? inner : [inner];
    });
    return found.length === 0 ? undefined : found;
  }
  if (!isDataObject(value)) return undefined;
  const name = 'name' in step ? step.name : step.key;
  return Object.hasOwn(value, name) ? walk(value[name], rest) : undefined;
}

function isList(value: PropertyValue): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

function hasKey(element: PropertyValue, key: string): boolean {
  const own = isDataObject(element) ? element['key'] : undefined;
  return (typeof own === 'string' || typeof own === 'number') && String(own) === key;
}
