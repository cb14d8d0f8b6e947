import type { Text } from '#shared/i18n/text.ts';
import { inWords } from '../i18n/translate.ts';
import type { PageFrame } from './reconciler.ts';

/**
 * A row that came over the link as the page has it: one that Moref itself named is called so in the language of whoever looks, and in
 * another as soon as that has been chosen. Everything else is the same value.
 */
export function spokenRow<T>(item: T): T {
  if (!isLabelled(item)) return item;
  const { label } = item;
  const name = { get: () => inWords(label), enumerable: true, configurable: true };
  return Object.defineProperty({ ...item }, 'name', name);
}

/** The same for what a feed brings. */
export function spokenFrame<Key, Item>(frame: PageFrame<Key, Item>): PageFrame<Key, Item> {
  if (!frame.upsert.some(([, item]) => isLabelled(item))) return frame;
  return { ...frame, upsert: frame.upsert.map(([key, item]) => [key, spokenRow(item)] as const) };
}

function isLabelled(item: unknown): item is { readonly label: Text; readonly name: string } {
  return (
    typeof item === 'object' && item !== null && 'label' in item && 'name' in item && 'ref' in item
  );
}
