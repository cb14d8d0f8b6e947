import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import { reference } from '../../map/read.ts';
import { datacenterOf, nameOf, parentOf } from '../placement/placement.ts';
import { byLabel } from '../words.ts';

/** What a folder of a data center may hold. */
export type FolderRole = 'vmFolder' | 'hostFolder' | 'datastoreFolder' | 'networkFolder';

/**
 * Folders for one kind of objects, by their path; the topmost is called as its data center.
 * @param isBound only those of the data center of `near`, instead of those first
 */
export function folderChoices(
  lookup: Lookup,
  role: FolderRole,
  near: Ref,
  isBound: boolean,
): LookupChoices {
  const home = datacenterOf(near, lookup);
  const tops = new Map<Ref, Ref>();
  for (const datacenter of lookup.ofType('Datacenter')) {
    const top = reference(lookup.get(datacenter)?.[role]);
    if (top !== undefined) tops.set(top, datacenter);
  }
  const found = [...lookup.ofType('Folder')].flatMap((ref) => {
    const path = pathOf(ref, lookup, tops);
    return path === undefined ? [] : [{ far: path.datacenter !== home, option: path.option }];
  });
  found.sort((a, b) => Number(a.far) - Number(b.far) || byLabel(a.option, b.option));
  const bound = isBound && home !== undefined;
  return { options: found.filter(({ far }) => !(bound && far)).map(({ option }) => option) };
}

function pathOf(
  ref: Ref,
  lookup: Lookup,
  tops: ReadonlyMap<Ref, Ref>,
): { readonly datacenter: Ref; readonly option: LookupOption } | undefined {
  const names: string[] = [];
  let at: Ref | undefined = ref;
  for (let depth = 0; at !== undefined && depth < 64; depth += 1) {
    const datacenter = tops.get(at);
    if (datacenter !== undefined) {
      const label = [nameOf(datacenter, lookup), ...names].join(' / ');
      return { datacenter, option: { value: ref, label, kind: 'folder' } };
    }
    if (refType(at) !== 'Folder') return undefined;
    names.unshift(nameOf(at, lookup));
    at = parentOf(at, lookup);
  }
  return undefined;
}

/** The topmost folder of a role in the data center that an object stands in. */
export function topFolder(ref: Ref, role: FolderRole, lookup: Lookup): Ref | undefined {
  const datacenter = datacenterOf(ref, lookup);
  return datacenter === undefined ? undefined : reference(lookup.get(datacenter)?.[role]);
}

/** What a folder is called: the topmost one as its data center. */
export function folderName(ref: Ref, lookup: Lookup): string {
  const parent = parentOf(ref, lookup);
  return parent !== undefined && refType(parent) === 'Datacenter'
    ? nameOf(parent, lookup)
    : nameOf(ref, lookup);
}

/** The role of a folder, by what it may hold. */
export function roleOf(ref: Ref, lookup: Lookup): FolderRole | undefined {
  const childType = lookup.get(ref)?.['childType'];
  const types = Array.isArray(childType) ? childType : [];
  if (types.includes('VirtualMachine')) return 'vmFolder';
  if (types.includes('ComputeResource')) return 'hostFolder';
  if (types.includes('Datastore')) return 'datastoreFolder';
  if (types.includes('Network')) return 'networkFolder';
  return undefined;
}
