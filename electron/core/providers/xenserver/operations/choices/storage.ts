import { text as say } from '#shared/i18n/make-text.ts';
import type { LookupOption } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import {
  flag,
  isHidden,
  nameOf,
  number,
  poolOf,
  reference,
  references,
  text,
} from '../../map/read.ts';
import { unseenRefusal } from './hosts.ts';
import { inOrder } from './order.ts';

/** Storage that disks can be put on, the pool's default first. `needed` bytes have to be free, and a host, if there is one, has to see it. */
export function storageChoices(lookup: Lookup, needed = 0, host?: Ref): readonly LookupOption[] {
  const preferred = defaultStorage(lookup);
  const options = [...lookup.ofType('SR')].flatMap((ref) => {
    const sr = lookup.get(ref);
    return sr === undefined || !holdsDisks(sr)
      ? []
      : [withHost(option(ref, sr, lookup, needed), host, lookup)];
  });
  const ordered = inOrder(options);
  const first = ordered.find(({ value, refused }) => value === preferred && refused === undefined);
  return first === undefined ? ordered : [first, ...ordered.filter((one) => one !== first)];
}

function option(ref: Ref, sr: Properties, lookup: Lookup, needed: number): LookupOption {
  const whole = number(sr, 'physical_size') ?? 0;
  const free = Math.max(0, whole - (number(sr, 'physical_utilisation') ?? 0));
  const attached = references(sr, 'PBDs').some((pbd) =>
    flag(lookup.get(pbd), 'currently_attached'),
  );
  return {
    value: ref,
    label: nameOf(ref, sr),
    detail: say('choice.freeOf', { free, whole }),
    kind: 'datastore',
    ...(attached
      ? free < needed
        ? // Thin storage may take it all the same.
          { warning: say('choice.needed', { needed }) }
        : {}
      : { refused: say('choice.noHostAttached') }),
  };
}

function withHost(one: LookupOption, host: Ref | undefined, lookup: Lookup): LookupOption {
  if (one.refused !== undefined) return one;
  const refused = unseenRefusal(host, one.value as Ref, lookup);
  return refused === undefined ? one : { ...one, refused };
}

function holdsDisks(sr: Properties): boolean {
  return (
    text(sr, 'content_type') !== 'iso' && !isHidden(sr) && (number(sr, 'physical_size') ?? 0) > 0
  );
}

/** The pool's default storage, if it is there. Looks at the pool and at one repository. */
export function defaultStorage(lookup: Lookup): Ref | undefined {
  const pool = poolOf(lookup);
  const ref = pool === undefined ? undefined : reference(lookup.get(pool)?.['default_SR']);
  const sr = ref === undefined ? undefined : lookup.get(ref);
  return sr !== undefined && holdsDisks(sr) ? ref : undefined;
}
