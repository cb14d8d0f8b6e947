/** Bytes, in their text form: standard base64 alphabet, padded. */
export interface VapiBytes extends VapiRecord {
  readonly $type: 'base64Binary';
  readonly base64: string;
}

/**
 * A structure, error or map as plain data: its fields by wire name, absent where unset.
 * `$type` is the wire name, and there only where the declaration does not tell it: in dynamic structures, opaque values, errors.
 * `$unknown` holds fields that the model does not know, as dynamic values.
 */
export interface VapiRecord {
  readonly $type?: string;
  readonly [field: string]: VapiValue | undefined;
}

/**
 * Whatever the wire can say. Integers beyond 2^53 are bigint, a list is an array, a map is a record by its keys as text.
 *
 * Where no declaration says what a value is (opaque values, dynamic structures, unknown fields), the values that plain data cannot
 * tell apart are records too, so that they can be sent back as they came: `{$type: 'double', value}`, `{$type: 'secret', value}`,
 * `{$type: 'optional', value}` with null for unset; a map is there an array of `{$type: 'map-entry', key, value}`.
 *
 * What a server sent where its API declares another type is `{$type: 'unreadable', declared, value}`, with what came.
 */
export type VapiValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | readonly VapiValue[]
  | VapiRecord;

/** `$type` of the records that are not structures. */
export const TAGS: ReadonlySet<string> = new Set([
  'double',
  'secret',
  'optional',
  'base64Binary',
  'unreadable',
]);

/**
 * A wire name as `$type`, or a field's name of a structure that no model knows, as a key: `$` is put before a name that would read
 * as one of this file's own.
 */
export function escapeName(name: string): string {
  return name.startsWith('$') || TAGS.has(name) ? `$${name}` : name;
}

/** The wire name again. */
export function unescapeName(name: string): string {
  return name.startsWith('$') ? name.slice(1) : name;
}

/** Makes bytes. */
export function bytes(data: Uint8Array): VapiBytes {
  return { $type: 'base64Binary', base64: Buffer.from(data).toString('base64') };
}

export function isRecord(value: unknown): value is VapiRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for what is not of its declared type. */
export function isUnreadable(value: unknown): boolean {
  return isRecord(value) && value.$type === 'unreadable' && typeof value['declared'] === 'string';
}

/** Sets a member, also one that is called `__proto__`. */
export function put<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') {
    Object.defineProperty(record, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else record[key] = value;
}
