import { isAscii } from 'node:buffer';

const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
/** Room for a bracket before the first byte, and one behind the last. */
const HEAD = 1;
const TAIL = 1;

/** Bytes that have arrived and are still needed, in one piece of memory that is used again. */
export class ByteWindow {
  bytes = Buffer.allocUnsafe(128 * 1024);
  /** Behind the last byte. */
  end = HEAD;

  /**
   * Adds bytes and forgets those before `keep`.
   * @returns how far the kept ones moved toward the beginning
   */
  append(chunk: Uint8Array, keep: number): number {
    const kept = this.end - keep;
    let { bytes } = this;
    const needed = HEAD + kept + chunk.byteLength + TAIL;
    if (needed > bytes.length) bytes = Buffer.allocUnsafe(2 * needed);
    this.bytes.copy(bytes, HEAD, keep, this.end);
    bytes.set(chunk, HEAD + kept);
    this.bytes = bytes;
    this.end = HEAD + kept + chunk.byteLength;
    return keep - HEAD;
  }

  /**
   * The text between two positions, which are members or elements of a container, in brackets: as a list. What stands before and
   * behind them is a bracket, a comma or a blank that is not needed any more, or that is put back.
   */
  list(start: number, end: number): string {
    const { bytes } = this;
    const behind = bytes[end] ?? 0;
    bytes[start - 1] = OPEN_BRACKET;
    bytes[end] = CLOSE_BRACKET;
    const text = this.text(start - 1, end + 1);
    bytes[end] = behind;
    return text;
  }

  /** The text between two positions; for bytes that are not UTF-8 there are replacement characters. */
  text(start: number, end: number): string {
    const part = this.bytes.subarray(start, end);
    // One-byte strings take half the memory and half the time.
    if (isAscii(part)) return part.toString('latin1');
    return part.toString('utf8');
  }
}
