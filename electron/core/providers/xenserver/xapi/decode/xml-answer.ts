import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { XapiAnswerError } from '../errors.ts';
import { isRecord, type XapiValue } from '../values.ts';
import { Pace, slices } from './pace.ts';
import { type EntryStream, type RawAnswer, texts } from './raw.ts';
import { XmlBuilder } from './xml-builder.ts';
import { XmlMender } from './xml-mender.ts';
import { NameMender } from './xml-names.ts';

/** Feeds text to saxes and from there to a builder. DOCTYPE is refused, and with it every entity declaration. */
class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  readonly #texts = new XmlMender();
  readonly #names = new NameMender();
  #pending = 0;
  #first = true;

  constructor(builder: XmlBuilder) {
    const parser = this.#parser;
    parser.on('error', (error) => {
      const text = say('answer.noXml', { problem: error.message.slice(0, 200) });
      throw new XapiAnswerError(text, { cause: error });
    });
    parser.on('doctype', () => {
      throw new XapiAnswerError(say('answer.doctype'));
    });
    parser.on('opentag', ({ name }) => {
      this.#pending = 0;
      builder.open(name);
    });
    parser.on('closetag', () => {
      this.#pending = 0;
      builder.close();
    });
    parser.on('text', (text) => builder.text(text));
    parser.on('cdata', (text) => builder.text(text));
  }

  write(text: string): void {
    this.#pending += text.length;
    if (this.#pending > BOUNDS.pieceBytes) {
      throw new XapiAnswerError(say('answer.piece', { limit: BOUNDS.pieceBytes }));
    }
    // Some proxies put a line in front of the prolog.
    const begun = this.#first ? text.trimStart() : text;
    if (begun !== '') this.#first = false;
    this.#parser.write(this.#names.write(this.#texts.write(begun)));
  }

  end(): void {
    this.#parser.write(this.#names.write(this.#texts.end()) + this.#names.end());
    this.#parser.close();
  }
}

/** Takes the wrapper off that every answer has but that of system.listMethods. */
function unwrap(builder: XmlBuilder): RawAnswer {
  const { root, fault } = builder;
  if (root === undefined) throw new XapiAnswerError(say('answer.noValue'));
  if (fault) {
    const { faultCode = '', faultString = '' } = isRecord(root) ? root : {};
    return { ok: false, description: ['XMLRPC_FAULT', ...texts([faultCode, faultString])] };
  }
  if (!isRecord(root)) return { ok: true, result: root };
  const { Status, Value, ErrorDescription } = root;
  if (Status === 'Failure') {
    const list = Array.isArray(ErrorDescription) ? texts(ErrorDescription) : [];
    return { ok: false, description: list.length === 0 ? ['UNKNOWN'] : list };
  }
  if (Status === 'Success') {
    return { ok: true, result: Value === undefined && builder.streamed ? {} : Value };
  }
  throw new XapiAnswerError(say('answer.noStatus'));
}

/**
 * Decodes an XML-RPC answer while it arrives. Values have the types that the document states; what it leaves as text (every
 * int) gets its type from the model later.
 * @throws XapiAnswerError, and whatever the body and the stream throw
 */
export async function decodeXmlAnswer(
  body: AsyncIterable<Uint8Array>,
  stream?: EntryStream,
): Promise<RawAnswer> {
  const builder = new XmlBuilder(stream === undefined ? null : ['Value', ...stream.path]);
  const reader = new XmlReader(builder);
  const utf8 = new TextDecoder('utf-8');
  const pace = new Pace();
  for await (const slice of slices(body)) {
    reader.write(utf8.decode(slice, { stream: true }));
    const { entries } = builder;
    if (stream !== undefined && entries.length > 0) {
      builder.entries = [];
      await stream.entries(entries);
    }
    await pace.rest();
  }
  reader.write(utf8.decode());
  reader.end();
  if (stream !== undefined && builder.entries.length > 0) await stream.entries(builder.entries);
  return unwrap(builder);
}

/** Parses a value that is written as XML-RPC text, as `task.result` is. @throws XapiAnswerError */
export function parseXmlValue(text: string): XapiValue {
  const builder = new XmlBuilder(null);
  const reader = new XmlReader(builder);
  reader.write(text);
  reader.end();
  return builder.root ?? '';
}
