import type { english } from './en/catalogue.ts';
import type { Message, Text } from './text.ts';

type Catalogue = typeof english;

/** A key of the catalogue. */
export type TextId = keyof Catalogue;

/** What a text asks for, as whoever makes it gives it: where it wants words, a text of the catalogue is as good. */
export type ValuesOf<Id extends TextId> = Catalogue[Id] extends (
  values: infer Values,
  ...rest: never
) => string
  ? readonly [{ readonly [Name in keyof Values]: Given<Values[Name]> }]
  : readonly [];

type Given<Value> = Value extends string
  ? Text
  : Value extends readonly string[]
    ? readonly Text[]
    : Value;

/**
 * A text of the catalogue: `text('task.gone')`, `text('server.remove.title', { name })`. An unknown id, and a missing or wrong value,
 * do not compile.
 */
export function text<Id extends TextId>(id: Id, ...[values]: ValuesOf<Id>): Message {
  return values === undefined ? { id } : { id, values };
}
