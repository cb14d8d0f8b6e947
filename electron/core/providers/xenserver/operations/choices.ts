import type { ChoiceOption } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../provider.ts';
import {
  flag,
  follow,
  isHidden,
  list,
  nameOf,
  number,
  poolOf,
  reference,
  references,
  text,
} from '../map/read.ts';

/** Storage that disks can be put on. */
export function storageOptions(lookup: Lookup): readonly ChoiceOption[] {
  return [...lookup.ofType('SR')]
    .flatMap((ref) => {
      const sr = lookup.get(ref);
      if (sr === undefined || text(sr, 'content_type') === 'iso' || isHidden(sr)) return [];
      const size = number(sr, 'physical_size') ?? 0;
      if (size <= 0) return [];
      const free = Math.max(0, size - (number(sr, 'physical_utilisation') ?? 0));
      return [{ value: ref, label: `${nameOf(ref, sr)} (${gib(free)} GiB free)` }];
    })
    .sort(byLabel);
}

/** The pool's default storage, if it can be chosen. */
export function defaultStorage(lookup: Lookup): Ref | undefined {
  const pool = poolOf(lookup);
  return pool === undefined ? undefined : reference(lookup.get(pool)?.['default_SR']);
}

/** Hosts that a VM can be moved to: they are in service, and see all storage that its disks and CDs are on. */
export function hostOptions(vm: Properties, lookup: Lookup): readonly ChoiceOption[] {
  const here = reference(vm['resident_on']);
  const needed = storageOf(vm, lookup);
  return [...lookup.ofType('host')]
    .filter((ref) => ref !== here && flag(lookup.get(ref), 'enabled'))
    .filter((ref) => {
      const seen = storageSeenBy(ref, lookup);
      return [...needed].every((sr) => seen.has(sr));
    })
    .map((ref) => ({ value: ref, label: nameOf(ref, lookup.get(ref)) }))
    .sort(byLabel);
}

function storageOf(vm: Properties, lookup: Lookup): ReadonlySet<Ref> {
  const found = references(vm, 'VBDs').flatMap((vbd) => {
    const disk = follow(lookup, lookup.get(vbd), 'VDI');
    return reference(disk?.['SR']) ?? [];
  });
  return new Set(found);
}

function storageSeenBy(host: Ref, lookup: Lookup): ReadonlySet<Ref> {
  const found = references(lookup.get(host), 'PBDs').flatMap((ref) => {
    const pbd = lookup.get(ref);
    return flag(pbd, 'currently_attached') ? (reference(pbd?.['SR']) ?? []) : [];
  });
  return new Set(found);
}

/** CD images: whatever an ISO library holds. */
export function imageOptions(lookup: Lookup): readonly ChoiceOption[] {
  return disksOn(lookup, (content) => content === 'iso').map(({ ref, sr, name }) => ({
    value: ref,
    label: `${name} (${sr})`,
  }));
}

/** Disks that no VM has, and those that may be shared. */
export function freeDiskOptions(lookup: Lookup): readonly ChoiceOption[] {
  return disksOn(lookup, (content) => content !== 'iso').flatMap(({ ref, sr, name }) => {
    const vdi = lookup.get(ref);
    const free = list(vdi, 'VBDs').length === 0 || flag(vdi, 'sharable');
    if (!free || flag(vdi, 'is_a_snapshot') || vdi?.['managed'] === false) return [];
    if (text(vdi, 'type') !== 'user' && text(vdi, 'type') !== 'system') return [];
    return [
      { value: ref, label: `${name} (${gib(number(vdi, 'virtual_size') ?? 0)} GiB on ${sr})` },
    ];
  });
}

function disksOn(
  lookup: Lookup,
  wanted: (content: string | undefined) => boolean,
): readonly { readonly ref: Ref; readonly sr: string; readonly name: string }[] {
  return [...lookup.ofType('SR')]
    .flatMap((srRef) => {
      const sr = lookup.get(srRef);
      if (sr === undefined || !wanted(text(sr, 'content_type'))) return [];
      return references(sr, 'VDIs').map((ref) => ({
        ref,
        sr: nameOf(srRef, sr),
        name: nameOf(ref, lookup.get(ref)),
      }));
    })
    .sort((a, b) => compare(a.name, b.name));
}

function gib(bytes: number): string {
  return (bytes / 1024 ** 3).toFixed(bytes < 10 * 1024 ** 3 ? 1 : 0);
}

function byLabel(a: ChoiceOption, b: ChoiceOption): number {
  return compare(a.label, b.label);
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
