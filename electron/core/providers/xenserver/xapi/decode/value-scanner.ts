import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { XapiAnswerError } from '../errors.ts';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  endOfText,
  isDigit,
  isSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  outOfPlace,
  POINT,
  QUOTE,
} from './json-bytes.ts';

/** Digits from which on a number may not be exact as a JavaScript number. */
export const WIDE_DIGITS = 16;

const OTHER = 0;
const DIGIT = 1;
/** Begins NaN or Infinity. */
const WORD = 2;
const OPENS = 3;
/** From here on: what ends a number, true, false or null. */
const ENDS = 4;
const CLOSES = 5;

/** What a byte outside of texts means. */
const KINDS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (isDigit(byte)) return DIGIT;
  if (byte === 0x4e || byte === 0x49) return WORD;
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return OPENS;
  if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) return CLOSES;
  return byte === COMMA || isSpace(byte) ? ENDS : OTHER;
});

function kindOf(byte: number): number {
  return KINDS[byte] ?? OTHER;
}

/** Where the text ends; at `end` or behind it where that has not come. @param from behind the quotation mark that began it */
function closingQuote(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  let byte = bytes[at] ?? 0;
  while (at < end && byte !== QUOTE) {
    at += byte === BACKSLASH ? 2 : 1;
    byte = bytes[at] ?? 0;
  }
  return at;
}

/** Finds the end of one JSON value after another in bytes that arrive piece by piece. */
export class ValueScanner {
  /** Where it stands: behind the value, once that has ended. */
  at = 0;
  /** There was a number that may not be exact as a JavaScript number, or a word such as NaN. */
  odd = false;
  /** First byte of the value. */
  start = 0;
  #depth = 0;
  #inText = false;
  #digits = 0;

  begin(at: number): void {
    this.start = at;
    this.at = at;
    this.#depth = 0;
    this.#digits = 0;
  }

  /** The bytes have moved toward the beginning. */
  shift(by: number): void {
    this.start -= by;
    this.at -= by;
  }

  /**
   * The hot loop: a look at every byte.
   * @returns false where the bytes end before the value does
   * @throws XapiAnswerError where this cannot be a value
   */
  scan(bytes: Uint8Array, end: number): boolean {
    if (this.#inText && !this.#leaveText(bytes, end)) return false;
    let at = this.at;
    let done = this.#depth === 0 && at > this.start && bytes[at - 1] === QUOTE;
    while (!done && at < end) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.#digits = 0;
        at = closingQuote(bytes, at + 1, end);
        if (at >= end) {
          // An escape that is cut in two is read again from its beginning.
          at = at > end ? end - 1 : end;
          this.#inText = true;
          break;
        }
        at += 1;
        done = this.#depth === 0;
        continue;
      }
      const kind = kindOf(byte);
      done = this.#depth === 0 && kind >= ENDS && at > this.start;
      if (done) break;
      at += 1;
      if (kind === DIGIT) this.#digit();
      else done = this.#structure(byte, kind);
    }
    this.at = at;
    return done;
  }

  #digit(): void {
    this.#digits += 1;
    if (this.#digits === WIDE_DIGITS) this.odd = true;
  }

  /** What is neither text nor a digit. @returns true where it closes the value */
  #structure(byte: number, kind: number): boolean {
    // What stands behind a point is exact enough as a float.
    this.#digits = byte === POINT ? Number.NEGATIVE_INFINITY : 0;
    if (kind === OPENS) {
      this.#depth += 1;
      if (this.#depth > BOUNDS.depth) throw new XapiAnswerError(say('answer.deep'));
    } else if (kind === CLOSES) {
      if (this.#depth === 0) throw outOfPlace(byte);
      this.#depth -= 1;
      return this.#depth === 0;
    } else if (kind === WORD) this.odd = true;
    return false;
  }

  /** @returns false where the bytes end before the text does */
  #leaveText(bytes: Uint8Array, end: number): boolean {
    const found = endOfText(bytes, this.at, end);
    this.at = found.at;
    this.#inText = !found.ended;
    return found.ended;
  }
}
