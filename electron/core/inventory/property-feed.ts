import { text } from '#shared/i18n/make-text.ts';
import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import { MorefException } from '#shared/model/error.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Provider } from '../providers/provider.ts';
import type { Inventory } from './inventory.ts';

export interface PropertyFeedOptions {
  readonly inventory: Inventory;
  readonly ref: Ref;
  readonly provider: Pick<Provider, 'onDemand' | 'declaredType'>;
  readonly sink: FeedSink<string, PropertyEntry>;
}

type Shown = { readonly value: PropertyValue } | { readonly missing: string };

/** Feeds the properties of one object; ends with `missing` when the object is gone. */
export function feedProperties(options: PropertyFeedOptions): Disposer {
  const feed = new PropertyFeed(options);
  feed.update();
  if (feed.ended) return () => undefined;
  options.sink.ready();
  return options.inventory.watchObject(options.ref, () => feed.update());
}

class PropertyFeed {
  readonly #options: PropertyFeedOptions;
  readonly #shown = new Map<string, Shown>();
  /** What is read when somebody asks, by path: shown as such where it is not cached. */
  readonly #onDemand: ReadonlyMap<string, PropertyEntry>;
  #ended = false;

  constructor(options: PropertyFeedOptions) {
    const { inventory, ref, provider, sink } = options;
    this.#options = options;
    const known = inventory.object(ref)?.properties ?? {};
    this.#onDemand = new Map(provider.onDemand(ref, known).map((entry) => [entry.path, entry]));
    for (const entry of this.#onDemand.values()) sink.put(entry.path, entry);
  }

  get ended(): boolean {
    return this.#ended;
  }

  update(): void {
    if (this.#ended) return;
    const { inventory, ref, sink } = this.#options;
    const object = inventory.object(ref);
    if (object === undefined) {
      this.#ended = true;
      sink.fail(gone(inventory, ref));
      return;
    }
    for (const [path, value] of Object.entries(object.properties))
      if (!isExtract(path)) this.#show(path, { value });
    for (const [path, missing] of Object.entries(object.missing)) this.#show(path, { missing });
    for (const path of this.#shown.keys()) {
      const isKnown = Object.hasOwn(object.properties, path) || Object.hasOwn(object.missing, path);
      if (!isKnown) this.#hide(path);
    }
  }

  #show(path: string, now: Shown): void {
    const { ref, provider, sink } = this.#options;
    const old = this.#shown.get(path);
    if (old !== undefined && isSame(old, now)) return;
    this.#shown.set(path, now);
    const type = provider.declaredType(ref, path);
    sink.put(path, { path, ...now, ...(type !== undefined && { type }) });
  }

  #hide(path: string): void {
    const { sink } = this.#options;
    this.#shown.delete(path);
    const entry = this.#onDemand.get(path);
    if (entry === undefined) sink.remove(path);
    else sink.put(path, entry);
  }
}

/** Values are replaced and never changed in place. */
function isSame(old: Shown, now: Shown): boolean {
  if ('value' in now) return 'value' in old && old.value === now.value;
  return 'missing' in old && old.missing === now.missing;
}

/** What a family keeps of properties that it does not cache is none of the server's properties. */
function isExtract(path: string): boolean {
  return path.startsWith('@');
}

function gone(inventory: Inventory, ref: Ref): MorefException {
  const name = inventory.nameOf(ref);
  return new MorefException({
    kind: 'missing',
    message: text('object.notThere', { object: name ?? ref }),
    ref,
  });
}
