import { RE2JS } from 're2js';
import { glob } from './glob.ts';
import type { QueryValue, Span } from './query.ts';

/** Whether a text is one that was asked for, and where in it. */
export interface TextTest {
  test(text: string): boolean;
  /** The first part that matches, to be marked; null where nothing does. */
  find(text: string): Span | null;
}

/** A longer text is searched in its beginning only. */
const searched = 20_000;

/**
 * - a word or quoted text: part of the text, whatever the case; with `whole` the text itself;
 * - a word with wildcards: the whole text; `*` alone is any text but none;
 * - a regular expression: some part. RE2's, in linear time: a pattern of somebody else's cannot stop the program.
 *
 * @returns an error's words for a regular expression that is none
 */
export function textTest(value: QueryValue, whole = false): TextTest | { readonly error: string } {
  if (value.kind === 'regex') return regexTest(value.text);
  if (value.kind === 'word' && /[*?]/.test(value.text)) return globTest(value.text);
  const wanted = value.text.toLowerCase();
  const find = (text: string): Span | null => {
    const from = text.toLowerCase().indexOf(wanted);
    return from < 0 ? null : { from, to: from + wanted.length };
  };
  return {
    test: whole
      ? (text) => text.length === wanted.length && text.toLowerCase() === wanted
      : (text) => text.toLowerCase().includes(wanted),
    find,
  };
}

function globTest(pattern: string): TextTest {
  const test = /^\*+$/.test(pattern) ? (text: string) => text !== '' : glob(pattern);
  return { test, find: (text) => (test(text) ? { from: 0, to: text.length } : null) };
}

function regexTest(source: string): TextTest | { readonly error: string } {
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
  return {
    test: (text) => pattern.matcher(text.slice(0, searched)).find(),
    find: (text) => {
      const matcher = pattern.matcher(text.slice(0, searched));
      return matcher.find() ? { from: matcher.start(), to: matcher.end() } : null;
    },
  };
}
