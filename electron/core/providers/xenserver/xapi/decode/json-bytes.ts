import { text as say } from '#shared/i18n/make-text.ts';
import { XapiAnswerError } from '../errors.ts';

export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const POINT = 0x2e;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** One of the three bytes of a byte order mark, which a reader of JSON may overlook (RFC 8259, section 8.1). */
export function isOfByteOrderMark(byte: number): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Where a text ends, or how far it has come by. */
export interface TextEnd {
  readonly ended: boolean;
  /** Behind the closing quote, or where to go on when more bytes are there. */
  readonly at: number;
}

/** Looks for the quote that closes a text. @param from within the text */
export function endOfText(bytes: Uint8Array, from: number, end: number): TextEnd {
  let at = from;
  while (at < end) {
    const byte = bytes[at];
    if (byte === QUOTE) return { ended: true, at: at + 1 };
    if (byte === BACKSLASH) {
      // An escape that is cut in two is read again from its beginning.
      if (at + 1 >= end) break;
      at += 2;
    } else at += 1;
  }
  return { ended: false, at };
}

/** A byte that JSON does not have at its place. */
export function outOfPlace(byte: number): XapiAnswerError {
  const found =
    byte > 0x20 && byte < 0x7f ? `“${String.fromCharCode(byte)}”` : `0x${byte.toString(16)}`;
  return new XapiAnswerError(
    say('answer.noJson', { problem: say('answer.json.outOfPlace', { found }) }),
  );
}
