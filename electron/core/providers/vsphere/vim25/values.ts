/** A reference to a managed object, as vim25 writes it: the type, and an id that only the server understands. */
export interface ManagedObjectReference extends VimRecord {
  readonly $type: 'ManagedObjectReference';
  readonly type: string;
  readonly value: string;
  /** The vCenter instance that owns the object, where a linked one answers. */
  readonly serverGuid?: string;
}

/** An xsd:dateTime: the text as sent (vCenter sends 0 to 9 fraction digits) and the instant it names. */
export interface VimDateTime extends VimRecord {
  readonly $type: 'dateTime';
  readonly text: string;
  /** Milliseconds since 1970 UTC; finer digits are in the text only. */
  readonly ms: number;
}

/** xsd:base64Binary, kept in its text form. */
export interface VimBase64 extends VimRecord {
  readonly $type: 'base64Binary';
  readonly base64: string;
}

/** A data object: its wire type and its fields by wire name, absent where unset. */
export interface VimRecord {
  readonly $type: string;
  readonly [field: string]: VimValue | undefined;
}

/**
 * Whatever the wire can say. Longs beyond 2^53 are bigint; byte[] is an array of signed numbers; a repeated
 * field is an array even with one element.
 */
export type VimValue = string | number | boolean | bigint | null | readonly VimValue[] | VimRecord;

export function isReference(value: VimValue | undefined): value is ManagedObjectReference {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$type' in value &&
    value.$type === 'ManagedObjectReference' &&
    typeof value['type'] === 'string' &&
    typeof value['value'] === 'string'
  );
}

/** Makes a reference; `type` is the wire name of the managed type. */
export function moref(type: string, value: string): ManagedObjectReference {
  return { $type: 'ManagedObjectReference', type, value };
}
