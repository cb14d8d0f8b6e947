import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Ref } from '#shared/model/reference.ts';
import {
  bytesFact,
  factsOf,
  shareFact,
  tableOf,
  wordsFact,
} from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import type { Lookup } from '../../../provider.ts';
import { entityName, flag, number, references, text } from '../../map/read.ts';

export interface DatastoresWanted {
  /** Bytes that are to go there. */
  readonly needed?: number;
  /** Where the object is now. */
  readonly present?: readonly Ref[];
}

/** Datastores that one of the hosts sees, the one with most room first. */
export function datastoreChoices(
  lookup: Lookup,
  hosts: readonly Ref[],
  wanted: DatastoresWanted = {},
): LookupChoices {
  const seenBy = new Map<Ref, number>();
  for (const host of hosts)
    for (const ref of references(lookup.get(host) ?? {}, 'datastore'))
      seenBy.set(ref, (seenBy.get(ref) ?? 0) + 1);
  const refs = hosts.length === 0 ? [...lookup.ofType('Datastore')] : [...seenBy.keys()];
  const options = refs.flatMap((ref) => {
    const store = lookup.get(ref);
    if (store === undefined) return [];
    const hostsOfIt =
      hosts.length > 1 ? { seen: seenBy.get(ref) ?? 0, of: hosts.length } : undefined;
    return [option(ref, store, wanted, hostsOfIt)];
  });
  return tableOf(
    bestFirst(options, ({ value }) => [-freeOf(lookup.get(value as Ref) ?? {})]),
    'used',
    'free',
    'capacity',
    'type',
    'hosts',
  );
}

function freeOf(store: Properties): number {
  return number(store, 'summary.freeSpace') ?? 0;
}

const [freePath, capacityPath] = ['summary.freeSpace', 'summary.capacity'];

function option(
  ref: Ref,
  store: Properties,
  { needed = 0, present = [] }: DatastoresWanted,
  hosts: { readonly seen: number; readonly of: number } | undefined,
): LookupOption {
  const [free, capacity] = [number(store, freePath), number(store, capacityPath)];
  const used = free === undefined || capacity === undefined ? undefined : capacity - free;
  const refused = refusal(store);
  const lacks = refused === undefined && needed > (free ?? 0);
  return {
    value: ref,
    label: entityName(store, ref),
    kind: 'datastore',
    ...(present.includes(ref) && { present: true }),
    ...factsOf({
      used: shareFact(used, capacity, 'bytes', freePath, capacityPath),
      free: bytesFact(free, freePath),
      capacity: bytesFact(capacity, capacityPath),
      type: wordsFact(text(store, 'summary.type'), 'summary.type'),
      hosts: hosts && wordsFact(say('choice.seenBy', hosts), 'host'),
    }),
    ...onlyDefined({ refused }),
    ...(lacks && { warning: say('choice.lessRoom', { needed }) }),
  };
}

function refusal(store: Properties): Text | undefined {
  if (flag(store, 'summary.accessible') === false) return say('choice.unreachable');
  const maintenance = text(store, 'summary.maintenanceMode');
  return maintenance === undefined || maintenance === 'normal'
    ? undefined
    : say('choice.maintenance');
}
