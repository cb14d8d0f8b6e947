import type { MorefContract } from '#shared/contract/contract.ts';
import type { OpenedStream, StreamFacts, StreamParams } from '#shared/contract/define.ts';
import { MorefException, type MorefError } from '#shared/model/error.ts';

/** A console that the page has opened: a test speaks for its server, and reads what the page sends. */
export class FakeStream implements OpenedStream<StreamFacts<MorefContract, 'console'>> {
  readonly params: StreamParams<MorefContract, 'console'>;
  readonly facts = { host: 'host-1' };
  /** What the page has sent. */
  readonly written: number[] = [];
  closed = false;
  readonly #waiting: Uint8Array[] = [];
  #ended: { readonly error?: MorefError } | undefined;
  #wake: () => void = () => undefined;

  constructor(params: StreamParams<MorefContract, 'console'>) {
    this.params = params;
  }

  get incoming(): AsyncIterable<Uint8Array> {
    return this.#read();
  }

  write(bytes: Uint8Array): Promise<void> {
    this.written.push(...bytes);
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
    this.end();
  }

  say(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#wake();
  }

  /** The far side has gone; because of an error, if one is given. */
  end(error?: MorefError): void {
    this.#ended ??= error === undefined ? {} : { error };
    this.#wake();
  }

  async *#read(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const bytes = this.#waiting.shift();
      if (bytes !== undefined) yield bytes;
      else if (this.#ended?.error !== undefined) throw new MorefException(this.#ended.error);
      else if (this.#ended !== undefined) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
