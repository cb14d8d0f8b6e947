import type { Text } from '../i18n/text.ts';
import type { FieldDefinition } from './field.ts';
import { allFields, findField } from './fields.ts';
import { literal, printSegment, printValue } from './print.ts';
import type { Span } from './query.ts';
import { caretPlace, type FieldPlace, type ValuePlace } from './caret-place.ts';

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
  /** An `example` is a value that would be right, where values cannot be listed: `16g`. */
  readonly is: 'field' | 'value' | 'example';
  /** What a field holds. */
  readonly label?: Text;
}

/** A question to who knows the objects; see the call `query.values`. */
export interface LiveValues {
  /** As it is written in a query: `os`, `tag."Cost center"`. */
  readonly field: string;
  /** What may follow the field's name (`Owner` of `tag.Owner`), or its values. */
  readonly wants: 'names' | 'values';
  readonly begins: string;
}

export interface SuggestOptions {
  /** Says a label as the user reads it: fields are found by what they are called there, too. */
  readonly inWords?: (text: Text) => string;
}

const most = 12;

/** What may follow at a place of a query that is being typed. Pure: live values are looked up by the caller. */
export function suggest(text: string, caret: number, options: SuggestOptions = {}): Suggestions {
  const place = caretPlace(text, caret);
  switch (place.is) {
    case 'value':
      return valuesAt(place);
    case 'field':
      return fieldsAt(place, options);
    default:
      return { at: place.at, items: [] };
  }
}

function valuesAt({ path, typed, at }: ValuePlace): Suggestions {
  const named = findField(path);
  if (named === undefined) return { at, items: [], live: liveValues(path, typed) };
  const { field } = named;
  const lower = typed.toLowerCase();
  const known = (field.choices ?? []).filter(({ value, aliases = [] }) =>
    [value, ...aliases].some((one) => one.startsWith(lower)),
  );
  const items = known
    .toSorted((one, other) => rank(one.value, lower) - rank(other.value, lower))
    .slice(0, most)
    .map(({ value }): Suggestion => ({ text: value, is: 'value' }));
  if (field.type === 'choice' || field.type === 'boolean') return { at, items };
  const live = isListable(field) ? { live: liveValues(path, typed) } : {};
  return { at, items: typed === '' && items.length === 0 ? examples(field) : items, ...live };
}

/** Amounts and times are as many as there are objects: examples serve better than a list of them. */
function isListable({ type }: FieldDefinition): boolean {
  return ['text', 'any', 'ip', 'mac'].includes(type);
}

function examples(field: FieldDefinition): readonly Suggestion[] {
  if (isListable(field)) return [];
  return field.examples
    .filter((example) => !/^[<>=]/.test(example))
    .map((text) => ({ text, is: 'example' }));
}

function liveValues(path: readonly string[], begins: string): LiveValues {
  return { field: path.map(printSegment).join('.'), wants: 'values', begins };
}

function fieldsAt({ typed, at }: FieldPlace, options: SuggestOptions): Suggestions {
  const [, first = '', rest] = /^([^."]+)\.(.*)$/s.exec(typed) ?? [];
  const named = rest === undefined ? undefined : findField([first]);
  if (rest !== undefined && named?.field.named === true) {
    const begins = rest.replace(/^"/, '').replaceAll(/\\(.)/g, '$1');
    const from = at.from + first.length + 1;
    const live: LiveValues = { field: first, wants: 'names', begins };
    return { at: { from, to: at.to }, items: [], live };
  }
  return { at, items: fieldItems(typed, options) };
}

/** Live values as suggestions, quoted where they have to be; names as what a value follows. */
export function liveSuggestions(
  found: readonly string[],
  wants: LiveValues['wants'] = 'values',
): readonly Suggestion[] {
  return wants === 'names'
    ? found.map((name) => ({ text: `${printSegment(name)}:`, is: 'field' }))
    : found.map((text) => ({ text: printValue(literal(text)), is: 'value' }));
}

function fieldItems(typed: string, { inWords }: SuggestOptions): readonly Suggestion[] {
  const lower = typed.toLowerCase();
  const rankOf = ({ name, aliases = [], label }: FieldDefinition): number => {
    if (name.startsWith(lower)) return rank(name, lower);
    if (aliases.some((alias) => alias.startsWith(lower))) return 2;
    const words = inWords?.(label).toLowerCase().split(/\s+/) ?? [];
    return lower.length > 1 && words.some((word) => word.startsWith(lower)) ? 3 : 4;
  };
  return allFields
    .map((field) => ({ field, rank: rankOf(field) }))
    .filter(({ rank: one }) => one < 4)
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, typed === '' ? allFields.length : most)
    .map(({ field: { name, label } }) => ({ text: `${name}:`, is: 'field', label }));
}

/** What was written whole comes first. */
function rank(value: string, typed: string): number {
  if (value === typed) return 0;
  return value.startsWith(typed) ? 1 : 2;
}
