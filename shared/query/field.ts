import type { Text } from '../i18n/text.ts';
import type { ValueType } from './problem.ts';
import type { Subject } from './subject.ts';

export type FieldValue = string | number | boolean;

/**
 * What an object has in a field: none, one or several values; undefined where such an object cannot have any. In the units of
 * ValueType: bytes, hertz, fractions, milliseconds.
 */
export type FieldValues = readonly FieldValue[] | undefined;

/** A field of the search language. */
export interface FieldDefinition {
  /** As it is written: `mem`, `snapshot.age`. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Heading of its column. */
  readonly label: Text;
  readonly group: FieldGroup;
  readonly type: ValueType;
  /** Values of a `choice`. */
  readonly choices?: readonly Choice[];
  /** Of type `bytes`: what a number without a unit stands for. */
  readonly plain?: number;
  /** Free text finds it, after names. */
  readonly searched?: true;
  /** A name may follow: `tag.Owner`; it is then the second argument of `read`. */
  readonly named?: true;
  /** Of a `named` field: the names that an object has values of. */
  names?(subject: Subject): readonly string[];
  /** It needs what only the core knows of an object: its facts, what stands above it, its alerts. */
  readonly deep?: true;
  readonly examples: readonly string[];
  read(subject: Subject, context: ReadContext): FieldValues;
}

/** Where a field stands among the columns to choose from; `native` for a property of the server. */
export type FieldGroup =
  | 'general'
  | 'compute'
  | 'guest'
  | 'storage'
  | 'network'
  | 'place'
  | 'care'
  | 'native';

export interface ReadContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Of a `named` field, in lower case. */
  readonly name?: string;
}

export interface Choice {
  readonly value: string;
  readonly aliases?: readonly string[];
}

/** One value, or none; undefined stays what it is. */
export function one(value: FieldValue | undefined | null): FieldValues {
  if (value === undefined) return undefined;
  return value === null ? none : [value];
}

export const none: readonly FieldValue[] = [];
