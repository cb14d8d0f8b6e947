import { text as say } from '#shared/i18n/make-text.ts';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { NamespaceScopes } from './saxes-namespaces.ts';
import { Utf8Chunks } from './utf8-chunks.ts';
import {
  DEFAULT_LIMITS,
  XmlError,
  type XmlHandler,
  type XmlLimits,
  type XmlReader,
} from '../xml/xml-reader.ts';

/**
 * The reader on saxes: what Moref's own is compared with. Its own namespace mode is off (24 against 33 MB/s); prefixes are resolved in
 * NamespaceScopes. DOCTYPE is refused, and with it every entity declaration; so is XML other than 1.0 (decision 0006).
 */
export class SaxesReader implements XmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #utf8 = new Utf8Chunks();
  readonly #scopes = new NamespaceScopes();
  readonly #handler: XmlHandler;
  readonly #limits: XmlLimits;
  #depth = 0;
  #elements = 0;
  /** Characters fed since the last complete token: bounds what the parser itself may hold. */
  #pending = 0;

  constructor(handler: XmlHandler, limits: Partial<XmlLimits> = {}) {
    this.#handler = handler;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw new XmlError(say('answer.noXml', { problem: error.message }), { cause: error });
    });
    parser.on('doctype', () => this.#refuse('a document type declaration is not allowed'));
    parser.on('xmldecl', ({ version, encoding }) => {
      if (version !== '1.0') this.#refuse(`XML ${version} is not supported, only 1.0`);
      if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) {
        this.#refuse(`the encoding ${encoding.slice(0, 40)} is not supported, only UTF-8`);
      }
    });
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('closetag', () => this.#close());
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
  }

  write(bytes: Uint8Array): void {
    const text = this.#utf8.write(bytes);
    const { maxTokenLength } = this.#limits;
    this.#pending += text.length;
    this.#parser.write(text);
    if (this.#pending > maxTokenLength + text.length) {
      this.#refuse(`a single value or tag is longer than ${maxTokenLength} characters`);
    }
  }

  end(): void {
    this.#utf8.end();
    this.#parser.close();
  }

  #open(tag: SaxesTagPlain): void {
    this.#pending = 0;
    this.#depth += 1;
    this.#elements += 1;
    if (this.#depth > this.#limits.maxDepth) {
      this.#refuse(`elements are nested deeper than ${this.#limits.maxDepth}`);
    }
    if (this.#elements > this.#limits.maxElements) {
      this.#refuse(`there are more than ${this.#limits.maxElements} elements`);
    }
    const scopes = this.#scopes;
    const attributes = scopes.enter(this.#depth, tag.attributes);
    const { name } = tag;
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const local = colon < 0 ? name : name.slice(colon + 1);
    this.#handler.open(local, scopes.namespaceOf(prefix, name), attributes, scopes.resolve);
  }

  #close(): void {
    this.#pending = 0;
    this.#handler.close();
    this.#scopes.leave(this.#depth);
    this.#depth -= 1;
  }

  #text(text: string): void {
    if (this.#depth > 0) this.#handler.text(text);
  }

  #refuse(reason: string): never {
    const { line, column } = this.#parser;
    throw new XmlError(say('answer.noXml', { problem: `${reason} (${line}:${column})` }));
  }
}
