import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Ref } from '#shared/model/reference.ts';
import { tableOf } from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import type { Lookup } from '../../../provider.ts';
import {
  entry,
  flag,
  follow,
  nameOf,
  number,
  poolOf,
  reference,
  references,
  text,
} from '../../map/read.ts';
import type { Subject } from '../definition.ts';
import { hostFacts } from './host-facts.ts';

/** Every host, with what speaks against running a VM there; the one with most memory free first. */
export function hostChoices(vm: Properties | undefined, lookup: Lookup): LookupChoices {
  return hostTable(hostOptions(vm, lookup), lookup);
}

/** Hosts that a VM can be moved to: the one that it runs on is no choice but for its disks. */
export function destinationChoices(vm: Properties, lookup: Lookup): LookupChoices {
  const here = reference(vm['resident_on']);
  const options = hostOptions(vm, lookup).map((option): LookupOption => {
    const isHere = option.value === here;
    const marked = isHere ? { ...option, present: true as const } : option;
    if (option.refused !== undefined) return marked;
    if (isHere) return { ...marked, warning: say('choice.runsHere') };
    return here !== undefined && isOlder(option.value as Ref, here, lookup)
      ? { ...marked, warning: say('choice.hostOlder') }
      : marked;
  });
  return hostTable(options, lookup);
}

function hostTable(options: readonly LookupOption[], lookup: Lookup): LookupChoices {
  const free = (ref: string): number =>
    number(follow(lookup, lookup.get(ref as Ref), 'metrics'), 'memory_free') ?? 0;
  return tableOf(
    bestFirst(options, ({ value }) => [-free(value)]),
    'memory',
    'memoryFree',
    'cpus',
    'machines',
    'version',
  );
}

function hostOptions(vm: Properties | undefined, lookup: Lookup): readonly LookupOption[] {
  return [...lookup.ofType('host')].map((ref) => {
    const host = lookup.get(ref);
    const metrics = follow(lookup, host, 'metrics');
    const refused = refusal(host, metrics);
    const free = number(metrics, 'memory_free');
    const warning = vm === undefined ? undefined : warningAbout(vm, ref, free, lookup);
    return {
      value: ref,
      label: nameOf(ref, host),
      kind: 'host',
      ...hostFacts(host, lookup),
      ...onlyDefined({ refused }),
      ...(refused === undefined && warning !== undefined && { warning }),
    };
  });
}

/** Whether a host has an older version than another: what runs does not go there (helpers.ml, host_versions_not_decreasing). */
function isOlder(host: Ref, than: Ref, lookup: Lookup): boolean {
  const [a, b] = [host, than].map((ref) =>
    (entry(lookup.get(ref), 'software_version', 'product_version') ?? '').split(/[.-]/).map(Number),
  );
  const at = a?.findIndex((part, index) => part !== (b?.[index] ?? 0)) ?? -1;
  return at >= 0 && (a?.[at] ?? 0) < (b?.[at] ?? 0);
}

function refusal(host: Properties | undefined, metrics: Properties | undefined): Text | undefined {
  if (metrics !== undefined && metrics['live'] === false) return say('choice.hostSilent');
  return flag(host, 'enabled') ? undefined : say('choice.hostDisabled');
}

function warningAbout(
  vm: Properties,
  host: Ref,
  free: number | undefined,
  lookup: Lookup,
): Text | undefined {
  const unseen = storageUnseenBy(host, vm, lookup);
  if (unseen !== undefined)
    return say('choice.storageUnseen', { storage: nameOf(unseen, lookup.get(unseen)) });
  const needed = number(vm, 'memory_dynamic_min') ?? 0;
  const here = reference(vm['resident_on']) === host;
  return !here && free !== undefined && free < needed
    ? say('choice.memoryNeeded', { needed })
    : undefined;
}

/** A repository that holds something of the VM and that the host is not attached to. */
export function storageUnseenBy(host: Ref, vm: Properties, lookup: Lookup): Ref | undefined {
  const seen = storageSeenBy(host, lookup);
  return [...storageOf(vm, lookup)].find((sr) => !seen.has(sr));
}

/** The repositories that a host is attached to. */
export function storageSeenBy(host: Ref, lookup: Lookup): ReadonlySet<Ref> {
  return new Set(
    references(lookup.get(host), 'PBDs').flatMap((ref) => {
      const pbd = lookup.get(ref);
      return flag(pbd, 'currently_attached') ? (reference(pbd?.['SR']) ?? []) : [];
    }),
  );
}

/** The host that a machine has in its memory: what is given to it has to be there. */
export function hostOf(vm: Properties): Ref | undefined {
  const isThere = ['Running', 'Paused'].includes(text(vm, 'power_state') ?? '');
  return isThere ? reference(vm['resident_on']) : undefined;
}

/**
 * Memory is written to storage that the host of the machine sees: the machine's own, else the pool's, else the host's (helpers.ml,
 * choose_suspend_sr). Undefined where there is some, and for what does not run.
 */
export function noSuspendStorage(vm: Properties, lookup: Lookup): Text | undefined {
  const host = hostOf(vm);
  const pool = poolOf(lookup);
  if (host === undefined || pool === undefined) return undefined;
  const seen = storageSeenBy(host, lookup);
  const wanted = [
    vm['suspend_SR'],
    lookup.get(pool)?.['suspend_image_SR'],
    lookup.get(host)?.['suspend_image_sr'],
  ].map((value) => reference(value));
  return wanted.some((sr) => sr !== undefined && seen.has(sr))
    ? undefined
    : say('refusal.noSuspendStorage');
}

/** Why a repository is no use to what is on a host; undefined where it is, or there is no host. */
export function unseenRefusal(host: Ref | undefined, sr: Ref, lookup: Lookup): Text | undefined {
  if (host === undefined || storageSeenBy(host, lookup).has(sr)) return undefined;
  return say('choice.notSeenByHost', { host: nameOf(host, lookup.get(host)) });
}

/** @throws MorefException `conflict` where the host of a machine that runs does not see where a disk is, or is to be */
export function requireSeen({ ref, name, object, lookup }: Subject, sr: Ref | undefined): void {
  const why = sr === undefined ? undefined : unseenRefusal(hostOf(object), sr, lookup);
  if (why === undefined || sr === undefined) return;
  const storage = nameOf(sr, lookup.get(sr));
  const message = say('error.storageUnseen', { name, storage, why });
  throw new MorefException({ kind: 'conflict', message, ref });
}

/** The repositories that hold disks of a VM. */
export function storageOf(vm: Properties, lookup: Lookup): ReadonlySet<Ref> {
  return new Set(
    references(vm, 'VBDs').flatMap((ref) => {
      const disk = follow(lookup, lookup.get(ref), 'VDI');
      return disk === undefined || text(disk, 'type') === 'suspend'
        ? []
        : (reference(disk['SR']) ?? []);
    }),
  );
}
