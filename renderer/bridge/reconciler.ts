/** One step of a feed as the page's state sees it. */
export interface FeedStep<Key, Item> {
  readonly upsert: readonly (readonly [Key, Item])[];
  readonly remove: readonly Key[];
  /** The set is complete as of this step. */
  readonly ready: boolean;
}

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

  step<Item>(frame: FeedStep<Key, Item>): FeedStep<Key, Item> {
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
