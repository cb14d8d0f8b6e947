import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupChoices, LookupOption } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import { entityName, flag, number, references, text } from '../../map/read.ts';

/** Datastores that one of the hosts sees, the one with most room first. @param needed bytes that are to go there */
export function datastoreChoices(lookup: Lookup, hosts: readonly Ref[], needed = 0): LookupChoices {
  const seen = new Set(hosts.flatMap((host) => references(lookup.get(host) ?? {}, 'datastore')));
  const refs = hosts.length === 0 ? [...lookup.ofType('Datastore')] : [...seen];
  const options = refs.flatMap((ref) => {
    const store = lookup.get(ref);
    return store === undefined ? [] : [{ free: freeOf(store), option: option(ref, store, needed) }];
  });
  options.sort(
    (a, b) =>
      Number(a.option.refused !== undefined) - Number(b.option.refused !== undefined) ||
      b.free - a.free,
  );
  return { options: options.map((one) => one.option) };
}

function freeOf(store: Properties): number {
  return number(store, 'summary.freeSpace') ?? 0;
}

function option(ref: Ref, store: Properties, needed: number): LookupOption {
  const free = freeOf(store);
  const refused = refusal(store);
  return {
    value: ref,
    label: entityName(store, ref),
    detail: say('choice.freeOf', { free, whole: number(store, 'summary.capacity') ?? 0 }),
    kind: 'datastore',
    ...onlyDefined({ refused }),
    ...(refused === undefined && needed > free && { warning: say('choice.lessRoom', { needed }) }),
  };
}

function refusal(store: Properties): Text | undefined {
  if (flag(store, 'summary.accessible') === false) return say('choice.unreachable');
  const maintenance = text(store, 'summary.maintenanceMode');
  return maintenance === undefined || maintenance === 'normal'
    ? undefined
    : say('choice.maintenance');
}
