import type { NativePath } from '../provider.ts';
import { lineageOf, readableType } from './declared-type.ts';
import { propertySets } from './property-sets.ts';
import { MODEL_DATA } from './vim25/model/model-data.ts';

/**
 * Managed entities that may have a value at a path, by what the API declares: of lists what their elements have, of data objects what
 * their subtypes have: `config.hardware.device.macAddress`.
 */
export function nativePaths(path: readonly string[]): ReadonlyMap<string, NativePath> {
  const key = path.join('.');
  let found = known.get(key);
  if (found === undefined) {
    found = find(path);
    if (known.size >= mostKnown) known.clear();
    known.set(key, found);
  }
  return found;
}

const known = new Map<string, ReadonlyMap<string, NativePath>>();
/** People ask for a few dozen; a file of searches may ask for anything. */
const mostKnown = 1000;

function find(path: readonly string[]): ReadonlyMap<string, NativePath> {
  const names = path.map((step) => step.replace(/\[.*$/, ''));
  const found = new Map<string, NativePath>();
  for (const type of Object.keys(MODEL_DATA.managed)) {
    const lineage = lineageOf(type);
    if (!lineage.includes('ManagedEntity')) continue;
    const read = readableFrom(lineage, names);
    if (read === undefined) continue;
    found.set(type, isCached(lineage, names) ? {} : { read });
  }
  return found;
}

function isCached(lineage: readonly string[], names: readonly string[]): boolean {
  const cached = new Set(lineage.flatMap((type) => propertySets[type] ?? []));
  return names.some((_, index) => cached.has(names.slice(0, index + 1).join('.')));
}

/** The longest path that a server can be asked for on the way to a value: to the first list; undefined where there is no such value. */
function readableFrom(lineage: readonly string[], names: readonly string[]): string | undefined {
  const [first = '', ...rest] = names;
  let specs = lineage.flatMap((type) => specOf(MODEL_DATA.managed[type]?.[1], first));
  let read = first;
  let open = true;
  for (const name of rest) {
    // Below a list, and where only a subtype has the field, no server takes a path.
    open &&= specs.every((spec) => !readable(spec).endsWith('[]'));
    const own = specs.flatMap((spec) => fieldSpecs(element(spec), name, false));
    const all =
      own.length > 0 ? own : specs.flatMap((spec) => fieldSpecs(element(spec), name, true));
    if (all.length === 0) return undefined;
    open &&= own.length > 0;
    if (open) read = `${read}.${name}`;
    specs = all;
  }
  return specs.length === 0 ? undefined : read;
}

function readable(spec: string): string {
  return readableType(spec);
}

/** A list's element; a reference ends a path. */
function element(spec: string): string {
  return spec.includes('&') ? '' : readable(spec).replace(/\[\]$/, '');
}

function fieldSpecs(type: string, name: string, inSubtypes: boolean): readonly string[] {
  if (inSubtypes)
    return subtypesOf(type).flatMap((subtype) => specOf(MODEL_DATA.types[subtype]?.[1], name));
  for (let at: string | undefined = type; at !== undefined && at !== ''; ) {
    const entry: readonly [string, Readonly<Record<string, string>>] | undefined = Object.hasOwn(
      MODEL_DATA.types,
      at,
    )
      ? MODEL_DATA.types[at]
      : undefined;
    const found = specOf(entry?.[1], name);
    if (found.length > 0) return found;
    at = entry?.[0];
  }
  return [];
}

function specOf(
  fields: Readonly<Record<string, string>> | undefined,
  name: string,
): readonly string[] {
  const spec = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
  return spec === undefined ? [] : [spec];
}

let children: Map<string, string[]> | undefined;

function subtypesOf(type: string): readonly string[] {
  children ??= childrenByBase();
  const below = children.get(type) ?? [];
  return below.flatMap((one) => [one, ...subtypesOf(one)]);
}

function childrenByBase(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [type, [base]] of Object.entries(MODEL_DATA.types)) {
    const siblings = found.get(base);
    if (siblings === undefined) found.set(base, [type]);
    else siblings.push(type);
  }
  return found;
}
