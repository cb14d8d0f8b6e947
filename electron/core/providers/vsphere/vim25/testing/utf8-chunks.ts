import { text as say } from '#shared/i18n/make-text.ts';
import { isUtf8 } from 'node:buffer';
import { XmlError } from '../xml/xml-reader.ts';

/** Length of the character that a lead byte announces; 0 for a continuation byte. */
function announced(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}

/** Bytes at the end that belong to a character which the next chunk completes. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const length = announced(bytes[bytes.length - back] ?? 0);
    if (length > 0) return length > back ? back : 0;
  }
  return 0;
}

/** Decodes UTF-8 in chunks, a byte order mark included. */
export class Utf8Chunks {
  #rest: Buffer | null = null;

  /** @throws XmlError for bytes that are not UTF-8 */
  write(chunk: Uint8Array): string {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#rest !== null) bytes = Buffer.concat([this.#rest, bytes]);
    const tail = incompleteTail(bytes);
    this.#rest = tail === 0 ? null : Buffer.from(bytes.subarray(bytes.length - tail));
    const whole = tail === 0 ? bytes : bytes.subarray(0, bytes.length - tail);
    if (!isUtf8(whole)) throw new XmlError(say('answer.noXml', { problem: 'it is not UTF-8' }));
    return whole.toString('utf8');
  }

  /** @throws XmlError where the last character is cut off */
  end(): void {
    if (this.#rest !== null) throw new XmlError(say('xml.cutCharacter'));
  }
}
