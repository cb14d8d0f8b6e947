import { BACKSLASH, COLON, isDigit, POINT, QUOTE } from './json-bytes.ts';
import { WIDE_DIGITS } from './value-scanner.ts';

/**
 * Where one record ends and the next begins in an answer of get_all_records. The quote stands behind a comma, so that it opens a
 * text and closes none: this is structure, and never part of a text, where quotes are escaped. Only its depth is not known.
 */
const BOUNDARY = Buffer.from('},"OpaqueRef:');
/** Behind the closing brace. */
const BEHIND = 1;
/** From one closing brace to the next key. */
const TO_KEY = 2;

/** Whole members of a container that are there already. */
export interface RecordsAhead {
  /** Behind the last of them. */
  readonly end: number;
  /** Where the colons between keys and values are. */
  readonly colons: readonly number[];
}

/**
 * Looks for records that are there in full, from the first one's key on: with the processor's own search for a text, 20 times as
 * fast as a look at every byte. What is found has to prove to be JSON: a boundary that is deeper within a record leaves it open.
 * @returns undefined where there is none, or something that the scanner has to look at
 */
export function recordsAhead(bytes: Buffer, start: number, end: number): RecordsAhead | undefined {
  // Behind the end there are bytes of before.
  if (end - start < BOUNDARY.length) return undefined;
  const last = bytes.lastIndexOf(BOUNDARY, end - BOUNDARY.length);
  if (last < start || hasWideNumber(bytes, start, last)) return undefined;
  const colons: number[] = [];
  for (let key = start; ; ) {
    const quote = bytes.indexOf(QUOTE, key + 1);
    if (quote > last || bytes[quote + 1] !== COLON || bytes[quote - 1] === BACKSLASH)
      return undefined;
    colons.push(quote + 1);
    const boundary = bytes.indexOf(BOUNDARY, quote);
    if (boundary === last) return { end: last + BEHIND, colons };
    key = boundary + TO_KEY;
  }
}

const HALF = WIDE_DIGITS / 2;

/**
 * Whether so many digits stand in a row, be it in a text; those behind a point are exact enough. So long a row has a digit at one
 * of every 16 bytes, and another one half the way before or behind.
 */
function hasWideNumber(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += WIDE_DIGITS) {
    if (!isDigit(bytes[at]) || !(isDigit(bytes[at - HALF]) || isDigit(bytes[at + HALF]))) continue;
    let from = at;
    while (from > start && isDigit(bytes[from - 1])) from -= 1;
    let to = at + 1;
    while (to < end && isDigit(bytes[to])) to += 1;
    if (to - from >= WIDE_DIGITS && bytes[from - 1] !== POINT) return true;
  }
  return false;
}
