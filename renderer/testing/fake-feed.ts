import type { MorefContract } from '#shared/contract/contract.ts';
import type { Disposer, FeedItem, FeedKey, FeedParams, FeedSink } from '#shared/contract/define.ts';
import { MorefException, type MorefError } from '#shared/model/error.ts';
import type { Feed } from '../bridge/link.ts';

export type ParamsOfFeed<N extends Feed> = FeedParams<MorefContract, N>;
type Key<N extends Feed> = FeedKey<MorefContract, N>;
type Item<N extends Feed> = FeedItem<MorefContract, N>;

/** Who answers an opening of a feed. */
export interface FeedSource {
  serve(sink: FeedSink<never, never>, params: Readonly<Record<string, unknown>>): Disposer;
}

/** A keyed set that the core reports: whoever opens it, or opens it again after a loss, gets it whole, and then what changes. */
export class FakeFeed<N extends Feed> implements FeedSource {
  readonly #name: N;
  readonly #params: Readonly<Record<string, unknown>>;
  readonly #items = new Map<Key<N>, Item<N>>();
  readonly #open = new Set<FeedSink<Key<N>, Item<N>>>();
  #complete = true;
  #failure: MorefError | undefined;

  constructor(name: N, params: Partial<ParamsOfFeed<N>>) {
    this.#name = name;
    this.#params = params;
  }

  /** How many times the page has it open. */
  get opened(): number {
    return this.#open.size;
  }

  isFor(name: Feed, params: Readonly<Record<string, unknown>>): boolean {
    return (
      name === this.#name &&
      Object.entries(this.#params).every(
        ([key, value]) => JSON.stringify(params[key]) === JSON.stringify(value),
      )
    );
  }

  put(key: Key<N>, item: Item<N>): this {
    this.#failure = undefined;
    this.#items.set(key, item);
    for (const sink of this.#open) sink.put(key, item);
    return this;
  }

  remove(key: Key<N>): this {
    this.#items.delete(key);
    for (const sink of this.#open) sink.remove(key);
    return this;
  }

  /** From now on the set is not complete: more is on its way, until `ready`. */
  loading(): this {
    this.#complete = false;
    return this;
  }

  ready(): this {
    this.#complete = true;
    for (const sink of this.#open) sink.ready();
    return this;
  }

  /** Ends it for who has it open, and for who opens it, until something is put again. */
  fail(error: MorefError): this {
    this.#failure = error;
    for (const sink of this.#open) sink.fail(new MorefException(error));
    return this;
  }

  /** The end of the link: answers one opening. */
  serve(to: FeedSink<never, never>): Disposer {
    const sink = to as FeedSink<Key<N>, Item<N>>;
    if (this.#failure !== undefined) throw new MorefException(this.#failure);
    this.#open.add(sink);
    for (const [key, item] of this.#items) sink.put(key, item);
    if (this.#complete) sink.ready();
    return () => this.#open.delete(sink);
  }
}
