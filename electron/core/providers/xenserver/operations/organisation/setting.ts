import { refType, type Ref } from '#shared/model/reference.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { entries, nameOf } from '../../map/read.ts';
import { isRecord } from '../../xapi/values.ts';
import type { Work } from '../definition.ts';
import { left } from '../left.ts';

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

function held(object: Properties | undefined, map: string, key: string): string | undefined {
  return entries(object, map).find(([one]) => one === key)?.[1];
}

/** A key of a map of texts that an object has. */
export interface Entry {
  readonly of: Ref;
  readonly map: 'other_config' | 'gui_config' | 'platform' | 'HVM_boot_params' | 'VCPUs_params';
  readonly key: string;
}

/** Puts a key of a map, or takes it away; there is no message that replaces one. What is so already is left alone. */
export async function putEntry(work: Work, entry: Entry, value: string): Promise<void> {
  const { of, map, key } = entry;
  const object = work.lookup.get(of);
  const before = held(object, map, key);
  if ((before ?? '') === value) return;
  work.onFailure({
    left: left.entry(nameOf(of, object), key),
    undo: () => restoreEntry(work, entry, { before, value }),
  });
  const owner = refType(of);
  const self = work.opaque(of);
  // One with an empty text is there, too: it would stand in the way.
  if (before !== undefined) await work.call(owner, `remove_from_${map}`, [self, key]);
  if (value !== '') await work.call(owner, `add_to_${map}`, [self, key, value]);
}

export function putOtherConfig(
  work: Work,
  key: string,
  value: string,
  of: Ref = work.ref,
): Promise<void> {
  return putEntry(work, { of, map: 'other_config', key }, value);
}

/** The key as it was, but for what somebody else wrote meanwhile. */
async function restoreEntry(
  work: Work,
  { of, map, key }: Entry,
  { before, value }: { readonly before: string | undefined; readonly value: string },
): Promise<void> {
  const owner = refType(of);
  const self = work.opaque(of);
  const all = await work.call(owner, `get_${map}`, [self]);
  const now = isRecord(all) && Object.hasOwn(all, key) ? all[key] : undefined;
  if (now === before || (now !== undefined && now !== value)) return;
  if (now !== undefined) await work.call(owner, `remove_from_${map}`, [self, key]);
  if (before !== undefined) await work.call(owner, `add_to_${map}`, [self, key, before]);
}
