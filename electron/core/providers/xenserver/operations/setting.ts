import { refType, type Ref } from '#shared/model/reference.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { entries } from '../map/read.ts';
import type { Work } from './definition.ts';

/** Classes whose objects have names, tags and folders. */
export const named = ['pool', 'host', 'VM', 'SR', 'network', 'VDI'] as const;

/** Calls a message on the subject's own class. */
export async function set(
  work: Work,
  message: string,
  ...values: readonly unknown[]
): Promise<null> {
  await work.call(refType(work.ref), message, [work.self, ...values]);
  return null;
}

function held(object: Properties | undefined, key: string): string | undefined {
  return entries(object, 'other_config').find(([one]) => one === key)?.[1];
}

/** Puts a key of a map, or takes it away; there is no message that replaces one. What is so already is left alone. */
export async function putOtherConfig(
  work: Work,
  key: string,
  value: string,
  of: Ref = work.ref,
): Promise<void> {
  const before = held(work.lookup.get(of), key);
  if ((before ?? '') === value) return;
  const owner = refType(of);
  const self = of === work.ref ? work.self : work.opaque(of);
  // One with an empty text is there, too: it would stand in the way.
  if (before !== undefined) await work.call(owner, 'remove_from_other_config', [self, key]);
  if (value !== '') await work.call(owner, 'add_to_other_config', [self, key, value]);
}
