import { text as say } from '#shared/i18n/make-text.ts';
import { parseWireJson } from '../../../../net/wire-json.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { mendJson } from '../../../../net/mend-json.ts';
import { VapiProtocolError } from '../errors.ts';

/**
 * Parsed JSON. A number that JavaScript would not keep is an object with one member, its text: of 16 digits and more, or with a
 * fraction or exponent, for those are doubles, also `1.0`.
 */
export type RawValue = string | number | boolean | null | readonly RawValue[] | RawObject;
export interface RawObject {
  readonly [member: string]: RawValue;
}

const TOKEN = '\u0001';

// What stands between a separator and the next one. A leading zero is no JSON: it is left for JSON.parse to refuse.
const ODD =
  /[:[,]\s*(-?(?:[1-9]\d{15,}|(?:0|[1-9]\d*)(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)))(?=\s*[,\]}])/g;

/**
 * Parses JSON without losing a digit of a 64-bit integer, nor the difference between `1` and `1.0`. JSON.parse does the work;
 * only a text with such numbers is prepared for it.
 * @throws VapiProtocolError
 */
export function parseJson(wire: string): RawValue {
  // A byte order mark, which a reader of JSON may overlook (RFC 8259, section 8.1).
  const text = wire.startsWith('\uFEFF') ? wire.slice(1) : wire;
  checkSize(text);
  try {
    return parseWireJson(withTokens(text)) as RawValue;
  } catch {
    // One value that is none must not take the others with it.
  }
  try {
    const mended = text.trimStart().startsWith('{') ? mendJson(text, 'quote') : text;
    return parseWireJson(withTokens(mended)) as RawValue;
  } catch (error) {
    const problem = error instanceof Error ? error.message.slice(0, 200) : '';
    throw new VapiProtocolError(say('answer.noJson', { problem }), { cause: error });
  }
}

/** From here on it is worth counting; fewer bytes cannot hold too many values. */
const COUNTED = 2 * BOUNDS.elements;

/** @throws VapiProtocolError for more values, and so for more memory, than an answer may have */
function checkSize(text: string): void {
  if (text.length < COUNTED) return;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // A comma, a bracket, a brace: each stands beside a value, or in a text that is longer for it.
    if (code === 0x2c || code === 0x5b || code === 0x7b) values += 1;
  }
  if (values > 2 * BOUNDS.elements) {
    throw new VapiProtocolError(say('answer.values', { limit: BOUNDS.elements }));
  }
}

/** The text of a token; undefined for any other value. */
export function tokenText(value: RawObject): string | undefined {
  const text = value[TOKEN];
  return typeof text === 'string' ? text : undefined;
}

/** True for text that is an integer on the wire. */
export function isInteger(token: string): boolean {
  return /^-?\d+$/.test(token);
}

/** An integer as number where that is exact, otherwise as bigint. */
export function integer(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

function withTokens(text: string): string {
  ODD.lastIndex = 0;
  let match = ODD.exec(text);
  if (match === null) return text;
  const parts: string[] = [];
  let copied = 0;
  // Strings are skipped one by one up to each candidate, for a candidate may stand in the middle of one.
  let open = text.indexOf('"');
  let outside = 0;
  while (match !== null) {
    while (open !== -1 && open < match.index) {
      outside = endOfString(text, open);
      open = text.indexOf('"', outside);
    }
    const [whole, number = ''] = match;
    if (outside > match.index) ODD.lastIndex = outside;
    else {
      const end = match.index + whole.length;
      parts.push(text.slice(copied, end - number.length), `{"\\u0001":"${number}"}`);
      copied = end;
    }
    match = ODD.exec(text);
  }
  parts.push(text.slice(copied));
  return parts.join('');
}

/** The position behind the string that opens at `open`; behind the text where it does not close. */
function endOfString(text: string, open: number): number {
  let at = open;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at === -1) return text.length;
    let back = at - 1;
    while (text[back] === '\\') back -= 1;
    if ((at - back) % 2 === 1) return at + 1;
  }
}
