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
  compute(properties: Properties, lookup: Lookup): T;
  /** Calls back when something changed that does not stand in the inventory. */
  also?(changed: () => void): Disposer;
  readonly sink: FeedSink<string, T>;
}

/** Changes gather this long before what follows from them is told, milliseconds. */
const gatherMs = 150;
/** What takes long is worked out so much seldomer: a page over thousands of objects has a tenth of the time. */
const rest = 10;

/**
 * Feeds one item, derived from an object and from those that it has to do with, whenever any of them changed. Ends with `missing`
 * when the object is gone.
 */
export function feedDerived<T>(options: DerivedFeedOptions<T>): Disposer {
  const { inventory, ref, sink, clock } = options;
  let from: Dependencies | undefined;
  let told: string | undefined;
  let timer: Disposer | undefined;
  let ended = false;
  let pauseMs = gatherMs;

  function update(): void {
    timer = undefined;
    const object = inventory.object(ref);
    if (object === undefined) {
      ended = true;
      const message = text('object.notThere', { object: inventory.nameOf(ref) ?? ref });
      sink.fail(new MorefException({ kind: 'missing', message, ref }));
      return;
    }
    let derived;
    const began = performance.now();
    try {
      derived = inventory.derive((lookup) => options.compute(object.properties, lookup));
    } catch (error) {
      // It runs on a timer: nobody else would take notice, and the program would end.
      ended = true;
      sink.fail(error);
      return;
    }
    from = derived.from;
    pauseMs = Math.max(gatherMs, rest * (performance.now() - began));
    const printed = JSON.stringify(derived.value);
    if (printed === told) return;
    told = printed;
    sink.put('all', derived.value);
  }

  update();
  if (ended) return () => undefined;
  sink.ready();
  const outdated = (): void => {
    if (!ended) timer ??= clock.after(pauseMs, update);
  };
  const stop = inventory.watchChanges((changed) => {
    if (timer !== undefined) return;
    if (changed.has(ref) || (from !== undefined && touches(from, changed))) outdated();
  });
  const stopAlso = options.also?.(outdated);
  return () => {
    ended = true;
    timer?.();
    stop();
    stopAlso?.();
  };
}
