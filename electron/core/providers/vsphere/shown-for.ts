import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../provider.ts';
import { entityName, reference } from './map/read.ts';

/**
 * The object that an administrator sees in place of another: the four folders that a data center has from the start (`vm`, `host`,
 * `datastore`, `network`) are the data center, and a root pool is its cluster. Undefined for what is seen itself.
 */
export function shownFor(
  ref: Ref,
  lookup: Pick<Lookup, 'get'>,
): { readonly ref: Ref; readonly name: string } | undefined {
  const parent = reference(lookup.get(ref)?.['parent']);
  if (parent === undefined || !isInner(refType(ref), refType(parent))) return undefined;
  const above = lookup.get(parent);
  return above === undefined ? undefined : { ref: parent, name: entityName(above, parent) };
}

function isInner(type: string, parentType: string): boolean {
  return type === 'Folder'
    ? parentType === 'Datacenter'
    : type === 'ResourcePool' && parentType.endsWith('ComputeResource');
}
