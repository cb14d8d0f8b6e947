import type { XapiType } from './type.ts';

/** A value that brings its type along: the snapshots in an event batch are of every class. */
export class Typed {
  readonly type: XapiType;
  readonly value: Value;

  constructor(type: XapiType, value: Value) {
    this.type = type;
    this.value = value;
  }
}

/**
 * A value of the XAPI in memory. Sets are arrays, maps and records plain objects, dates the text of the wire
 * (`20260801T12:00:00Z`), integers that a double cannot hold bigint. Never changed in place, save by the database.
 */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | Typed
  | readonly Value[]
  | { readonly [name: string]: Value };

/** A map or a record. */
export type Fields = Readonly<Record<string, Value>>;

export const nullRef = 'OpaqueRef:NULL';

/** True of the texts that servers write for "no object". */
export function isNull(ref: Value | undefined): boolean {
  return ref === undefined || ref === nullRef || ref === '' || ref === 'Ref:*';
}

/** `20260801T12:00:00Z` */
export function datetime(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll('-', '')}Z`;
}

/** What stands for "never". */
export const epoch = '19700101T00:00:00Z';

/** The text of a scalar; empty for sets, maps and what is not there. */
export function text(value: Value | undefined): string {
  return value === undefined || typeof value === 'object' ? '' : String(value);
}
