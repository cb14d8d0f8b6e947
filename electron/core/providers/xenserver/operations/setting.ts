import { refType, type Ref } from '#shared/model/reference.ts';
import { entry } from '../map/read.ts';
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

/** Puts a key of a map, or takes it away; there is no message that replaces one. What is so already is left alone. */
export async function putOtherConfig(
  work: Work,
  key: string,
  value: string,
  of: Ref = work.ref,
): Promise<void> {
  const before = entry(work.lookup.get(of), 'other_config', key) ?? '';
  if (before === value) return;
  const owner = refType(of);
  const self = of === work.ref ? work.self : work.opaque(of);
  if (before !== '') await work.call(owner, 'remove_from_other_config', [self, key]);
  if (value !== '') await work.call(owner, 'add_to_other_config', [self, key, value]);
}
