/**
 * A query of the search language as a tree. Made by `parseQuery`, printed by `printQuery`, made into a test of objects by
 * `compileQuery`.
 *
 * ```
 * kind:vm (tag.Owner:"Platform Team" or mem>16g) !tools:ok web
 * ```
 */
export type Query = AllQuery | GroupQuery | NotQuery | TextQuery | CompareQuery;

/** Nothing was asked for: every object passes. */
export interface AllQuery {
  readonly is: 'all';
}

/** Two parts or more. */
export interface GroupQuery {
  readonly is: 'and' | 'or';
  readonly parts: readonly Query[];
}

export interface NotQuery {
  readonly is: 'not';
  readonly part: Query;
}

/** Free text: searched in names first, then in all else that is text. */
export interface TextQuery {
  readonly is: 'text';
  readonly value: QueryValue;
  readonly at: Span;
}

/** A field compared with a value. */
export interface CompareQuery {
  readonly is: 'compare';
  /** `['mem']`, `['tag', 'Cost center']`, `['config', 'hardware', 'numCPU']`. */
  readonly field: readonly string[];
  readonly operator: Operator;
  readonly value: QueryValue;
  readonly fieldAt: Span;
  readonly at: Span;
}

/**
 * `:` means what one would expect of the field: part of a text, the value of anything else. `=` is the whole text. An object that has
 * no such field (a host has no tools) passes neither a comparison nor its opposite.
 */
export type Operator = ':' | '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * - `word`: as typed; `*` and `?` stand for any characters and for one.
 * - `quoted`: every character stands for itself.
 * - `regex`: a regular expression in RE2's syntax; case does not matter.
 */
export interface QueryValue {
  readonly kind: 'word' | 'quoted' | 'regex';
  readonly text: string;
}

/** Characters of what was typed: from the first to before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The query that everything passes. */
export const everything: AllQuery = { is: 'all' };

/** The parts joined: flat, and without a group around one part or none. */
export function joined(is: 'and' | 'or', parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) => (part.is === is ? part.parts : [part]));
  const [first] = flat;
  if (first === undefined) return everything;
  return flat.length === 1 ? first : { is, parts: flat };
}
