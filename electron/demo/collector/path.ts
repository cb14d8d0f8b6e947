import { fieldsOf, findField, propertiesOf } from '../api/model.ts';
import type { Spec } from '../api/model.ts';
import { invalidProperty } from '../wire/fault.ts';
import { isReference } from '../wire/value.ts';

/** Property paths: `summary.runtime.powerState`, `config.hardware.device[4000].deviceInfo.label`, `host["host-12"]`. */

/** A step of a path: a field and, where it is an array, the key of one element. */
interface Step {
  readonly name: string;
  readonly key: string | undefined;
  /** The key stands in quotation marks: it is text, and no number. */
  readonly isQuoted: boolean;
}

/** A path that was checked against the API model. */
export interface PropertyPath {
  readonly text: string;
  readonly steps: readonly Step[];
  /** What the path leads to, for the type on the wire. */
  readonly spec: Spec;
}

const stepPattern = /^([A-Za-z_]\w*)(?:\[(?:"((?:[^"\\]|\\.)*)"|(-?\w[\w.:-]*))\])?(?:\.|$)/;

/** Splits a path at its dots, outside of brackets; `undefined` when it is no path. */
function splitPath(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let rest = text;
  while (rest !== '') {
    const match = stepPattern.exec(rest);
    if (match === null) {
      return undefined;
    }
    const [, name = '', quoted, bare] = match;
    const key = quoted?.replace(/\\(.)/g, '$1') ?? bare;
    steps.push({ name, key, isQuoted: quoted !== undefined });
    rest = rest.slice(match[0].length);
  }
  return steps.length === 0 || text.endsWith('.') ? undefined : steps;
}

const compiled = new Map<string, PropertyPath>();
const maxCompiled = 20_000;

/**
 * Checks a path of a managed type.
 *
 * @throws VimFault InvalidProperty when the type has no such property.
 */
export function compilePath(type: string, text: string): PropertyPath {
  const cacheKey = `${type}/${text}`;
  const known = compiled.get(cacheKey);
  if (known !== undefined) {
    return known;
  }
  const steps = splitPath(text);
  const first = propertiesOf(type).find(({ name }) => name === steps?.[0]?.name);
  if (steps === undefined || first === undefined) {
    throw invalidProperty(text);
  }
  const path = { text, steps, spec: walkSpecs(first.spec, steps, text) };
  if (compiled.size >= maxCompiled) {
    compiled.clear();
  }
  compiled.set(cacheKey, path);
  return path;
}

function walkSpecs(first: Spec, steps: readonly Step[], text: string): Spec {
  let spec = first;
  for (const [index, { name, key, isQuoted }] of steps.entries()) {
    if (index > 0) {
      const field = spec.isReference || spec.isArray ? undefined : findField(spec.type, name);
      if (field === undefined) {
        throw invalidProperty(text);
      }
      spec = field.spec;
    }
    if (key !== undefined) {
      if (!spec.isArray || isQuoted === hasNumericKey(spec)) {
        throw invalidProperty(text);
      }
      spec = { ...spec, isArray: false };
    }
  }
  return spec;
}

/** Whether the elements of an array are named by numbers: those with a `key` that is one. */
function hasNumericKey({ type }: Spec): boolean {
  const key = fieldsOf(type).find(({ name }) => name === 'key')?.spec.type;
  return key === 'int' || key === 'long';
}

function elementByKey(items: unknown, key: string): unknown {
  for (const item of items as Iterable<unknown>) {
    if (elementKey(item) === key) {
      return item;
    }
  }
  return undefined;
}

/** The key of an array's element: its `key` field, or a reference's id, or itself. */
function elementKey(item: unknown): string | undefined {
  if (isReference(item)) {
    return item.id;
  }
  if (typeof item === 'object' && item !== null) {
    const key = 'key' in item ? item.key : undefined;
    return isReference(key) ? key.id : simpleKey(key);
  }
  return simpleKey(item);
}

function simpleKey(key: unknown): string | undefined {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}

/** What a path finds in an object: a value, or why there is none. */
export interface Found {
  readonly value: unknown;
  /** A step before the last is unset: the whole branch is missing, not only the leaf. */
  readonly parentUnset: boolean;
}

/** Follows the steps; `read` gives the value of a top-level property. */
export function follow(path: PropertyPath, read: (property: string) => unknown): Found {
  let value: unknown;
  const last = path.steps.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const { name, key } = path.steps[index] ?? { name: '', key: undefined };
    value = index === 0 ? read(name) : (value as Record<string, unknown>)[name];
    if (value !== undefined && key !== undefined) {
      value = elementByKey(value, key);
    }
    if (value === undefined) {
      return { value, parentUnset: index < last };
    }
  }
  return { value, parentUnset: false };
}

/** Whether one path is the other or lies below it. */
export function isBelow(path: string, ancestor: string): boolean {
  if (!path.startsWith(ancestor)) {
    return false;
  }
  const next = path.charAt(ancestor.length);
  return next === '' || next === '.' || next === '[';
}
