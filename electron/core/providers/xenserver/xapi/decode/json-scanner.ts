import { text as say } from '#shared/i18n/make-text.ts';
import { XapiAnswerError } from '../errors.ts';
import { ByteWindow } from './byte-window.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  endOfText,
  isOfByteOrderMark,
  isSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  outOfPlace,
  QUOTE,
} from './json-bytes.ts';
import { mendJson } from '../../../../net/mend-json.ts';
import { recordsAhead } from './records-ahead.ts';
import { ValueScanner } from './value-scanner.ts';

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
  #keyLength = 0;
  #keys: string[] = [];
  readonly #value = new ValueScanner();
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
    this.#value.shift(moved);
    this.#mayLeap = true;
    this.#step();
    this.#flush();
    if (this.#window.end - this.#keepFrom() > this.#maxPiece) {
      throw new XapiAnswerError(say('answer.piece', { limit: this.#maxPiece }));
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
          ? say('answer.empty')
          : say('answer.noJson', { problem: say('answer.json.early') }),
      );
    }
  }

  #keepFrom(): number {
    switch (this.#phase) {
      case 'key text':
        return this.#keyStart;
      case 'scan':
        return this.#streaming && !this.#frame.array ? this.#keyStart : this.#value.start;
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
      if (this.#phase === 'key text' && !this.#endKey(bytes, end)) return;
      if (this.#phase === 'scan' && !this.#endValue(bytes, end)) return;
      while (this.#at < end && isSpace(bytes[this.#at] ?? 0)) this.#at += 1;
      if (this.#at >= end) return;
      if (this.#phase === 'key' && this.#mayLeap && this.#streaming && this.#leap()) return;
      this.#token(bytes[this.#at] ?? 0);
    }
  }

  /** @returns false where the bytes end before the key does */
  #endKey(bytes: Uint8Array, end: number): boolean {
    const { ended, at } = endOfText(bytes, this.#at, end);
    this.#at = at;
    if (!ended) return false;
    this.#keyLength = at - this.#keyStart;
    if (!this.#streaming) this.#keys[this.#frames.length - 1] = this.#key();
    this.#phase = 'colon';
    return true;
  }

  /** @returns false where the bytes end before the value does */
  #endValue(bytes: Uint8Array, end: number): boolean {
    const ended = this.#value.scan(bytes, end);
    this.#at = this.#value.at;
    if (!ended) return false;
    this.#takeValue();
    this.#phase = 'next';
    return true;
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
        if (isOfByteOrderMark(byte)) {
          this.#at += 1;
          break;
        }
        if (byte !== OPEN_BRACE) throw outOfPlace(byte);
        this.#enter(false);
        break;
      case 'first':
        this.#phase = this.#frame.array ? 'value' : 'key';
        break;
      case 'key':
        if (this.#isBetween(byte)) break;
        if (byte !== QUOTE) throw outOfPlace(byte);
        this.#keyStart = this.#at;
        this.#at += 1;
        this.#phase = 'key text';
        break;
      case 'colon':
        this.#colon(byte);
        break;
      case 'value':
        this.#beginValue(byte);
        break;
      case 'next':
        this.#afterValue(byte);
        break;
      default:
        throw outOfPlace(byte);
    }
  }

  /** Where a member or an element may begin: deals with what is none. */
  #isBetween(byte: number): boolean {
    if (this.#isClose(byte)) this.#leave();
    else if (byte === COMMA) {
      // It separates nothing, and must not stand in a run. An element that is not there has a place all the same.
      this.#flush();
      if (this.#frame.array) this.#handler.run('[null]', false, true);
      this.#at += 1;
    } else return false;
    return true;
  }

  #colon(byte: number): void {
    if (byte === COMMA || this.#isClose(byte)) return this.#takeNothing();
    if (byte !== COLON) throw outOfPlace(byte);
    // The window's bytes are a copy of ours.
    if (this.#streaming) this.#window.bytes[this.#at] = COMMA;
    this.#at += 1;
    this.#phase = 'value';
  }

  #afterValue(byte: number): void {
    if (byte === COMMA) {
      this.#at += 1;
      this.#phase = this.#frame.array ? 'value' : 'key';
    } else if (this.#isClose(byte)) this.#leave();
    else throw outOfPlace(byte);
  }

  #beginValue(byte: number): void {
    if (this.#frame.array && this.#isBetween(byte)) return;
    if (byte === COMMA || this.#isClose(byte)) return this.#takeNothing();
    const depth = this.#frames.length;
    const opens = byte === OPEN_BRACE || byte === OPEN_BRACKET;
    const onPath = !this.#streaming && this.#keys[depth - 1] === this.#path[depth - 1];
    if (opens && onPath && (byte === OPEN_BRACE || depth === this.#path.length)) {
      return this.#enter(byte === OPEN_BRACKET);
    }
    this.#value.begin(this.#at);
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
      return String(JSON.parse(mendJson(text)));
    } catch (error) {
      const text = say('answer.noJson', { problem: say('answer.json.key') });
      throw new XapiAnswerError(text, { cause: error });
    }
  }

  /** A value is complete. */
  #takeValue(): void {
    const { array, stream } = this.#frame;
    if (stream) {
      if (this.#runStart < 0) this.#runStart = array ? this.#value.start : this.#keyStart;
      this.#runEnd = this.#at;
      return;
    }
    const text = this.#window.text(this.#value.start, this.#at);
    this.#handler.member(this.#keys.slice(0, this.#frames.length), text, this.#value.odd);
    this.#value.odd = false;
  }

  /** A member has no value: it is null, and the others stand. */
  #takeNothing(): void {
    this.#phase = 'next';
    if (this.#streaming) {
      this.#flush();
      const key = this.#window.text(this.#keyStart, this.#keyStart + this.#keyLength);
      this.#handler.run(`[${key},null]`, true, false);
    } else this.#handler.member(this.#keys.slice(0, this.#frames.length), 'null', false);
  }

  /** Hands out the collected members: before the bytes move, and at the container's end. */
  #flush(): void {
    if (this.#runStart < 0) return;
    const text = this.#window.list(this.#runStart, this.#runEnd);
    this.#runStart = -1;
    this.#handler.run(text, this.#value.odd, this.#frame.array);
    // A value that is half scanned may be the odd one: its run pays for a needless check.
    this.#value.odd = this.#value.odd && this.#phase === 'scan';
  }
}
