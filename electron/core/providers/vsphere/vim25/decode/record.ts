import type { VimValue } from '../values.ts';

/** A record under construction. */
export type OpenRecord = { $type: string } & Record<string, VimValue | undefined>;

/**
 * A record without fields. V8 gives an empty literal room for four fields within the object, and one with a field room for just
 * that: the small records that answers consist of need no second piece of memory this way.
 */
export function openRecord(type: string): OpenRecord {
  const record = {} as OpenRecord;
  record.$type = type;
  return record;
}

/** Sets a field whose name the server chose: `__proto__` becomes a plain field like any other. */
export function setForeign(record: OpenRecord, name: string, value: VimValue): void {
  if (name === '__proto__') {
    Object.defineProperty(record, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else record[name] = value;
}

/**
 * Adds a child under a name that the model does not know: the second of a name makes an array. `arrays`
 * remembers which names did, because a single value may be an array itself.
 */
export function addForeign(
  record: OpenRecord,
  name: string,
  value: VimValue,
  repeated: Set<string>,
): void {
  if (!Object.hasOwn(record, name)) return setForeign(record, name, value);
  const before = record[name] ?? null;
  if (repeated.has(name)) (before as VimValue[]).push(value);
  else {
    repeated.add(name);
    setForeign(record, name, [before, value]);
  }
}

/** The same record with its known fields in schema order, for servers that mix them up. */
export function inOrder(record: OpenRecord, order: Iterable<string>): OpenRecord {
  const sorted: OpenRecord = { $type: record.$type };
  for (const name of order) if (record[name] !== undefined) sorted[name] = record[name];
  for (const [name, value] of Object.entries(record)) {
    if (!Object.hasOwn(sorted, name)) setForeign(sorted, name, value ?? null);
  }
  return sorted;
}
