import type { Duplex } from 'node:stream';

/** The other side has gone. */
export class Ended extends Error {}

/** Reads a stream so many bytes at a time. */
export class ByteReader {
  readonly #source: Duplex;
  #held: Buffer = Buffer.alloc(0);
  #wake: (() => void) | undefined;
  #ended = false;

  constructor(source: Duplex) {
    this.#source = source;
    source.on('data', (chunk: Buffer) => {
      this.#held = Buffer.concat([this.#held, chunk]);
      source.pause();
      this.#wake?.();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake?.();
    };
    source.on('end', end).on('close', end).on('error', end);
  }

  /** @throws Ended */
  async read(count: number): Promise<Buffer> {
    while (this.#held.length < count) {
      if (this.#ended) throw new Ended();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#source.resume();
      });
    }
    const bytes = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return bytes;
  }
}
