import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import type { Wish } from '#shared/model/wish.ts';

/** Wishes that nobody has taken are forgotten beyond so many. */
const most = 20;

/** What was asked for on the command line or by a link, until a page takes it: one page alone does what was wished. */
export class Wishes {
  readonly #open = new Map<string, Wish>();
  readonly #sinks = new Set<FeedSink<string, Wish>>();
  #count = 0;

  add(wish: Wish): void {
    const id = String((this.#count += 1));
    this.#open.set(id, wish);
    for (const sink of this.#sinks) sink.put(id, wish);
    const [oldest] = this.#open.keys();
    if (this.#open.size > most && oldest !== undefined) this.take(oldest);
  }

  /** True for the one who takes it. */
  take(id: string): boolean {
    if (!this.#open.delete(id)) return false;
    for (const sink of this.#sinks) sink.remove(id);
    return true;
  }

  watch(sink: FeedSink<string, Wish>): Disposer {
    for (const [id, wish] of this.#open) sink.put(id, wish);
    sink.ready();
    this.#sinks.add(sink);
    return () => void this.#sinks.delete(sink);
  }
}
