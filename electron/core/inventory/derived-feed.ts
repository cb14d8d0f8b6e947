import { text } from '#shared/i18n/make-text.ts';
import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Clock } from '../clock.ts';
import type { Lookup } from '../providers/provider.ts';
import { touches, type Dependencies } from './dependencies.ts';
import type { Inventory } from './inventory.ts';

export interface DerivedFeedOptions<T> {
  readonly inventory: Inventory;
  readonly ref: Ref;
  readonly clock: Pick<Clock, 'after'>;
  /** Pure; what it looks up is followed. */
  readonly compute: (properties: Properties, lookup: Lookup) => T;
  /** Calls back when something changed that does not stand in the inventory. */
  also?(changed: () => void): Disposer;
  readonly sink: FeedSink<string, T>;
}

/** Changes gather this long before what follows from them is reported, milliseconds. */
const gatherMs = 150;
/** What takes long is worked out so much seldomer: a page over thousands of objects has a tenth of the time. */
const rest = 10;

/**
 * Feeds one item, derived from an object and from those that it has to do with, whenever any of them changed. Ends with `missing`
 * when the object is gone.
 */
export function feedDerived<T>(options: DerivedFeedOptions<T>): Disposer {
  const feed = new DerivedFeed(options);
  feed.update();
  if (feed.ended) return () => undefined;
  options.sink.ready();
  const stop = options.inventory.watchChanges((changed) => feed.changed(changed));
  const stopAlso = options.also?.(() => feed.outdate());
  return () => {
    feed.end();
    stop();
    stopAlso?.();
  };
}

/** Up to date, or waiting until what changes has gathered; or ended. */
class DerivedFeed<T> {
  readonly #options: DerivedFeedOptions<T>;
  #from: Dependencies | undefined;
  #sent: string | undefined;
  #timer: Disposer | undefined;
  #pauseMs = gatherMs;
  #ended = false;

  constructor(options: DerivedFeedOptions<T>) {
    this.#options = options;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Works it out now; sends it if it is another. */
  update(): void {
    const { inventory, ref, sink, compute } = this.#options;
    this.#timer = undefined;
    const object = inventory.object(ref);
    if (object === undefined) {
      const message = text('object.notThere', { object: inventory.nameOf(ref) ?? ref });
      return this.#fail(new MorefException({ kind: 'missing', message, ref }));
    }
    const began = performance.now();
    try {
      const { value, from } = inventory.derive((lookup) => compute(object.properties, lookup));
      this.#from = from;
      this.#pauseMs = Math.max(gatherMs, rest * (performance.now() - began));
      const printed = JSON.stringify(value);
      if (printed === this.#sent) return;
      this.#sent = printed;
      sink.put('all', value);
    } catch (error) {
      // It runs on a timer: nobody else would take notice, and the program would end.
      this.#fail(error);
    }
  }

  changed(refs: ReadonlySet<Ref>): void {
    if (this.#timer !== undefined) return;
    const { ref } = this.#options;
    if (refs.has(ref) || (this.#from !== undefined && touches(this.#from, refs))) this.outdate();
  }

  /** It is worked out anew in a while. */
  outdate(): void {
    if (this.#ended) return;
    this.#timer ??= this.#options.clock.after(this.#pauseMs, () => this.update());
  }

  end(): void {
    this.#ended = true;
    this.#timer?.();
  }

  #fail(error: unknown): void {
    this.#ended = true;
    this.#options.sink.fail(error);
  }
}
