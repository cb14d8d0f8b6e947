import { text as say } from '#shared/i18n/make-text.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import {
  bytesFact,
  factsOf,
  pathOf,
  shareFact,
  tableOf,
  wordsFact,
} from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
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

export interface StorageWanted {
  /** Bytes that have to be free. */
  readonly needed?: number;
  /** A host that has to see it. */
  readonly host?: Ref | undefined;
  /** Where disks of the object are now. */
  readonly present?: ReadonlySet<Ref>;
}

/** Storage that disks can be put on, the pool's default first, then what has most room. */
export function storageChoices(lookup: Lookup, wanted: StorageWanted = {}): LookupChoices {
  const preferred = defaultStorage(lookup);
  const options = [...lookup.ofType('SR')].flatMap((ref) => {
    const sr = lookup.get(ref);
    return sr === undefined || !holdsDisks(sr)
      ? []
      : [option(ref, sr, lookup, { ...wanted, preferred })];
  });
  const ordered = bestFirst(options, ({ value }) => [
    Number(value !== preferred),
    -(roomOf(lookup.get(value as Ref) ?? {}).free ?? 0),
  ]);
  return tableOf(ordered, 'used', 'free', 'capacity', 'type', 'hosts', 'origin');
}

function roomOf(sr: Properties) {
  const whole = number(sr, 'physical_size');
  const used = number(sr, 'physical_utilisation');
  const free = whole === undefined || used === undefined ? undefined : Math.max(0, whole - used);
  return { whole, used, free };
}

const room = ['physical_size', 'physical_utilisation'] as const;

function option(
  ref: Ref,
  sr: Properties,
  lookup: Lookup,
  { needed = 0, host, present, preferred }: StorageWanted & { readonly preferred: Ref | undefined },
): LookupOption {
  const { whole, used, free } = roomOf(sr);
  const pbds = references(sr, 'PBDs');
  const attached = pbds.filter((pbd) => flag(lookup.get(pbd), 'currently_attached')).length;
  const refused = attached === 0 ? say('choice.noHostAttached') : unseenRefusal(host, ref, lookup);
  return {
    value: ref,
    label: nameOf(ref, sr),
    kind: 'datastore',
    ...(present?.has(ref) === true && { present: true }),
    ...factsOf({
      used: shareFact(used, whole, 'bytes', ...room),
      free: bytesFact(free, ...room),
      capacity: bytesFact(whole, 'physical_size'),
      type: wordsFact(text(sr, 'type'), 'type'),
      hosts: wordsFact(say('choice.seenBy', { seen: attached, of: hostCount(lookup) }), 'PBDs'),
      origin:
        ref === preferred ? wordsFact(say('choice.poolDefault'), poolSource(lookup)) : undefined,
    }),
    ...onlyDefined({ refused }),
    // Thin storage may take it all the same.
    ...(refused === undefined &&
      (free ?? 0) < needed && { warning: say('choice.needed', { needed }) }),
  };
}

function hostCount(lookup: Lookup): number {
  return [...lookup.ofType('host')].length;
}

function poolSource(lookup: Lookup) {
  const pool = poolOf(lookup);
  return pool === undefined ? 'default_SR' : pathOf(pool, 'default_SR');
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
