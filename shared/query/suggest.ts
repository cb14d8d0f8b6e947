import { allFields, findField } from './fields.ts';
import type { FieldDefinition } from './field.ts';
import { literal, printValue } from './print.ts';
import type { Span } from './query.ts';
import { scan, type Token } from './scan.ts';

/** What may be written at the caret, instead of the characters from `at.from` to `at.to`. */
export interface Suggestions {
  readonly at: Span;
  readonly items: readonly Suggestion[];
  /** Further values are known to who knows the objects: those of this field that begin so. */
  readonly live?: LiveValues;
}

export interface Suggestion {
  /** What is written: `power:`, `suspended`. */
  readonly text: string;
  readonly is: 'field' | 'value';
}

export interface LiveValues {
  readonly field: string;
  /** Of a named field: `Owner` of `tag.Owner`. */
  readonly name?: string;
  readonly begins: string;
}

const most = 12;

/** What may follow at a place of a query that is being typed. Pure: live values are looked up by the caller. */
export function suggest(text: string, caret: number): Suggestions {
  const before = text.slice(0, caret);
  const { tokens } = scan(before);
  const last = tokens.at(-1);
  const here = { from: caret, to: caret };
  if (last?.is === 'field') return values(last, '', here);
  if (last?.is === 'term' && last.to === caret) {
    const field = tokens.at(-2);
    const at = { from: last.from, to: caret };
    if (field?.is === 'field' && field.to === last.from) return values(field, last.value.text, at);
    return { at, items: last.value.kind === 'word' ? fieldItems(last.value.text) : [] };
  }
  return { at: here, items: fieldItems('') };
}

function values(token: Token & { readonly is: 'field' }, typed: string, at: Span): Suggestions {
  const named = findField(token.path);
  if (named === undefined) return { at, items: [] };
  const { field, name } = named;
  const items = (field.choices?.map((choice) => choice.value) ?? [])
    .filter((value) => value.startsWith(typed.toLowerCase()))
    .map((value): Suggestion => ({ text: value, is: 'value' }));
  if (field.type !== 'text' && field.type !== 'any') return { at, items: items.slice(0, most) };
  const live = { field: field.name, begins: typed, ...(name === undefined ? {} : { name }) };
  return { at, items, live };
}

/** Live values as suggestions, quoted where they have to be. */
export function liveSuggestions(found: readonly string[]): readonly Suggestion[] {
  return found.map((text) => ({ text: printValue(literal(text)), is: 'value' }));
}

function fieldItems(typed: string): readonly Suggestion[] {
  const lower = typed.toLowerCase();
  const begins = ({ name, aliases = [] }: FieldDefinition): boolean =>
    [name, ...aliases].some((known) => known.startsWith(lower));
  return allFields
    .filter(begins)
    .slice(0, typed === '' ? allFields.length : most)
    .map(({ name }) => ({ text: `${name}:`, is: 'field' }));
}
