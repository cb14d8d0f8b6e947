import { XapiAnswerError } from '../errors.ts';
import { ByteWindow } from './byte-window.ts';
import { recordsAhead, WIDE_DIGITS } from './records-ahead.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const MAX_DEPTH = 256;
const POINT = 0x2e;

/** What the scanner hands out: texts that are complete JSON values or, of a stream, runs of members. */
export interface ScanHandler {
  /** A member of the envelope or of an object on the way to the streamed container. */
  member(path: readonly string[], text: string, odd: boolean): void;
  /**
   * Whole elements of the streamed container, or its members as the elements key, value, key, value: a list of records is parsed
   * a fifth faster than an object with a thousand keys that occur once, each of which would become a shape of its own.
   */
  run(text: string, odd: boolean, array: boolean): void;
  /** What is likely to be a run of members. Returns false, and forgets it, where it is not. */
  tryRun(text: string): boolean;
  /** The streamed container has been found. */
  found(array: boolean): void;
}

interface Frame {
  readonly array: boolean;
  /** Members are handed out in runs. */
  readonly stream: boolean;
}

type Phase = 'start' | 'first' | 'key' | 'key text' | 'colon' | 'value' | 'scan' | 'next' | 'end';

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const OTHER = 0;
const DIGIT = 1;
/** Begins NaN or Infinity. */
const WORD = 2;
const OPENS = 3;
/** From here on: what ends a number, true, false or null. */
const ENDS = 4;
const CLOSES = 5;

/** What a byte outside of strings means. */
const KINDS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x30 && byte <= 0x39) return DIGIT;
  if (byte === 0x4e || byte === 0x49) return WORD;
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return OPENS;
  if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) return CLOSES;
  return byte === COMMA || isSpace(byte) ? ENDS : OTHER;
});

/**
 * Finds where values end in JSON that arrives in chunks, and nothing more: what is in them is JSON.parse's business, a piece at
 * a time, so that an answer of 20 MB never has to be parsed, or held, in one go.
 */
export class JsonScanner {
  readonly #window = new ByteWindow();
  readonly #path: readonly string[];
  readonly #handler: ScanHandler;
  readonly #maxPiece: number;
  readonly #frames: Frame[] = [];
  #phase: Phase = 'start';
  #at: number;
  /** First byte of the key being read. */
  #keyStart = 0;
  #keys: string[] = [];
  /** First byte of the value being read. */
  #valueStart = 0;
  /** Of the value being scanned. */
  #depth = 0;
  #inString = false;
  #digits = 0;
  #odd = false;
  /** The run of members that has been collected: from, to; -1: none. */
  #runStart = -1;
  #runEnd = -1;
  /** Whether it is worth looking for whole records in the bytes that came last. */
  #mayLeap = false;

  /** @param path keys from the root to the container whose members are handed out in runs */
  constructor(path: readonly string[], handler: ScanHandler, maxPieceBytes: number) {
    this.#path = path;
    this.#handler = handler;
    this.#maxPiece = maxPieceBytes;
    this.#at = this.#window.end;
  }

  /** @throws XapiAnswerError where this cannot be JSON any more */
  write(chunk: Uint8Array): void {
    const moved = this.#window.append(chunk, this.#keepFrom());
    this.#at -= moved;
    this.#keyStart -= moved;
    this.#valueStart -= moved;
    this.#mayLeap = true;
    this.#step();
    this.#flush();
    if (this.#window.end - this.#keepFrom() > this.#maxPiece) {
      throw new XapiAnswerError(
        `The answer has a single value of more than ${this.#maxPiece} bytes.`,
      );
    }
  }

  /** @throws XapiAnswerError where the document is not complete */
  finish(): void {
    this.#mayLeap = false;
    this.#step();
    this.#flush();
    if (this.#phase !== 'end') {
      throw new XapiAnswerError(
        this.#phase === 'start'
          ? 'The answer is empty.'
          : 'The answer is not valid JSON: it ends too early.',
      );
    }
  }

  #keepFrom(): number {
    switch (this.#phase) {
      case 'key text':
        return this.#keyStart;
      case 'scan':
        return this.#streaming && !this.#frame.array ? this.#keyStart : this.#valueStart;
      case 'colon':
      case 'value':
        return this.#streaming && !this.#frame.array ? this.#keyStart : this.#at;
      default:
        return this.#at;
    }
  }

  get #frame(): Frame {
    const frame = this.#frames.at(-1);
    if (frame === undefined) throw new Error('no open container');
    return frame;
  }

  get #streaming(): boolean {
    return this.#frames.at(-1)?.stream ?? false;
  }

  /** Goes on until the bytes end. */
  #step(): void {
    const { bytes, end } = this.#window;
    for (;;) {
      if (this.#phase === 'key text') {
        if (!this.#endString()) return;
        if (!this.#streaming) this.#keys[this.#frames.length - 1] = this.#key();
        this.#phase = 'colon';
      } else if (this.#phase === 'scan') {
        if (!this.#endValue()) return;
        this.#value();
        this.#phase = 'next';
      }
      while (this.#at < end && isSpace(bytes[this.#at] ?? 0)) this.#at += 1;
      if (this.#at >= end) return;
      if (this.#phase === 'key' && this.#mayLeap && this.#streaming && this.#leap()) return;
      this.#token(bytes[this.#at] ?? 0);
    }
  }

  /**
   * Takes the records that are there already in one go; at a key, before and after.
   * @returns true where it did: what is left begins a record, which waits for its end rather than be looked at byte by byte
   */
  #leap(): boolean {
    this.#mayLeap = false;
    const { bytes, end } = this.#window;
    const found = bytes[this.#at] === QUOTE ? recordsAhead(bytes, this.#at, end) : undefined;
    if (found === undefined) return false;
    this.#flush();
    for (const colon of found.colons) bytes[colon] = COMMA;
    // Behind the comma that follows there is the next key.
    if (this.#handler.tryRun(this.#window.list(this.#at, found.end))) {
      this.#at = found.end + 1;
      return true;
    }
    for (const colon of found.colons) bytes[colon] = COLON;
    return false;
  }

  /** One byte of structure, between values. */
  #token(byte: number): void {
    switch (this.#phase) {
      case 'start':
        if (byte !== OPEN_BRACE) this.#refuse(byte);
        this.#enter(false);
        break;
      case 'first':
        if (this.#isClose(byte)) this.#leave();
        else this.#phase = this.#frame.array ? 'value' : 'key';
        break;
      case 'key':
        if (byte !== QUOTE) this.#refuse(byte);
        this.#keyStart = this.#at;
        this.#at += 1;
        this.#phase = 'key text';
        break;
      case 'colon':
        if (byte !== COLON) this.#refuse(byte);
        // The window's bytes are a copy of ours.
        if (this.#streaming) this.#window.bytes[this.#at] = COMMA;
        this.#at += 1;
        this.#phase = 'value';
        break;
      case 'value':
        this.#beginValue(byte);
        break;
      case 'next':
        if (byte === COMMA) {
          this.#at += 1;
          this.#phase = this.#frame.array ? 'value' : 'key';
        } else if (this.#isClose(byte)) this.#leave();
        else this.#refuse(byte);
        break;
      default:
        this.#refuse(byte);
    }
  }

  #beginValue(byte: number): void {
    const depth = this.#frames.length;
    const opens = byte === OPEN_BRACE || byte === OPEN_BRACKET;
    const onPath = !this.#streaming && this.#keys[depth - 1] === this.#path[depth - 1];
    if (opens && onPath && (byte === OPEN_BRACE || depth === this.#path.length)) {
      return this.#enter(byte === OPEN_BRACKET);
    }
    this.#valueStart = this.#at;
    this.#depth = 0;
    this.#digits = 0;
    this.#phase = 'scan';
  }

  #enter(array: boolean): void {
    const stream = this.#frames.length === this.#path.length;
    this.#frames.push({ array, stream });
    if (stream) this.#handler.found(array);
    this.#at += 1;
    this.#phase = 'first';
  }

  #leave(): void {
    this.#flush();
    this.#frames.pop();
    this.#keys.length = Math.max(0, this.#frames.length);
    this.#at += 1;
    this.#phase = this.#frames.length === 0 ? 'end' : 'next';
  }

  #isClose(byte: number): boolean {
    return byte === (this.#frame.array ? CLOSE_BRACKET : CLOSE_BRACE);
  }

  #key(): string {
    const text = this.#window.text(this.#keyStart, this.#at);
    try {
      return String(JSON.parse(text));
    } catch (error) {
      throw new XapiAnswerError('The answer is not valid JSON: a key is broken.', { cause: error });
    }
  }

  /** A value is complete. */
  #value(): void {
    const { array, stream } = this.#frame;
    if (stream) {
      if (this.#runStart < 0) this.#runStart = array ? this.#valueStart : this.#keyStart;
      this.#runEnd = this.#at;
      return;
    }
    const text = this.#window.text(this.#valueStart, this.#at);
    this.#handler.member(this.#keys.slice(0, this.#frames.length), text, this.#odd);
    this.#odd = false;
  }

  /** Hands out the collected members: before the bytes move, and at the container's end. */
  #flush(): void {
    if (this.#runStart < 0) return;
    const text = this.#window.list(this.#runStart, this.#runEnd);
    this.#runStart = -1;
    this.#handler.run(text, this.#odd, this.#frame.array);
    // A value that is half scanned may be the odd one: its run pays for a needless check.
    this.#odd = this.#odd && this.#phase === 'scan';
  }

  /** @returns false where the bytes end before the string does */
  #endString(): boolean {
    const { bytes, end } = this.#window;
    let at = this.#at;
    while (at < end) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.#at = at + 1;
        return true;
      }
      if (byte === BACKSLASH) {
        // An escape that is cut in two is read again from its beginning.
        if (at + 1 >= end) break;
        at += 2;
      } else at += 1;
    }
    this.#at = at;
    return false;
  }

  /** The hot loop: a look at every byte of the answer. @returns false where the bytes end before the value does */
  #endValue(): boolean {
    const { bytes, end } = this.#window;
    if (this.#inString && !this.#leaveString()) return false;
    let depth = this.#depth;
    let digits = this.#digits;
    let at = this.#at;
    let done = depth === 0 && at > this.#valueStart && bytes[at - 1] === QUOTE;
    while (!done && at < end) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        digits = 0;
        at += 1;
        let inside = bytes[at] ?? 0;
        while (at < end && inside !== QUOTE) {
          at += inside === BACKSLASH ? 2 : 1;
          inside = bytes[at] ?? 0;
        }
        if (at >= end) {
          // An escape that is cut in two is read again from its beginning.
          this.#at = at > end ? end - 1 : end;
          this.#inString = true;
          break;
        }
        at += 1;
        done = depth === 0;
        continue;
      }
      const kind = KINDS[byte] ?? OTHER;
      if (depth === 0 && kind >= ENDS && at > this.#valueStart) {
        done = true;
        break;
      }
      at += 1;
      if (kind === DIGIT) {
        digits += 1;
        if (digits === WIDE_DIGITS) this.#odd = true;
        continue;
      }
      // What stands behind a point is exact enough as a float.
      digits = byte === POINT ? Number.NEGATIVE_INFINITY : 0;
      if (kind === OPENS) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new XapiAnswerError('The answer is nested too deeply.');
      } else if (kind === CLOSES) {
        if (depth === 0) this.#refuse(byte);
        depth -= 1;
        done = depth === 0;
      } else if (kind === WORD) this.#odd = true;
    }
    if (!this.#inString) this.#at = at;
    this.#depth = depth;
    this.#digits = digits;
    return done;
  }

  /** @returns false where the bytes end before the string does */
  #leaveString(): boolean {
    if (!this.#endString()) return false;
    this.#inString = false;
    return true;
  }

  #refuse(byte: number): never {
    const shown =
      byte > 0x20 && byte < 0x7f ? `“${String.fromCharCode(byte)}”` : `byte 0x${byte.toString(16)}`;
    throw new XapiAnswerError(`The answer is not valid JSON: ${shown} is out of place.`);
  }
}
