import type { PropertyChange } from '#shared/model/object-update.ts';
import {
  isDataObject,
  isReferenceValue,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import { covers, parsePath, type PathStep } from './property-path.ts';

/** Properties of one object while they are being changed. */
export type MutableProperties = Record<string, PropertyValue>;

/**
 * - `applied`: the record is up to date.
 * - `unchanged`: it was already so.
 * - `unknown`: the change points into something that is not held: the cached property with path `refetch` no longer shows what
 *   the server has and is to be read anew.
 */
export type ChangeOutcome =
  | { readonly outcome: 'applied' | 'unchanged' }
  | { readonly outcome: 'unknown'; readonly refetch: string };

const applied: ChangeOutcome = { outcome: 'applied' };
const unchanged: ChangeOutcome = { outcome: 'unchanged' };

/**
 * Applies one PropertyChange (vim25 PropertyChange, PropertyChangeOp) to the cached properties of an object. Values are replaced
 * and never changed in place, so whoever holds one keeps what it saw.
 *
 * A change may name a cached path itself, a part of a cached value (`runtime` is held, `runtime.powerState` changed) or a parent
 * of cached paths (`runtime` became unset, `runtime.powerState` is held).
 */
export function applyChange(properties: MutableProperties, change: PropertyChange): ChangeOutcome {
  const { path } = change;
  // An own data property of that name cannot be made by assignment; no server has such a property.
  if (path === '__proto__') return unchanged;
  const steps = parsePath(path);
  if (steps === undefined) return unchanged;
  const holder = Object.hasOwn(properties, path) ? path : findHolder(properties, path);
  if (holder !== undefined && holder !== path)
    return applyInside(properties, holder, steps, change);
  if (change.op === 'indirectRemove' || (change.op !== 'add' && change.value === undefined)) {
    return removeBelow(properties, path);
  }
  return applyWhole(properties, path, steps, change);
}

/** The change is to a cached path, or to one that is not cached yet. */
function applyWhole(
  properties: MutableProperties,
  path: string,
  steps: readonly PathStep[],
  change: PropertyChange,
): ChangeOutcome {
  if (change.op === 'remove') return removeBelow(properties, path);
  if (change.value === undefined) return unchanged;
  const last = steps.at(-1);
  // `add` to an array that was unset until now: its only element.
  if (change.op === 'add' && !Object.hasOwn(properties, path) && last && 'key' in last) {
    const array = path.slice(0, path.lastIndexOf('['));
    if (parsePath(array)?.length === steps.length - 1) {
      properties[array] = [change.value];
      return applied;
    }
  }
  removeBelow(properties, path);
  properties[path] = change.value;
  return applied;
}

/** Drops the path and all that is cached below it. */
function removeBelow(properties: MutableProperties, path: string): ChangeOutcome {
  let found = false;
  for (const other of Object.keys(properties)) {
    if (!covers(path, other)) continue;
    delete properties[other];
    found = true;
  }
  return found ? applied : unchanged;
}

/** The longest cached path that the given one lies inside of. */
function findHolder(properties: MutableProperties, path: string): string | undefined {
  for (let end = path.length - 1; end > 0; end--) {
    const at = path[end];
    if (at !== '.' && at !== '[') continue;
    const candidate = path.slice(0, end);
    if (Object.hasOwn(properties, candidate)) return candidate;
  }
  return undefined;
}

function applyInside(
  properties: MutableProperties,
  holder: string,
  steps: readonly PathStep[],
  change: PropertyChange,
): ChangeOutcome {
  const depth = parsePath(holder)?.length ?? 0;
  const old = properties[holder];
  if (old === undefined) return unchanged;
  const next = patch(old, steps.slice(depth), change);
  if (next === miss) return { outcome: 'unknown', refetch: holder };
  if (next === old) return unchanged;
  properties[holder] = next;
  return applied;
}

/** The change points at something that the value does not have. */
const miss = Symbol('miss');

function patch(
  value: PropertyValue,
  steps: readonly PathStep[],
  change: PropertyChange,
): PropertyValue | typeof miss {
  const [step, ...rest] = steps;
  if (step === undefined) return change.value ?? miss;
  if ('name' in step)
    return isDataObject(value) ? patchField(value, step.name, rest, change) : miss;
  return Array.isArray(value) ? patchElement(value, step.key, rest, change) : miss;
}

function patchField(
  object: DataObjectValue,
  name: string,
  rest: readonly PathStep[],
  change: PropertyChange,
): PropertyValue | typeof miss {
  if (name === '__proto__') return object;
  if (rest.length === 0) return setField(object, name, change);
  const old = Object.hasOwn(object, name) ? object[name] : undefined;
  if (old === undefined) return patchUnset(object, name, rest, change);
  const inner = patch(old, rest, change);
  if (inner === miss) return miss;
  return inner === old ? object : { ...object, [name]: inner };
}

/** The change is to the field itself. */
function setField(object: DataObjectValue, name: string, { op, value }: PropertyChange) {
  if (op !== 'indirectRemove' && op !== 'remove' && value !== undefined)
    return { ...object, [name]: value };
  if (!Object.hasOwn(object, name)) return object;
  const { [name]: _gone, ...left } = object;
  return left as DataObjectValue;
}

/** The change is to a part of a field that has no value. */
function patchUnset(
  object: DataObjectValue,
  name: string,
  [next, ...deeper]: readonly PathStep[],
  change: PropertyChange,
): PropertyValue | typeof miss {
  if (isRemoval(change)) return object;
  const { op, value } = change;
  // `add` to an array field that was unset until now.
  const isFirst = op === 'add' && next !== undefined && 'key' in next && deeper.length === 0;
  return isFirst && value !== undefined ? { ...object, [name]: [value] } : miss;
}

function patchElement(
  array: readonly PropertyValue[],
  key: string,
  rest: readonly PathStep[],
  change: PropertyChange,
): PropertyValue | typeof miss {
  const index = array.findIndex((element) => keyOf(element) === key);
  if (rest.length > 0) {
    const old = array[index];
    if (old === undefined) return isRemoval(change) ? array : miss;
    const inner = patch(old, rest, change);
    if (inner === miss) return miss;
    return inner === old ? array : array.with(index, inner);
  }
  if (isRemoval(change)) return index < 0 ? array : array.toSpliced(index, 1);
  if (change.value === undefined) return miss;
  // vCenter sends `assign` for an element that it has not sent before, too.
  return index < 0 ? [...array, change.value] : array.with(index, change.value);
}

function isRemoval(change: PropertyChange): boolean {
  return (
    change.op === 'remove' ||
    change.op === 'indirectRemove' ||
    (change.op === 'assign' && change.value === undefined)
  );
}

/** What names an element of an array: its `key` field, or the reference itself. */
function keyOf(element: PropertyValue): string | undefined {
  if (isReferenceValue(element)) return element.value;
  if (!isDataObject(element)) return typeof element === 'object' ? undefined : String(element);
  const { key } = element;
  if (isReferenceValue(key)) return key.value;
  if (key !== undefined && key !== null && typeof key !== 'object') return String(key);
  // HostMount and its like are keyed by a reference that they hold under their own name: `host["host-244"]`.
  return Object.values(element).find((field) => isReferenceValue(field))?.value;
}
