import { Buffer } from 'node:buffer';
import { SaxesReader } from './saxes-reader.ts';
import { XmlTokenizer } from '../xml/tokenizer.ts';
import { XmlPool } from '../xml/xml-pool.ts';
import { XmlError, type XmlHandler, type XmlLimits, type XmlReader } from '../xml/xml-reader.ts';

/** What a reader made of a document: its events, or why it was refused. */
export type Outcome =
  | { readonly events: readonly string[]; readonly damaged: number }
  | { readonly refused: string; readonly events?: never };

/** Writes events down; where a text is cut does not matter. */
class EventLog implements XmlHandler {
  readonly events: string[] = [];
  /** Texts that held what is no text. */
  mended = 0;
  #text = '';

  open: XmlHandler['open'] = (local, namespace, attributes, resolve) => {
    this.#endText();
    const written = attributes.map((attribute) => JSON.stringify(attribute)).join(' ');
    this.events.push(
      `<{${namespace}}${local} ${written} ${resolve('xsd') ?? ''} ${resolve('') ?? ''}`,
    );
  };

  damaged(): void {
    this.mended += 1;
  }

  text(text: string): void {
    this.#text += text;
  }

  close(): void {
    this.#endText();
    this.events.push('>');
  }

  #endText(): void {
    if (this.#text !== '') this.events.push(JSON.stringify(this.#text));
    this.#text = '';
  }
}

function outcome(
  reader: (log: EventLog) => XmlReader,
  bytes: Uint8Array,
  sizes: readonly number[],
): Outcome {
  const log = new EventLog();
  try {
    const open = reader(log);
    for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
      const size = Math.max(1, sizes[cut % sizes.length] ?? bytes.length);
      open.write(bytes.subarray(at, at + size));
      at += size;
    }
    open.end();
    return { events: log.events, damaged: log.mended };
  } catch (error) {
    // Anything else, a TypeError above all, is a fault of the reader.
    if (!(error instanceof XmlError)) throw error;
    return { refused: error.message };
  }
}

/** Kept from document to document, as a client keeps it. */
const pool = new XmlPool();

/** What Moref's own reader makes of a document in chunks of the given sizes, over and over. */
export function tokenized(
  document: Uint8Array | string,
  sizes: readonly number[] = [],
  limits: Partial<XmlLimits> = {},
): Outcome {
  return outcome((log) => new XmlTokenizer(log, pool, limits), Buffer.from(document), sizes);
}

/** What saxes makes of it. */
export function bySaxes(document: Uint8Array | string, sizes: readonly number[] = []): Outcome {
  return outcome((log) => new SaxesReader(log), Buffer.from(document), sizes);
}
