import type { OpenedStream } from '#shared/contract/define.ts';
import type { ConsoleFacts } from '#shared/model/console.ts';

/** A viewer as tests need one: it shakes hands, asks for the picture, and types. */
export class RfbViewer {
  readonly #console: OpenedStream<ConsoleFacts>;
  #held: Buffer = Buffer.alloc(0);
  readonly #incoming: AsyncIterator<Uint8Array>;

  constructor(console: OpenedStream<ConsoleFacts>) {
    this.#console = console;
    this.#incoming = console.incoming[Symbol.asyncIterator]();
  }

  /** @returns the version that the server speaks, and the size of its screen */
  async shakeHands(): Promise<{ version: string; width: number; height: number }> {
    const version = (await this.read(12)).toString('latin1').trim();
    await this.#console.write(Buffer.from(`${version}\n`));
    if (version === 'RFB 003.003') await this.read(4);
    else {
      await this.read((await this.read(1))[0] ?? 0);
      await this.#console.write(Buffer.from([1]));
      await this.read(4);
    }
    await this.#console.write(Buffer.from([1]));
    const head = await this.read(24);
    await this.read(head.readUInt32BE(20));
    return { version, width: head.readUInt16BE(0), height: head.readUInt16BE(2) };
  }

  /** Asks for the whole picture. @returns the encodings of its rectangles */
  async look(encodings: readonly number[]): Promise<readonly number[]> {
    const wanted = Buffer.alloc(4 + 4 * encodings.length);
    wanted[0] = 2;
    wanted.writeUInt16BE(encodings.length, 2);
    for (const [at, encoding] of encodings.entries()) wanted.writeInt32BE(encoding, 4 + 4 * at);
    await this.#console.write(wanted);
    await this.#console.write(Buffer.from([3, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]));
    const head = await this.read(4);
    const first = await this.read(12);
    return [head.readUInt16BE(2), first.readInt32BE(8)];
  }

  /** Presses keys by their scan codes, one after the other. */
  async press(...codes: readonly number[]): Promise<void> {
    for (const code of codes)
      for (const down of [1, 0])
        await this.#console.write(Buffer.from([255, 0, 0, down, 0, 0, 0, 0, 0, 0, 0, code]));
  }

  /** Types by key symbols. */
  async type(text: string): Promise<void> {
    for (const character of text)
      for (const down of [1, 0])
        await this.#console.write(Buffer.from([4, down, 0, 0, 0, 0, 0, character.charCodeAt(0)]));
  }

  /** Reads to the end, whatever comes. @throws what ended it */
  async untilEnded(): Promise<void> {
    while ((await this.#incoming.next()).done !== true);
  }

  async read(count: number): Promise<Buffer> {
    while (this.#held.length < count) {
      const { value, done } = await this.#incoming.next();
      if (done === true) throw new Error('The console ended.');
      this.#held = Buffer.concat([this.#held, value]);
    }
    const bytes = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return bytes;
  }
}
