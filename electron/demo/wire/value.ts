/**
 * Values on their way to the wire.
 *
 * A data object is a plain record; `$type` names its type where that differs from the declared one. A managed object,
 * or anything else with a type and an id, stands for a reference to it. Getters are welcome: a field is read only when
 * it is written, so that one property path does not pay for its neighbours.
 */
export interface Reference {
  readonly type: string;
  readonly id: string;
}

/** A data object. */
export type Data = Readonly<Record<string, unknown>>;

/** Names the type of a data object. */
export function data<T extends object>($type: string, fields: T): T & { readonly $type: string } {
  return Object.assign(fields, { $type });
}

/** A value for an `anyType` field whose type cannot be known from the value: `typed('long', 5)`. */
export class Typed {
  readonly spec: string;
  readonly value: unknown;

  constructor(spec: string, value: unknown) {
    this.spec = spec;
    this.value = value;
  }
}

export function isReference(value: unknown): value is Reference {
  return (
    typeof value === 'object' &&
    value !== null &&
    !('$type' in value) &&
    'type' in value &&
    'id' in value &&
    typeof value.type === 'string' &&
    typeof value.id === 'string'
  );
}
