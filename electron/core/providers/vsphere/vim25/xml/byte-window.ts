import { text as say } from '#shared/i18n/make-text.ts';
import { isAscii, isUtf8 } from 'node:buffer';
import { XmlError } from './xml-reader.ts';

const LESS_THAN = 0x3c;

/**
 * The bytes of a document that have arrived and are not parsed yet, in one piece of memory that is used again. Behind the last
 * byte stands a `<`, so that a scan for the end of anything needs no bounds check.
 */
export class ByteWindow {
  bytes = Buffer.allocUnsafe(64 * 1024);
  /** Where the unparsed bytes begin; whoever parses moves it. */
  start = 0;
  /** Where they end: always between two characters. */
  end = 0;
  /** The begun character behind them. */
  #tail = Buffer.alloc(0);
  /** Before this position there may be bytes beyond ASCII. */
  #asciiFrom = 0;
  /** Bytes of the document before the window. */
  #before = 0;
  #atBeginning = true;
  #beginning = 0;

  /** Bytes that wait. */
  get length(): number {
    return this.end - this.start;
  }

  /** Where a position of the window lies in the document, in bytes from its beginning. */
  offsetOf(at: number): number {
    return this.#before + at;
  }

  /** Whether nothing but a byte order mark stands before a position. */
  isBeginning(at: number): boolean {
    return this.#before + at === this.#beginning;
  }

  /** Takes bytes; in those that are not UTF-8 replacement characters stand for what is no text. */
  append(chunk: Uint8Array): void {
    const tail = this.#tail;
    this.#makeRoom(tail.length + chunk.byteLength);
    const { bytes, end } = this;
    bytes.set(tail, end);
    bytes.set(chunk, end + tail.length);
    const filled = end + tail.length + chunk.byteLength;
    this.end = filled - incompleteTail(bytes, end, filled);
    this.#tail = Buffer.from(bytes.subarray(this.end, filled));
    const added = bytes.subarray(end, this.end);
    if (!isAscii(added)) {
      if (!isUtf8(added)) this.#mend(end);
      this.#asciiFrom = this.end;
    }
    this.bytes[this.end] = LESS_THAN;
    if (this.#atBeginning && this.end > 0) this.#skipByteOrderMark();
  }

  /** @throws XmlError where the last character is cut off */
  finish(): void {
    if (this.#tail.length > 0) throw new XmlError(say('xml.cutCharacter'));
  }

  text(start: number, end: number): string {
    // Buffer makes one-byte strings of ASCII either way; latin1 is the faster of the two.
    return this.bytes.toString(start < this.#asciiFrom ? 'utf8' : 'latin1', start, end);
  }

  /** Replaces what is not UTF-8 from a position on. */
  #mend(from: number): void {
    const mended = Buffer.from(this.bytes.toString('utf8', from, this.end));
    const needed = from + mended.length + 1;
    if (needed > this.bytes.length) {
      const { bytes } = this;
      this.bytes = Buffer.allocUnsafe(2 * needed);
      bytes.copy(this.bytes, 0, 0, from);
    }
    this.bytes.set(mended, from);
    this.end = from + mended.length;
  }

  /** Moves what waits to the beginning; one byte more is for the mark. */
  #makeRoom(more: number): void {
    const { bytes, start, end, length } = this;
    const needed = length + more + 1;
    if (needed > bytes.length) this.bytes = Buffer.allocUnsafe(2 * needed);
    if (start > 0 || this.bytes !== bytes) bytes.copy(this.bytes, 0, start, end);
    this.#before += start;
    this.#asciiFrom -= start;
    this.start = 0;
    this.end = length;
  }

  #skipByteOrderMark(): void {
    this.#atBeginning = false;
    const { bytes } = this;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      this.start = this.#beginning = 3;
    }
  }
}

/** Length of the character that a lead byte announces; 0 for a continuation byte. */
function announced(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}

/** How many of the last bytes belong to a character that more bytes would complete. */
function incompleteTail(bytes: Uint8Array, start: number, end: number): number {
  for (let back = 1; back <= Math.min(3, end - start); back += 1) {
    const length = announced(bytes[end - back] ?? 0);
    if (length > 0) return length > back ? back : 0;
  }
  return 0;
}
