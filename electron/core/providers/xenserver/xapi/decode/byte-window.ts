import { isAscii, isUtf8 } from 'node:buffer';
import { XapiAnswerError } from '../errors.ts';

/** Bytes that have arrived and are still needed, in one piece of memory that is used again. */
export class ByteWindow {
  bytes = Buffer.allocUnsafe(128 * 1024);
  /** Behind the last byte. */
  end = 0;

  /**
   * Adds bytes and forgets those before `keep`.
   * @returns how far the kept ones moved toward the beginning
   */
  append(chunk: Uint8Array, keep: number): number {
    const kept = this.end - keep;
    let { bytes } = this;
    if (kept + chunk.byteLength > bytes.length) {
      bytes = Buffer.allocUnsafe(2 * (kept + chunk.byteLength));
    }
    this.bytes.copy(bytes, 0, keep, this.end);
    bytes.set(chunk, kept);
    this.bytes = bytes;
    this.end = kept + chunk.byteLength;
    return keep;
  }

  /** The text between two positions. @throws XapiAnswerError where it is not UTF-8 */
  text(start: number, end: number): string {
    const part = this.bytes.subarray(start, end);
    // One-byte strings take half the memory and half the time.
    if (isAscii(part)) return part.toString('latin1');
    if (!isUtf8(part)) throw new XapiAnswerError('The answer is not UTF-8 text.');
    return part.toString('utf8');
  }
}
