import type { OpenedStream } from '../contract/define.ts';
import { text } from '../i18n/make-text.ts';
import { MorefException } from '../model/error.ts';
import type { CoreMessage, RequestId } from './message.ts';
import { creditStep, inPieces, streamWindow } from './stream-limits.ts';

export interface ServedStreamOptions {
  readonly id: RequestId;
  /** Opens the far side; throws where that is refused. */
  readonly open: (signal: AbortSignal) => Promise<OpenedStream<unknown>>;
  readonly send: (message: CoreMessage) => void;
  /** It could not be opened, or broke. */
  readonly failed: (thrown: unknown) => void;
  /** Called once, however it ended. */
  readonly ended: () => void;
}

/**
 * The core's end of one stream. The far side is read only while the page has room, and the page may send only what the far side has room for:
 * neither end ever holds more than a window of the other's.
 */
export class ServedStream {
  readonly #options: ServedStreamOptions;
  readonly #stop = new AbortController();
  #far: OpenedStream<unknown> | undefined;
  /** What the page takes before it has to say more. */
  #room = streamWindow;
  #roomMade: (() => void) | undefined;
  /** Bytes of the page that the far side has not taken, and those that it has, of which the page does not know. */
  #unwritten = 0;
  #taken = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: ServedStreamOptions) {
    this.#options = options;
  }

  /** Ends with the stream; never rejects. */
  async run(): Promise<void> {
    const { id, open, send, failed } = this.#options;
    const { signal } = this.#stop;
    try {
      const far = await open(signal);
      if (signal.aborted) return far.close();
      this.#far = far;
      send({ t: 'opened', id, facts: far.facts });
      await this.#pump(far.incoming);
      if (!signal.aborted) send({ t: 'ended', id });
    } catch (thrown) {
      if (!signal.aborted) failed(thrown);
    } finally {
      this.end();
    }
  }

  /** The page sent bytes. */
  receive(bytes: Uint8Array): void {
    const far = this.#far;
    if (far === undefined || this.#stop.signal.aborted) return;
    this.#unwritten += bytes.length;
    if (this.#unwritten + this.#taken > streamWindow) {
      const message = text('link.error.streamOverrun');
      return this.#fail(new MorefException({ kind: 'invalid', message }));
    }
    this.#writing = this.#writing
      .then(() => (this.#stop.signal.aborted ? undefined : far.write(bytes)))
      .then(() => this.#written(bytes.length))
      .catch((thrown: unknown) => this.#fail(thrown));
  }

  /** The page has taken so many bytes. */
  credited(bytes: number): void {
    this.#room = Math.min(streamWindow, this.#room + bytes);
    this.#roomMade?.();
  }

  /** Frees the far side; nothing is sent any more. */
  end(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    this.#roomMade?.();
    this.#far?.close();
    this.#options.ended();
  }

  async #pump(incoming: AsyncIterable<Uint8Array>): Promise<void> {
    const { id, send } = this.#options;
    for await (const chunk of incoming) {
      for (const bytes of inPieces(chunk)) {
        while (this.#room < bytes.length && !this.#stop.signal.aborted) await this.#moreRoom();
        if (this.#stop.signal.aborted) return;
        this.#room -= bytes.length;
        send({ t: 'data', id, bytes });
      }
    }
  }

  #moreRoom(): Promise<void> {
    return new Promise((resolve) => {
      this.#roomMade = resolve;
    });
  }

  #written(bytes: number): void {
    this.#unwritten -= bytes;
    this.#taken += bytes;
    if (this.#taken < creditStep || this.#stop.signal.aborted) return;
    this.#options.send({ t: 'credit', id: this.#options.id, bytes: this.#taken });
    this.#taken = 0;
  }

  #fail(thrown: unknown): void {
    if (this.#stop.signal.aborted) return;
    this.#options.failed(thrown);
    this.end();
  }
}
