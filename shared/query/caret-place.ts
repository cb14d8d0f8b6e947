import type { Span } from './query.ts';
import { scan, type Token } from './scan.ts';

/** What is being written at the caret: the name of a field (or a word), a field's value, or what nothing can be said about. */
export type CaretPlace = ValuePlace | FieldPlace | { readonly is: 'other'; readonly at: Span };

export interface ValuePlace {
  readonly is: 'value';
  readonly path: readonly string[];
  /** What of the value stands before the caret, without quotes. */
  readonly typed: string;
  /** What a whole value would replace. */
  readonly at: Span;
}

export interface FieldPlace {
  readonly is: 'field';
  readonly typed: string;
  readonly at: Span;
}

type FieldToken = Token & { readonly is: 'field' };

/** Reads what is being written at a place of a query. What stands behind the caret counts as far as it belongs to the same word. */
export function caretPlace(text: string, caret: number): CaretPlace {
  const before = text.slice(0, caret);
  const rest = text.slice(caret);
  const { tokens, problem } = scan(before);
  const open = problem?.kind === 'unclosedQuote' ? problem.from : undefined;
  if (problem !== undefined && open === undefined) return otherAt(caret);
  if (open !== undefined) return inQuotes(tokens, before, open, rest);
  const last = tokens.at(-1);
  if (last?.to !== caret) return placeIn(valueOf(tokens, undefined), nothingAt(caret), rest);
  if (last.is === 'term') {
    if (last.value.kind !== 'word') return otherAt(caret);
    const written = { text: last.value.text, from: last.from, to: caret };
    return placeIn(valueOf(tokens.slice(0, -1), last.from), written, rest);
  }
  if (isKeyword(last, before)) return otherAt(caret);
  return placeIn(valueOf(tokens, undefined), nothingAt(caret), rest);
}

/** A word before the caret, as far as it is there. */
interface Written extends Span {
  readonly text: string;
}

function nothingAt(caret: number): Written {
  return { text: '', from: caret, to: caret };
}

/** @param field whose value it is; undefined for a name or a word of its own */
function placeIn(field: FieldToken | undefined, written: Written, rest: string): CaretPlace {
  const { text: typed, from, to: caret } = written;
  if (field !== undefined) {
    // Of several values, the one that is being written.
    const part = typed.slice(typed.lastIndexOf(',') + 1);
    const to = caret + restOf(rest, /^[^\s(),"]*/);
    return { is: 'value', path: field.path, typed: part, at: { from: caret - part.length, to } };
  }
  const to = caret + restOf(rest, /^[\w.-]*:?/);
  // A sign of its own: what it denies is still to come.
  const isSign = typed === '!' || typed === '-';
  return isSign
    ? { is: 'field', typed: '', at: { from: caret, to } }
    : { is: 'field', typed, at: { from, to } };
}

/** A quotation mark that is not closed: of a value, or of a name that follows a field's (`tag."Cost c`). */
function inQuotes(
  tokens: readonly Token[],
  before: string,
  open: number,
  rest: string,
): CaretPlace {
  const caret = before.length;
  const to = caret + restOf(rest, /^[^"]*"/);
  const field = valueOf(tokens, open);
  const typed = before.slice(open + 1).replaceAll(/\\(.)/g, '$1');
  if (field !== undefined) return { is: 'value', path: field.path, typed, at: { from: open, to } };
  const last = tokens.at(-1);
  if (last?.is === 'term' && last.to === open && last.value.text.endsWith('.'))
    return { is: 'field', typed: before.slice(last.from), at: { from: last.from, to } };
  return otherAt(caret);
}

/** The field whose value stands at the end of the tokens: right after it, or in its brackets. */
function valueOf(tokens: readonly Token[], from: number | undefined): FieldToken | undefined {
  const last = tokens.at(-1);
  if (last?.is === 'field') return from === undefined || last.to === from ? last : undefined;
  let at = tokens.length - 1;
  while (tokens[at]?.is === 'term' || tokens[at]?.is === 'or') at -= 1;
  const owner = tokens[at - 1];
  return tokens[at]?.is === 'open' && owner?.is === 'field' ? owner : undefined;
}

/** Right after one, nothing begins: `or` may become `order`. */
function isKeyword({ is, from, to }: Token, text: string): boolean {
  return is === 'and' || is === 'or' || (is === 'not' && /\w/.test(text.slice(from, to)));
}

function restOf(rest: string, pattern: RegExp): number {
  return pattern.exec(rest)?.[0].length ?? 0;
}

function otherAt(caret: number): CaretPlace {
  return { is: 'other', at: { from: caret, to: caret } };
}
