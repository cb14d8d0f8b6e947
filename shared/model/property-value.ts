/**
 * The value of a native property as plain data, in the server's own names.
 *
 * Data objects carry their wire type in `$type`; so do the few values that plain data cannot express:
 * references, times and bytes. 64-bit integers beyond 2^53 are `bigint`.
 */
export type PropertyValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | readonly PropertyValue[]
  | DataObjectValue;

/** A data object; the special values below are data objects too. */
export interface DataObjectValue {
  readonly $type: string;
  readonly [field: string]: PropertyValue | undefined;
}

const typeLike = /^\$+type$/;

/** The name under which a data object keeps an entry of a map that is called `$type`, or as an entry kept so: one `$` more. */
export function keptKey(key: string): string {
  return typeLike.test(key) ? `$${key}` : key;
}

/** The entry's own name. */
export function ownKey(kept: string): string {
  return kept !== '$type' && typeLike.test(kept) ? kept.slice(1) : kept;
}

/** A reference to another object of the same server. XAPI's references use it too, with class and UUID. */
export interface ReferenceValue extends DataObjectValue {
  readonly $type: 'ManagedObjectReference';
  readonly type: string;
  readonly value: string;
  /** The server names an object that it does not have; `value` is then its own text for it. */
  readonly dangling?: boolean;
}

/** A point in time: the text as the server sent it (0 to 9 fraction digits) and milliseconds since 1970 UTC. */
export interface DateTimeValue extends DataObjectValue {
  readonly $type: 'dateTime';
  readonly text: string;
  readonly ms: number;
}

export interface BytesValue extends DataObjectValue {
  readonly $type: 'base64Binary';
  readonly base64: string;
}

/**
 * What the server sent where its own API declares another type: a number that says `NaN`, text where an object is expected, a field
 * that is there twice. It is kept as it came, and loses nothing but itself.
 */
export interface UnreadableValue extends DataObjectValue {
  readonly $type: 'unreadable';
  /** The declared type: `int`, `VirtualMachineConfigInfo`. */
  readonly declared: string;
  /** What came; a list of both where one was expected and two came. */
  readonly value: PropertyValue;
}

export function isUnreadableValue(value: unknown): value is UnreadableValue {
  return (
    typeof value === 'object' && value !== null && '$type' in value && value.$type === 'unreadable'
  );
}

// oxlint-disable-next-line no-control-regex -- those are what is looked for
const noText = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFD-\uFFFF]/;

/** Whether a text holds what is no text: what was replaced, control characters, half of a character. */
export function isDamagedText(text: string): boolean {
  return noText.test(text) || !text.isWellFormed();
}

export function isDataObject(value: PropertyValue | undefined): value is DataObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isReferenceValue(value: PropertyValue | undefined): value is ReferenceValue {
  return (
    isDataObject(value) &&
    value.$type === 'ManagedObjectReference' &&
    typeof value['type'] === 'string' &&
    typeof value['value'] === 'string'
  );
}

export function isDateTimeValue(value: PropertyValue | undefined): value is DateTimeValue {
  return isDataObject(value) && value.$type === 'dateTime';
}

export function isBytesValue(value: PropertyValue | undefined): value is BytesValue {
  return isDataObject(value) && value.$type === 'base64Binary';
}
