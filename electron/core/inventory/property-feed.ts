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
  const { inventory, ref, provider, sink } = options;
  const shown = new Map<string, Shown>();
  const known = inventory.object(ref)?.properties ?? {};
  const onDemand = new Map(provider.onDemand(ref, known).map((entry) => [entry.path, entry]));
  let ended = false;

  function typeOf(path: string): Pick<PropertyEntry, 'type'> {
    const type = provider.declaredType(ref, path);
    return type === undefined ? {} : { type };
  }

  function hide(path: string): void {
    shown.delete(path);
    const entry = onDemand.get(path);
    if (entry === undefined) sink.remove(path);
    else sink.put(path, entry);
  }

  function update(): void {
    const object = inventory.object(ref);
    if (ended) return;
    if (object === undefined) {
      ended = true;
      sink.fail(gone(inventory, ref));
      return;
    }
    for (const [path, value] of Object.entries(object.properties)) {
      if (isExtract(path)) continue;
      const old = shown.get(path);
      if (old !== undefined && 'value' in old && old.value === value) continue;
      shown.set(path, { value });
      sink.put(path, { path, value, ...typeOf(path) });
    }
    for (const [path, missing] of Object.entries(object.missing)) {
      const old = shown.get(path);
      if (old !== undefined && 'missing' in old && old.missing === missing) continue;
      shown.set(path, { missing });
      sink.put(path, { path, missing, ...typeOf(path) });
    }
    for (const path of shown.keys()) {
      const isKnown = Object.hasOwn(object.properties, path) || Object.hasOwn(object.missing, path);
      if (!isKnown) hide(path);
    }
  }

  for (const entry of onDemand.values()) sink.put(entry.path, entry);
  update();
  if (ended) return () => undefined;
  sink.ready();
  return inventory.watchObject(ref, update);
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
