import type { ByteWindow } from './byte-window.ts';
import { hashOf } from './text-pool.ts';

const SLOTS = 4096;
const MASK = SLOTS - 1;
/** Bytes of the longest name that is pooled; no name of the API comes near. */
const LONGEST = 256;

const NAME_START =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
/** Name of XML 1.0, fifth edition. */
const NAME = new RegExp(
  `^[${NAME_START}][${NAME_START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}]*$`,
  'u',
);

/** The name of an element or attribute, taken apart once. */
export interface XmlName {
  readonly bytes: Uint8Array;
  readonly text: string;
  /** Empty without a colon. */
  readonly prefix: string;
  readonly local: string;
  /** The prefix that an attribute of this name declares (empty: the default namespace); null where it declares none. */
  readonly declares: string | null;
}

function parseName(bytes: Uint8Array, text: string): XmlName {
  const colon = text.indexOf(':');
  const prefix = colon < 0 ? '' : text.slice(0, colon);
  const local = colon < 0 ? text : text.slice(colon + 1);
  const declares = text === 'xmlns' ? '' : prefix === 'xmlns' ? local : null;
  return { bytes, text, prefix, local, declares };
}

/** Finds names by their bytes. A fixed table where a newcomer replaces what was in its slot. */
export class NamePool {
  readonly #names: (XmlName | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

  /** The name between two positions of a window; null where it is none. */
  take(window: ByteWindow, start: number, end: number): XmlName | null {
    const { bytes } = window;
    const slot = hashOf(bytes, start, end) & MASK;
    const found = this.#names[slot];
    if (found !== undefined && isAt(found.bytes, bytes, start, end)) return found;
    const text = window.text(start, end);
    if (!NAME.test(text)) return null;
    const name = parseName(Uint8Array.from(bytes.subarray(start, end)), text);
    if (end - start <= LONGEST) this.#names[slot] = name;
    return name;
  }
}

function isAt(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = name;
  if (length !== end - start) return false;
  let at = 0;
  while (at < length && name[at] === bytes[start + at]) at += 1;
  return at === length;
}
