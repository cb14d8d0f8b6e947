import { text } from '../i18n/make-text.ts';
import type { MorefError } from '../model/error.ts';
import type { PageMessage, RequestId } from './message.ts';
import { creditStep, inPieces, mostUnsent, streamWindow } from './stream-limits.ts';

/** Who opened a stream. */
export interface StreamListener<Facts> {
  /** It stands; bytes come from now on. */
  opened(facts: Facts): void;
  /** Taken once this returns, or its promise settles: a slow listener slows the far side down. */
  data(bytes: Uint8Array): void | Promise<void>;
  /** It has ended, by itself where there is no error. Called once, and not after `close`. */
  ended(error?: MorefError): void;
}

/** The page's hold on a stream. */
export interface StreamHandle {
  /** Sends bytes, once it stands and as fast as they are taken. What a stream that has ended is given is lost. */
  send(bytes: Uint8Array): void;
  /** Bytes that wait to be sent. */
  readonly unsent: number;
  close(): void;
}

export interface PageStreamOptions {
  readonly id: RequestId;
  readonly listener: StreamListener<unknown>;
  send(message: PageMessage): void;
  /** Called once, however it ended. */
  gone(): void;
  /** The listener threw; the stream goes on. */
  onListenerError(thrown: unknown): void;
}

/** The page's end of one stream; see ServedStream. */
export class PageStream implements StreamHandle {
  readonly #options: PageStreamOptions;
  #queue: Uint8Array[] = [];
  #unsent = 0;
  #opened = false;
  #room = streamWindow;
  /** Bytes that the listener has taken, of which the core does not know. */
  #taken = 0;
  #gone = false;

  constructor(options: PageStreamOptions) {
    this.#options = options;
  }

  get unsent(): number {
    return this.#unsent;
  }

  send(bytes: Uint8Array): void {
    if (this.#gone) return;
    this.#queue.push(...inPieces(bytes));
    this.#unsent += bytes.length;
    if (this.#unsent <= mostUnsent) return this.#flush();
    this.#tellClose();
    this.end({ kind: 'unreachable', message: text('link.error.streamStuck') });
  }

  close(): void {
    if (this.#gone) return;
    this.#tellClose();
    this.#leave();
  }

  opened(facts: unknown): void {
    this.#opened = true;
    this.#tell(() => this.#options.listener.opened(facts));
    this.#flush();
  }

  async receive(bytes: Uint8Array): Promise<void> {
    try {
      await this.#options.listener.data(bytes);
    } catch (thrown) {
      this.#options.onListenerError(thrown);
    }
    this.#taken += bytes.length;
    if (this.#taken < creditStep || this.#gone) return;
    this.#options.send({ t: 'credit', id: this.#options.id, bytes: this.#taken });
    this.#taken = 0;
  }

  credited(bytes: number): void {
    this.#room += bytes;
    this.#flush();
  }

  /** The core, or a lost link, has ended it. */
  end(error?: MorefError): void {
    if (this.#gone) return;
    this.#leave();
    this.#tell(() => this.#options.listener.ended(error));
  }

  #leave(): void {
    this.#gone = true;
    this.#queue = [];
    this.#unsent = 0;
    this.#options.gone();
  }

  #tellClose(): void {
    this.#options.send({ t: 'close', id: this.#options.id });
  }

  #flush(): void {
    while (this.#opened && !this.#gone) {
      const [bytes] = this.#queue;
      if (bytes === undefined || bytes.length > this.#room) return;
      this.#queue.shift();
      this.#room -= bytes.length;
      this.#unsent -= bytes.length;
      this.#options.send({ t: 'data', id: this.#options.id, bytes });
    }
  }

  #tell(say: () => void): void {
    try {
      say();
    } catch (thrown) {
      this.#options.onListenerError(thrown);
    }
  }
}
