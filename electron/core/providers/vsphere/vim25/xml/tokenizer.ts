import { NAME_PART, NAME_START, SPACE, TEXT_STOP, VALUE_STOP } from './byte-classes.ts';
import { ByteWindow } from './byte-window.ts';
import { attributeValue, characterData, NotWellFormed, plainCharacters } from './character-data.ts';
import { refusedDeclaration } from './declaration.ts';
import type { XmlName } from './name-pool.ts';
import { NamespaceScopes } from './namespaces.ts';
import type { XmlPool } from './xml-pool.ts';
import {
  DEFAULT_LIMITS,
  type XmlAttribute,
  XmlError,
  type XmlHandler,
  type XmlLimits,
  type XmlReader,
} from './xml-reader.ts';

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

/** The token is not complete: it is read again from its beginning when more has arrived. */
const INCOMPLETE = -1;
/** From this length on, an incomplete token is only tried again when it has doubled: reading it stays linear. */
const LONG_TOKEN = 64 * 1024;
/** Attributes of one element that are compared each with each. */
const FEW_ATTRIBUTES = 8;
const NO_ATTRIBUTES: readonly XmlAttribute[] = [];

type Progress = 'prolog' | 'root' | 'epilog';

/**
 * A streaming, namespace-aware, well-formedness checking parser for the part of XML 1.0 that SOAP allows: no document type
 * declaration, hence no entities but the predefined. It works on bytes, so that names and repeated texts become strings only
 * once (docs/decisions/0004).
 */
export class XmlTokenizer implements XmlReader {
  readonly #window = new ByteWindow();
  readonly #scopes = new NamespaceScopes();
  readonly #handler: XmlHandler;
  readonly #pool: XmlPool;
  readonly #limits: XmlLimits;
  readonly #open: XmlName[] = [];
  /** The attributes of the tag that is being read. */
  readonly #names: XmlName[] = [];
  readonly #values: string[] = [];
  #attributes = 0;
  #depth = 0;
  #elements = 0;
  #progress: Progress = 'prolog';
  /** How much has to wait in the window before the next try. */
  #enough = 0;

  constructor(handler: XmlHandler, pool: XmlPool, limits: Partial<XmlLimits> = {}) {
    this.#handler = handler;
    this.#pool = pool;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  write(bytes: Uint8Array): void {
    const window = this.#window;
    window.append(bytes);
    if (window.length >= this.#enough) this.#readTokens();
    const { maxTokenLength } = this.#limits;
    if (window.length > maxTokenLength) {
      this.#refuse(`a single value or tag is longer than ${maxTokenLength} bytes`);
    }
  }

  end(): void {
    const window = this.#window;
    window.finish();
    this.#readTokens();
    if (this.#depth > 0) {
      this.#malformed(`it ends within <${this.#open[this.#depth - 1]?.text.slice(0, 60)}>`);
    }
    if (window.length > 0 && window.bytes[window.start] === LESS) {
      this.#malformed('it ends within a tag');
    }
    this.#outside(window.start, window.end);
    if (this.#progress === 'prolog') this.#malformed('it holds no element');
  }

  #readTokens(): void {
    const window = this.#window;
    for (;;) {
      const at = this.#readToken(window.start);
      if (at === INCOMPLETE) break;
      window.start = at;
    }
    this.#enough = window.length < LONG_TOKEN ? 0 : 2 * window.length;
  }

  /** Reads text up to the next markup, or markup. Returns the position behind it. */
  #readToken(start: number): number {
    const { bytes, end } = this.#window;
    if (bytes[start] !== LESS) return this.#readText(start);
    if (start + 1 >= end) return INCOMPLETE;
    switch (bytes[start + 1]) {
      case SLASH:
        return this.#readCloseTag(start);
      case BANG:
        return this.#readBang(start);
      case QUESTION:
        return this.#readInstruction(start);
      default:
        return this.#readOpenTag(start);
    }
  }

  #readText(start: number): number {
    const window = this.#window;
    const { bytes, end } = window;
    let at = start;
    while (TEXT_STOP[bytes[at] ?? LESS] === 0) at += 1;
    const isPlain = bytes[at] === LESS;
    if (!isPlain) at = bytes.indexOf(LESS, at);
    if (at >= end) return INCOMPLETE;
    if (this.#depth === 0) this.#outside(start, at);
    else if (isPlain) this.#handler.text(this.#pool.texts.take(window, start, at));
    else this.#handler.text(this.#decoded(characterData, start, at));
    return at;
  }

  /** Outside of the document element there is white space only. */
  #outside(start: number, end: number): void {
    const { bytes } = this.#window;
    for (let at = start; at < end; at += 1) {
      if (SPACE[bytes[at] ?? 0] === 0) this.#malformed('there is text outside of the root', at);
    }
  }

  #readCloseTag(start: number): number {
    const { bytes, end } = this.#window;
    const name = this.#open[this.#depth - 1];
    if (this.#depth === 0 || name === undefined) {
      return this.#malformed('an element closes that is not open', start);
    }
    const expected = name.bytes;
    const { length } = expected;
    let at = start + 2;
    if (at + length >= end) return INCOMPLETE;
    for (let index = 0; index < length; index += 1, at += 1) {
      if (bytes[at] !== expected[index]) this.#mismatch(start, name);
    }
    if (bytes[at] !== GREATER) {
      if (SPACE[bytes[at] ?? 0] === 0) this.#mismatch(start, name);
      at = this.#skipSpace(at);
      if (at >= end) return INCOMPLETE;
      if (bytes[at] !== GREATER) this.#mismatch(start, name);
    }
    this.#close();
    return at + 1;
  }

  #readOpenTag(start: number): number {
    const window = this.#window;
    const { bytes, end } = window;
    if (NAME_START[bytes[start + 1] ?? 0] === 0) this.#malformed('a < begins no tag', start);
    let at = start + 2;
    while (NAME_PART[bytes[at] ?? 0] === 1) at += 1;
    if (at >= end) return INCOMPLETE;
    const name = this.#name(start + 1, at);
    this.#attributes = 0;
    if (bytes[at] === GREATER) {
      this.#element(name, start);
      return at + 1;
    }
    at = this.#readAttributes(at);
    if (at === INCOMPLETE) return INCOMPLETE;
    if (bytes[at] === GREATER) {
      this.#element(name, start);
      return at + 1;
    }
    if (at + 1 >= end) return INCOMPLETE;
    if (bytes[at + 1] !== GREATER) this.#malformed('a / stands within a tag', at);
    this.#element(name, start);
    this.#close();
    return at + 2;
  }

  /** Reads up to the end of the tag; returns the position of its `>` or `/`. */
  #readAttributes(from: number): number {
    const { bytes, end } = this.#window;
    for (let at = from; ; ) {
      const before = at;
      at = this.#skipSpace(at);
      if (at >= end) return INCOMPLETE;
      const byte = bytes[at] ?? 0;
      if (byte === GREATER || byte === SLASH) return at;
      if (at === before || NAME_START[byte] === 0) {
        this.#malformed('a tag holds what is neither name nor attribute', at);
      }
      at = this.#readAttribute(at);
      if (at === INCOMPLETE) return INCOMPLETE;
    }
  }

  #readAttribute(start: number): number {
    const { bytes, end } = this.#window;
    let at = start;
    while (NAME_PART[bytes[at] ?? 0] === 1) at += 1;
    if (at >= end) return INCOMPLETE;
    const name = this.#name(start, at);
    if (bytes[at] !== EQUALS) at = this.#skipSpace(at);
    if (at >= end) return INCOMPLETE;
    if (bytes[at] !== EQUALS) this.#malformed('an attribute has no value', at);
    at += 1;
    let quote = bytes[at];
    if (quote !== QUOTE && quote !== APOSTROPHE) {
      at = this.#skipSpace(at);
      if (at >= end) return INCOMPLETE;
      quote = bytes[at];
      if (quote !== QUOTE && quote !== APOSTROPHE) {
        this.#malformed('the value of an attribute is not quoted', at);
      }
    }
    return this.#readValue(name, at + 1, quote ?? QUOTE);
  }

  #readValue(name: XmlName, start: number, quote: number): number {
    const window = this.#window;
    const { bytes, end } = window;
    let at = start;
    while (VALUE_STOP[bytes[at] ?? quote] === 0) at += 1;
    const isPlain = bytes[at] === quote;
    if (!isPlain) at = bytes.indexOf(quote, at);
    if (at < 0 || at >= end) return INCOMPLETE;
    this.#names[this.#attributes] = name;
    if (start === at) this.#values[this.#attributes] = '';
    else if (isPlain) {
      this.#values[this.#attributes] = this.#pool.texts.take(window, start, at);
    } else this.#values[this.#attributes] = this.#decoded(attributeValue, start, at);
    this.#attributes += 1;
    return at + 1;
  }

  /** Comments and CDATA; a document type declaration is refused, and with it every entity declaration. */
  #readBang(start: number): number {
    const window = this.#window;
    const { bytes, end } = window;
    const head = bytes.toString('latin1', start, Math.min(end, start + 9));
    if (head.startsWith('<!--')) return this.#readComment(start);
    if (head === '<![CDATA[') return this.#readCdata(start);
    if (head === '<!DOCTYPE') this.#refuse('a document type declaration is not allowed', start);
    const isBegun = ['<!--', '<![CDATA[', '<!DOCTYPE'].some((begun) => begun.startsWith(head));
    return isBegun ? INCOMPLETE : this.#malformed('a <! begins nothing that is known', start);
  }

  #readComment(start: number): number {
    const { bytes, end } = this.#window;
    const at = bytes.indexOf('--', start + 4);
    if (at < 0 || at + 2 >= end) return INCOMPLETE;
    if (bytes[at + 2] !== GREATER) this.#malformed('a comment holds --', at);
    this.#decoded(plainCharacters, start + 4, at);
    return at + 3;
  }

  #readCdata(start: number): number {
    const { bytes, end } = this.#window;
    if (this.#depth === 0) this.#malformed('there is text outside of the root', start);
    const at = bytes.indexOf(']]>', start + 9);
    if (at < 0 || at + 3 > end) return INCOMPLETE;
    if (at > start + 9) this.#handler.text(this.#decoded(plainCharacters, start + 9, at));
    return at + 3;
  }

  #readInstruction(start: number): number {
    const window = this.#window;
    const { bytes, end } = window;
    const at = bytes.indexOf('?>', start + 2);
    if (at < 0 || at + 2 > end) return INCOMPLETE;
    let nameEnd = start + 2;
    while (NAME_PART[bytes[nameEnd] ?? 0] === 1) nameEnd += 1;
    const isTarget = bytes[nameEnd] === QUESTION || SPACE[bytes[nameEnd] ?? 0] === 1;
    if (nameEnd === start + 2 || !isTarget) {
      this.#malformed('a processing instruction has no name', start);
    }
    const target = this.#name(start + 2, nameEnd).text;
    const content = this.#decoded(plainCharacters, nameEnd, at);
    if (target === 'xml' && window.isBeginning(start)) this.#declare(content, start);
    else if (target.toLowerCase() === 'xml') {
      this.#malformed('the XML declaration is not at the beginning', start);
    }
    return at + 2;
  }

  #declare(content: string, start: number): void {
    const refused = this.#checked(() => refusedDeclaration(content), start);
    if (refused !== null) this.#refuse(refused, start);
  }

  #element(name: XmlName, start: number): void {
    if (this.#progress !== 'root') {
      if (this.#progress === 'epilog') this.#malformed('it holds more than one root', start);
      this.#progress = 'root';
    }
    this.#open[this.#depth] = name;
    this.#depth += 1;
    this.#elements += 1;
    const { maxDepth, maxElements } = this.#limits;
    if (this.#depth > maxDepth) this.#refuse(`elements are nested deeper than ${maxDepth}`, start);
    if (this.#elements > maxElements) {
      this.#refuse(`there are more than ${maxElements} elements`, start);
    }
    const attributes = this.#attributes === 0 ? NO_ATTRIBUTES : this.#resolved(start);
    const scopes = this.#scopes;
    const { prefix, local, text } = name;
    const namespace = prefix === '' ? scopes.default : scopes.namespaceOf(prefix, text);
    this.#handler.open(local, namespace, attributes, scopes.resolve);
  }

  /** Takes the tag's declarations; returns its other attributes with their namespaces. */
  #resolved(start: number): readonly XmlAttribute[] {
    const count = this.#attributes;
    if (count > 1) this.#checkDuplicates(start);
    let others = count;
    for (let index = 0; index < count; index += 1) {
      const declares = this.#names[index]?.declares ?? null;
      if (declares === null) continue;
      others -= 1;
      this.#scopes.declare(this.#depth, declares, this.#values[index]?.trim() ?? '');
    }
    if (others === 0) return NO_ATTRIBUTES;
    const attributes: XmlAttribute[] = [];
    for (let index = 0; index < count; index += 1) {
      const name = this.#names[index];
      if (name === undefined || name.declares !== null) continue;
      const { prefix, local, text } = name;
      const namespace = text === local ? '' : this.#scopes.namespaceOf(prefix, text);
      attributes.push({ local, namespace, value: this.#values[index] ?? '' });
    }
    return attributes;
  }

  #checkDuplicates(start: number): void {
    const names = this.#names;
    const count = this.#attributes;
    let isTwice = false;
    if (count <= FEW_ATTRIBUTES) {
      for (let a = 1; a < count; a += 1) {
        for (let b = 0; b < a; b += 1) isTwice ||= names[a]?.text === names[b]?.text;
      }
    } else isTwice = new Set(names.slice(0, count).map(({ text }) => text)).size < count;
    if (isTwice) this.#malformed('an attribute is there twice', start);
  }

  #close(): void {
    this.#handler.close();
    this.#scopes.leave(this.#depth);
    this.#depth -= 1;
    if (this.#depth === 0) this.#progress = 'epilog';
  }

  #skipSpace(from: number): number {
    const { bytes } = this.#window;
    let at = from;
    while (SPACE[bytes[at] ?? 0] === 1) at += 1;
    return at;
  }

  #name(start: number, end: number): XmlName {
    const name = this.#pool.names.take(this.#window, start, end);
    return name ?? this.#malformed('a name holds a character that no name may hold', start);
  }

  /** What stands between two positions, after a closer look. */
  #decoded(decode: (raw: string) => string, start: number, end: number): string {
    return this.#checked(() => decode(this.#window.text(start, end)), start);
  }

  #checked<T>(check: () => T, start: number): T {
    try {
      return check();
    } catch (error) {
      if (error instanceof NotWellFormed) this.#malformed(error.message, start);
      throw error;
    }
  }

  #mismatch(start: number, { text }: XmlName): never {
    return this.#malformed(`<${text.slice(0, 60)}> is open and another element closes`, start);
  }

  #malformed(reason: string, at = this.#window.end): never {
    throw new XmlError(
      `The answer is not well-formed XML: ${reason} (byte ${this.#window.offsetOf(at)}).`,
    );
  }

  #refuse(reason: string, at = this.#window.end): never {
    throw new XmlError(`The answer is refused at byte ${this.#window.offsetOf(at)}: ${reason}.`);
  }
}
