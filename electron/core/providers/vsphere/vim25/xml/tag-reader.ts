import { text as say } from '#shared/i18n/make-text.ts';
import {
  APOSTROPHE,
  EQUALS,
  GREATER,
  NAME_PART,
  NAME_START,
  QUOTE,
  SLASH,
  SPACE,
  VALUE_STOP,
} from './byte-classes.ts';
import type { ByteWindow } from './byte-window.ts';
import { attributeValue } from './character-data.ts';
import { NotWellFormed } from './faults.ts';
import type { XmlName } from './name-pool.ts';
import type { NamespaceScopes } from './namespaces.ts';
import type { XmlPool } from './xml-pool.ts';
import type { XmlAttribute } from './xml-reader.ts';

/** The token is not complete: it is read again from its beginning when more has arrived. */
export const INCOMPLETE = -1;

/** Attributes of one element that are compared each with each. */
const FEW_ATTRIBUTES = 8;
const NO_ATTRIBUTES: readonly XmlAttribute[] = [];

/** Reads names and attributes. What it read stays until the next tag, so that a tag costs no memory of its own. */
export class TagReader {
  readonly #window: ByteWindow;
  readonly #pool: XmlPool;
  readonly #names: XmlName[] = [];
  readonly #values: string[] = [];
  #count = 0;

  constructor(window: ByteWindow, pool: XmlPool) {
    this.#window = window;
    this.#pool = pool;
  }

  /** The position behind the name that begins at one. */
  nameEnd(start: number): number {
    const { bytes } = this.#window;
    let at = start;
    while (NAME_PART[bytes[at] ?? 0] === 1) at += 1;
    return at;
  }

  /** @throws NotWellFormed */
  name(start: number, end: number): XmlName {
    const name = this.#pool.names.take(this.#window, start, end);
    if (name === null) throw new NotWellFormed(say('xml.name'));
    return name;
  }

  skipSpace(from: number): number {
    const { bytes } = this.#window;
    let at = from;
    while (SPACE[bytes[at] ?? 0] === 1) at += 1;
    return at;
  }

  /** Reads what follows the name of a tag; returns the position of its `>` or `/`. @throws NotWellFormed */
  readAttributes(from: number): number {
    const { bytes, end } = this.#window;
    this.#count = 0;
    for (let at = from; at !== INCOMPLETE; ) {
      const before = at;
      at = this.skipSpace(at);
      if (at >= end) return INCOMPLETE;
      const byte = bytes[at] ?? 0;
      if (byte === GREATER || byte === SLASH) return at;
      if (at === before || NAME_START[byte] === 0) {
        throw new NotWellFormed(say('xml.tag.odd'));
      }
      at = this.#readAttribute(at);
    }
    return INCOMPLETE;
  }

  /**
   * Binds the prefixes that the tag declares, in the element at a depth.
   * @returns its other attributes
   * @throws NotWellFormed for one that is there twice, XmlError for an undeclared prefix
   */
  resolve(scopes: NamespaceScopes, depth: number): readonly XmlAttribute[] {
    const names = this.#names;
    const count = this.#count;
    if (count > 1) this.#checkDuplicates();
    let others = 0;
    for (let index = 0; index < count; index += 1) {
      const declares = names[index]?.declares ?? null;
      if (declares === null) others += 1;
      else scopes.declare(depth, declares, this.#values[index]?.trim() ?? '');
    }
    if (others === 0) return NO_ATTRIBUTES;
    // By far the most frequent; an array that grows by `push` begins with room for seventeen.
    if (count === 1) return [this.#attribute(scopes, 0)];
    const attributes: XmlAttribute[] = [];
    for (let index = 0; index < count; index += 1) {
      if (names[index]?.declares === null) attributes.push(this.#attribute(scopes, index));
    }
    return attributes;
  }

  #attribute(scopes: NamespaceScopes, index: number): XmlAttribute {
    const name = this.#names[index];
    const value = this.#values[index] ?? '';
    if (name === undefined) throw new RangeError(`The tag has no attribute ${index}.`);
    const { prefix, local, text } = name;
    return { local, namespace: text === local ? '' : scopes.namespaceOf(prefix, text), value };
  }

  #readAttribute(start: number): number {
    const { bytes, end } = this.#window;
    const nameEnd = this.nameEnd(start);
    let at = bytes[nameEnd] === EQUALS ? nameEnd : this.skipSpace(nameEnd);
    if (at >= end) return INCOMPLETE;
    if (bytes[at] !== EQUALS) throw new NotWellFormed(say('xml.attribute.noValue'));
    at = this.skipSpace(at + 1);
    if (at >= end) return INCOMPLETE;
    const quote = bytes[at] ?? 0;
    if (quote !== QUOTE && quote !== APOSTROPHE) {
      throw new NotWellFormed(say('xml.attribute.unquoted'));
    }
    const valueEnd = this.#readValue(at + 1, quote);
    if (valueEnd === INCOMPLETE) return INCOMPLETE;
    this.#names[this.#count] = this.name(start, nameEnd);
    this.#count += 1;
    return valueEnd + 1;
  }

  /** Returns the position of the quote that ends the value. */
  #readValue(start: number, quote: number): number {
    const window = this.#window;
    const { bytes, end } = window;
    let at = start;
    while (VALUE_STOP[bytes[at] ?? 0] === 0) at += 1;
    const isPlain = bytes[at] === quote;
    if (!isPlain) at = bytes.indexOf(quote, at);
    if (at < 0 || at >= end) return INCOMPLETE;
    if (!isPlain) this.#values[this.#count] = attributeValue(window.text(start, at));
    else this.#values[this.#count] = at === start ? '' : this.#pool.texts.take(window, start, at);
    return at;
  }

  #checkDuplicates(): void {
    const names = this.#names;
    const count = this.#count;
    let isTwice = false;
    if (count <= FEW_ATTRIBUTES) {
      for (let a = 1; a < count; a += 1) {
        for (let b = 0; b < a; b += 1) isTwice ||= names[a]?.text === names[b]?.text;
      }
    } else isTwice = new Set(names.slice(0, count).map(({ text }) => text)).size < count;
    if (isTwice) throw new NotWellFormed(say('xml.attribute.twice'));
  }
}
