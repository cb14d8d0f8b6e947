import { text as say } from '#shared/i18n/make-text.ts';
import { parseWireJson } from '../../../../net/wire-json.ts';
import { XapiAnswerError } from '../errors.ts';
import { mendJson } from '../../../../net/mend-json.ts';
import type { XapiValue } from '../values.ts';

const MARK = '\u0001';
// A whole string, a key with its colon, a whole number, or a word: so that nothing is found in the middle of another token.
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?|-?Infinity|NaN|-?\d[\d.eE+-]*/gs;
// A leading zero is no JSON number: such a token is left for JSON.parse to refuse.
const WIDE_INTEGER = /^-?[1-9]\d{15,}$/;
const WORDS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function marked(token: string): string {
  // A real string that begins with the mark is given a second one, and loses it again; a key would keep it.
  if (token.startsWith('"\\u0001') && token.endsWith('"')) return `"\\u0001${token.slice(1)}`;
  if (token.startsWith('"')) return token;
  return WIDE_INTEGER.test(token) || token in WORDS ? `"\\u0001${token}"` : token;
}

function unmarked(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith(MARK)) return value;
  const text = value.slice(1);
  if (text.startsWith(MARK)) return text;
  return WORDS[text] ?? integer(text);
}

/** An integer as number where it is exact, otherwise as bigint. */
export function integer(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

function parsed(text: string, odd: boolean): XapiValue {
  return (
    odd ? parseWireJson(text.replace(TOKENS, marked), unmarked) : parseWireJson(text)
  ) as XapiValue;
}

/**
 * Parses JSON with the two liberties that XAPI takes: integers of 64 bits, which keep every digit, and bare `NaN`, `Infinity`
 * and `-Infinity` (Yojson writes them, e.g. in data_source.max).
 * A value that is no JSON is read as the text that it is.
 * @param odd the text contains such a token; false where the caller knows that it does not, which is the fast path
 * @throws XapiAnswerError
 */
export function parseJson(text: string, odd = true): XapiValue {
  try {
    return parsed(text, odd);
  } catch {
    // One value that is none must not take the others with it.
  }
  try {
    return parsed(mendJson(text), true);
  } catch (error) {
    const problem = error instanceof Error ? error.message.slice(0, 200) : '';
    throw new XapiAnswerError(say('answer.noJson', { problem }), { cause: error });
  }
}
