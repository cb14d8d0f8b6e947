import type { Disposer, FeedSink } from '../contract/define.ts';
import { toMorefError, type MorefError } from '../model/error.ts';
import type { FeedFrame } from './message.ts';

/** Items of a frame at the most: a snapshot crosses in steps that block neither end. */
const frameSize = 1000;

export interface FeedChannelOptions<Key, Item> {
  send(frame: FeedFrame<Key, Item>): void;
  failed(error: MorefError): void;
  /** Runs the function a little later, so that changes gather into one frame; 100 ms at the most. */
  later(run: () => void): Disposer;
}

/**
 * The core's end of one feed: gathers what changed until the page acknowledged the last frame.
 *
 * However slow the page, there is at most one pending state per key; what ended as the page has it already is not sent.
 */
export class FeedChannel<Key, Item> implements FeedSink<Key, Item> {
  readonly #options: FeedChannelOptions<Key, Item>;
  /** What the page has, or will have once the frame on its way is applied. */
  readonly #sent = new Map<Key, Item>();
  readonly #puts = new Map<Key, Item>();
  readonly #removes = new Set<Key>();
  #seq = 0;
  #awaitingAck = false;
  #ready = false;
  #readySent = false;
  #ended = false;
  #cancelTimer: Disposer | undefined;

  constructor(options: FeedChannelOptions<Key, Item>) {
    this.#options = options;
  }

  put(key: Key, item: Item): void {
    if (this.#ended) return;
    this.#removes.delete(key);
    if (this.#sent.get(key) === item) this.#puts.delete(key);
    else this.#puts.set(key, item);
    this.#wake();
  }

  remove(key: Key): void {
    if (this.#ended) return;
    this.#puts.delete(key);
    if (this.#sent.has(key)) this.#removes.add(key);
    this.#wake();
  }

  ready(): void {
    this.#ready = true;
    this.#wake();
  }

  fail(thrown: unknown): void {
    if (this.#ended) return;
    this.end();
    this.#options.failed(toMorefError(thrown));
  }

  /** The page applied the frame with this number. */
  acknowledged(seq: number): void {
    if (!this.#awaitingAck || seq !== this.#seq) return;
    this.#awaitingAck = false;
    if (this.#isBehind()) this.#flush();
    else this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#cancelTimer?.();
    this.#puts.clear();
    this.#removes.clear();
    this.#sent.clear();
  }

  /** More than a frame is waiting, or the snapshot is not through: no reason to gather. */
  #isBehind(): boolean {
    return this.#puts.size > frameSize || (this.#ready && !this.#readySent);
  }

  #hasChanges(): boolean {
    return this.#puts.size > 0 || this.#removes.size > 0 || this.#ready !== this.#readySent;
  }

  #wake(): void {
    if (this.#awaitingAck || this.#ended || this.#cancelTimer !== undefined || !this.#hasChanges())
      return;
    this.#cancelTimer = this.#options.later(() => {
      this.#cancelTimer = undefined;
      if (!this.#awaitingAck && !this.#ended && this.#hasChanges()) this.#flush();
    });
  }

  #flush(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const remove = [...this.#removes];
    this.#removes.clear();
    for (const key of remove) this.#sent.delete(key);
    const upsert: [Key, Item][] = [];
    for (const [key, item] of this.#puts) {
      if (upsert.length === frameSize) break;
      upsert.push([key, item]);
      this.#puts.delete(key);
      this.#sent.set(key, item);
    }
    const ready = this.#ready && this.#puts.size === 0;
    this.#readySent ||= ready;
    this.#seq += 1;
    this.#awaitingAck = true;
    try {
      this.#options.send({ seq: this.#seq, upsert, remove, ready: this.#readySent });
    } catch (thrown) {
      // What cannot be sent now cannot be sent later either, and nobody waits for it here.
      this.fail(thrown);
    }
  }
}
