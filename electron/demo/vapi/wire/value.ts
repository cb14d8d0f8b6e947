/**
 * Values of operations: a structure is a record with the field names of the model, an unset optional is undefined, a
 * long is a number or, beyond 2^53, a bigint, a map is a Map, a set a list, a binary value bytes, a date-time a Date.
 */

/** A value with its type, where the declared one says nothing: opaque values, dynamic structures. */
export class Typed {
  /** As in the model: `&VirtualMachine`, `@com.vmware.vcenter.VM.summary`. */
  readonly type: string;
  readonly value: unknown;

  constructor(type: string, value: unknown) {
    this.type = type;
    this.value = value;
  }
}
