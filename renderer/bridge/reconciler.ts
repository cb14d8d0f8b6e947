import type { FeedFrame } from '#shared/link/message.ts';

/** One frame of a feed as the page's state sees it. */
export type PageFrame<Key, Item> = Omit<FeedFrame<Key, Item>, 'seq'>;

/**
 * Keeps what is on screen across a reopened feed: the new snapshot is laid over the old set, and what it did not contain
 * goes only once it is complete. So a lost link greys the inventory and never empties it.
 */
export class Reconciler<Key> {
  readonly #known = new Set<Key>();
  /** Keys of the old set that the new snapshot has not brought yet; undefined while no snapshot is under way. */
  #unseen: Set<Key> | undefined;

  /** The feed is opened anew: a snapshot follows. */
  restart(): void {
    this.#unseen = new Set(this.#known);
  }

  /** The frame, with what the old set had and the new one has not. */
  reconcile<Item>(frame: PageFrame<Key, Item>): PageFrame<Key, Item> {
    for (const key of frame.remove) {
      this.#known.delete(key);
      this.#unseen?.delete(key);
    }
    for (const [key] of frame.upsert) {
      this.#known.add(key);
      this.#unseen?.delete(key);
    }
    if (!frame.ready || this.#unseen === undefined) return frame;
    const gone = [...this.#unseen];
    this.#unseen = undefined;
    for (const key of gone) this.#known.delete(key);
    return gone.length === 0 ? frame : { ...frame, remove: [...frame.remove, ...gone] };
  }
}
