import type { Message } from '#shared/i18n/text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { VapiProtocolError } from '../errors.ts';

const CR = 0x0d;
const LF = 0x0a;
const MAX_DIGITS = 8;
/** Bytes of one frame at most. */
const MAX_FRAME = BOUNDS.pieceBytes;

/**
 * Cuts a body into frames: `<hex length>\r\n<that many bytes>\r\n`. Chunks may end anywhere. Holds at most one frame.
 */
export class FrameDecoder {
  #digits = '';
  /** Of the frame being read: its bytes so far, and how many it has; -1 while its length is read. */
  #parts: Uint8Array[] = [];
  #have = 0;
  #length = -1;
  /** What must follow: after the length LF, after the frame CR and LF. */
  #expect: 'length' | 'line feed' | 'body' | 'end cr' | 'end lf' = 'length';

  /** True in the middle of a frame. */
  get pending(): boolean {
    return this.#expect !== 'length' || this.#digits !== '';
  }

  /**
   * The frames that are complete with this chunk, in order. A frame may share the chunk's memory: use it before the next chunk.
   * @throws VapiProtocolError
   */
  *push(chunk: Uint8Array): Generator<Uint8Array, void, undefined> {
    let at = 0;
    while (at < chunk.length) {
      if (this.#expect === 'body') {
        const taken = chunk.subarray(at, at + this.#length - this.#have);
        at += taken.length;
        this.#have += taken.length;
        if (this.#have === this.#length) {
          const frame = this.#complete(taken);
          this.#expect = 'end cr';
          yield frame;
        } else this.#parts.push(new Uint8Array(taken));
      } else {
        this.#step(chunk[at] ?? 0);
        at += 1;
      }
    }
  }

  #complete(last: Uint8Array): Uint8Array {
    if (this.#parts.length === 0) return last;
    const frame = Buffer.concat([...this.#parts, last]);
    this.#parts = [];
    return frame;
  }

  #step(byte: number): void {
    switch (this.#expect) {
      case 'length':
        if (byte === CR && this.#digits !== '') this.#expect = 'line feed';
        else this.#digit(byte);
        break;
      case 'line feed':
        if (byte !== LF) this.#refuse(say('stream.frame.noBreak'));
        this.#begin();
        break;
      case 'end cr':
        if (byte !== CR) this.#refuse(say('stream.frame.longer'));
        this.#expect = 'end lf';
        break;
      default:
        if (byte !== LF) this.#refuse(say('stream.frame.noEnd'));
        this.#expect = 'length';
    }
  }

  #digit(byte: number): void {
    const digit = String.fromCharCode(byte);
    if (!/[0-9a-fA-F]/.test(digit)) this.#refuse(say('stream.frame.noNumber'));
    if (this.#digits.length >= MAX_DIGITS) this.#refuse(say('stream.frame.digits'));
    this.#digits += digit;
  }

  #begin(): void {
    this.#length = Number.parseInt(this.#digits, 16);
    this.#digits = '';
    if (this.#length === 0) this.#refuse(say('stream.frame.empty'));
    if (this.#length > MAX_FRAME) this.#refuse(say('stream.frame.tooLong', { limit: MAX_FRAME }));
    this.#have = 0;
    this.#expect = 'body';
  }

  #refuse(problem: Message): never {
    throw new VapiProtocolError(say('stream.frame', { problem }));
  }
}
