import { text as say } from '#shared/i18n/make-text.ts';
import { REPLACEMENT } from '../../../../net/unreadable.ts';
import {
  BANG,
  GREATER,
  LESS,
  NAME_START,
  QUESTION,
  SLASH,
  SPACE,
  TEXT_STOP,
} from './byte-classes.ts';
import { ByteWindow } from './byte-window.ts';
import { characterData, plainCharacters } from './character-data.ts';
import { checkDeclaration } from './declaration.ts';
import { NotAllowed, NotWellFormed } from './faults.ts';
import type { XmlName } from './name-pool.ts';
import { NamespaceScopes } from './namespaces.ts';
import { INCOMPLETE, TagReader } from './tag-reader.ts';
import type { XmlPool } from './xml-pool.ts';
import {
  DEFAULT_LIMITS,
  XmlError,
  type XmlHandler,
  type XmlLimits,
  type XmlReader,
} from './xml-reader.ts';

/** From this length on, an incomplete token is only tried again when it has doubled: reading it stays linear. */
const LONG_TOKEN = 64 * 1024;
const COMMENT = '<!--';
const CDATA = '<![CDATA[';
const DOCTYPE = '<!DOCTYPE';
/** Names in messages. */
const NAME_LENGTH = 60;

/**
 * A streaming, namespace-aware parser that checks well-formedness, for the part of XML 1.0 that SOAP allows: no document type
 * declaration, hence no entities but the predefined. It works on bytes, so that names and repeated texts become strings once
 * (docs/decisions/0006-an-own-xml-tokenizer.md).
 */
export class XmlTokenizer implements XmlReader {
  readonly #window = new ByteWindow();
  readonly #scopes = new NamespaceScopes();
  readonly #handler: XmlHandler;
  readonly #pool: XmlPool;
  readonly #tag: TagReader;
  readonly #limits: XmlLimits;
  /** The open elements: `#depth` of them, what stands behind is left over. */
  readonly #open: XmlName[] = [];
  #depth = 0;
  #elements = 0;
  #rootIsClosed = false;
  /** How many bytes have to wait in the window before the next try. */
  #enough = 0;

  /** @param pool may be shared with readers of other documents */
  constructor(handler: XmlHandler, pool: XmlPool, limits: Partial<XmlLimits> = {}) {
    this.#handler = handler;
    this.#pool = pool;
    this.#tag = new TagReader(this.#window, pool);
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  write(bytes: Uint8Array): void {
    const window = this.#window;
    window.append(bytes);
    if (window.length >= this.#enough) this.#readTokens();
    const { maxTokenLength } = this.#limits;
    if (window.length > maxTokenLength) {
      throw this.#located(new NotAllowed(say('xml.long', { limit: maxTokenLength })));
    }
  }

  end(): void {
    const window = this.#window;
    window.finish();
    this.#readTokens();
    try {
      if (this.#depth > 0) {
        const element = this.#open[this.#depth - 1]?.text.slice(0, NAME_LENGTH) ?? '';
        throw new NotWellFormed(say('xml.ends.element', { element }));
      }
      if (window.length > 0 && window.bytes[window.start] === LESS) {
        throw new NotWellFormed(say('xml.ends.tag'));
      }
      this.#readSpace(window.start, window.end);
      if (!this.#rootIsClosed) throw new NotWellFormed(say('xml.noElement'));
    } catch (error) {
      throw this.#located(error);
    }
  }

  #readTokens(): void {
    const window = this.#window;
    try {
      for (let at = this.#readToken(window.start); at !== INCOMPLETE; at = this.#readToken(at)) {
        window.start = at;
      }
    } catch (error) {
      throw this.#located(error);
    }
    this.#enough = window.length < LONG_TOKEN ? 0 : 2 * window.length;
  }

  /** Reads the text up to the next markup, or markup. Returns the position behind it. */
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
    while (TEXT_STOP[bytes[at] ?? 0] === 0) at += 1;
    const isPlain = bytes[at] === LESS;
    if (!isPlain) at = bytes.indexOf(LESS, at);
    if (at >= end) return INCOMPLETE;
    if (this.#depth === 0) this.#readSpace(start, at);
    else if (isPlain) this.#handler.text(this.#pool.texts.take(window, start, at));
    else this.#readOddText(window.text(start, at));
    return at;
  }

  #readOddText(raw: string): void {
    const text = characterData(raw);
    if (text.includes(REPLACEMENT)) this.#handler.damaged?.();
    this.#handler.text(text);
  }

  /** Outside of the document element there is white space only. */
  #readSpace(start: number, end: number): void {
    if (this.#tag.skipSpace(start) < end) {
      throw new NotWellFormed(say('xml.outside'));
    }
  }

  #readOpenTag(start: number): number {
    const { bytes, end } = this.#window;
    const tag = this.#tag;
    if (NAME_START[bytes[start + 1] ?? 0] === 0) throw new NotWellFormed(say('xml.tag.none'));
    const nameEnd = tag.nameEnd(start + 2);
    const at = tag.readAttributes(nameEnd);
    if (at === INCOMPLETE) return INCOMPLETE;
    const isEmpty = bytes[at] === SLASH;
    if (isEmpty && at + 1 >= end) return INCOMPLETE;
    if (isEmpty && bytes[at + 1] !== GREATER) throw new NotWellFormed(say('xml.tag.slash'));
    this.#openElement(tag.name(start + 1, nameEnd));
    if (isEmpty) this.#closeElement();
    return isEmpty ? at + 2 : at + 1;
  }

  #openElement(name: XmlName): void {
    if (this.#rootIsClosed) throw new NotWellFormed(say('xml.roots'));
    this.#open[this.#depth] = name;
    this.#depth += 1;
    this.#elements += 1;
    const { maxDepth, maxElements } = this.#limits;
    if (this.#depth > maxDepth) throw new NotAllowed(say('xml.deep', { limit: maxDepth }));
    if (this.#elements > maxElements) {
      throw new NotAllowed(say('xml.many', { limit: maxElements }));
    }
    const scopes = this.#scopes;
    const attributes = this.#tag.resolve(scopes, this.#depth);
    const { prefix, local, text } = name;
    const namespace = prefix === '' ? scopes.default : scopes.namespaceOf(prefix, text);
    this.#handler.open(local, namespace, attributes, scopes.resolve);
  }

  #readCloseTag(start: number): number {
    const { bytes, end } = this.#window;
    const name = this.#open[this.#depth - 1];
    if (this.#depth === 0 || name === undefined) {
      throw new NotWellFormed(say('xml.closes.none'));
    }
    const expected = name.bytes;
    const { length } = expected;
    let at = start + 2;
    if (at + length >= end) return INCOMPLETE;
    for (let index = 0; index < length; index += 1, at += 1) {
      if (bytes[at] !== expected[index]) throw mismatch(name);
    }
    if (SPACE[bytes[at] ?? 0] === 1) at = this.#tag.skipSpace(at);
    if (at >= end) return INCOMPLETE;
    if (bytes[at] !== GREATER) throw mismatch(name);
    this.#closeElement();
    return at + 1;
  }

  #closeElement(): void {
    this.#handler.close();
    this.#scopes.leave(this.#depth);
    this.#depth -= 1;
    this.#rootIsClosed = this.#depth === 0;
  }

  /** A comment or CDATA. A document type declaration is refused, and with it every entity declaration. */
  #readBang(start: number): number {
    const { bytes, end } = this.#window;
    const head = bytes.toString('latin1', start, Math.min(end, start + CDATA.length));
    if (head.startsWith(COMMENT)) return this.#readComment(start);
    if (head === CDATA) return this.#readCdata(start);
    if (head === DOCTYPE) throw new NotAllowed(say('xml.doctype'));
    if ([COMMENT, CDATA, DOCTYPE].some((begun) => begun.startsWith(head))) return INCOMPLETE;
    throw new NotWellFormed(say('xml.bang'));
  }

  #readComment(start: number): number {
    const window = this.#window;
    const { bytes, end } = window;
    const content = start + COMMENT.length;
    const at = bytes.indexOf('--', content);
    if (at < 0 || at + 2 >= end) return INCOMPLETE;
    if (bytes[at + 2] !== GREATER) throw new NotWellFormed(say('xml.comment'));
    plainCharacters(window.text(content, at));
    return at + 3;
  }

  #readCdata(start: number): number {
    const window = this.#window;
    if (this.#depth === 0) throw new NotWellFormed(say('xml.outside'));
    const content = start + CDATA.length;
    const at = window.bytes.indexOf(']]>', content);
    if (at < 0 || at + 2 >= window.end) return INCOMPLETE;
    if (at > content) {
      const text = plainCharacters(window.text(content, at));
      if (text.includes(REPLACEMENT)) this.#handler.damaged?.();
      this.#handler.text(text);
    }
    return at + 3;
  }

  #readInstruction(start: number): number {
    const window = this.#window;
    const { bytes, end } = window;
    const at = bytes.indexOf('?>', start + 2);
    if (at < 0 || at + 1 >= end) return INCOMPLETE;
    const nameEnd = this.#tag.nameEnd(start + 2);
    const byte = bytes[nameEnd] ?? 0;
    if (nameEnd === start + 2 || (byte !== QUESTION && SPACE[byte] === 0)) {
      throw new NotWellFormed(say('xml.instruction'));
    }
    const target = this.#tag.name(start + 2, nameEnd).text;
    const content = plainCharacters(window.text(nameEnd, at));
    if (target === 'xml' && window.isBeginning(start)) checkDeclaration(content);
    else if (target.toLowerCase() === 'xml') {
      throw new NotWellFormed(say('xml.declaration.late'));
    }
    return at + 2;
  }

  /** The error with the place of the token that was being read. */
  #located(error: unknown): unknown {
    const byte = this.#window.offsetOf(this.#window.start);
    if (error instanceof NotWellFormed) {
      return new XmlError(say('xml.malformed', { problem: error.text, byte }));
    }
    if (error instanceof NotAllowed) {
      return new XmlError(say('xml.refused', { problem: error.text, byte }));
    }
    return error;
  }
}

function mismatch({ text }: XmlName): NotWellFormed {
  return new NotWellFormed(say('xml.closes.other', { element: text.slice(0, NAME_LENGTH) }));
}
