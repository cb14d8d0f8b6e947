import type { Properties } from '#shared/model/object-update.ts';
import { isReferenceValue } from '#shared/model/property-value.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import { references, text } from '../../map/read.ts';
import { toRef } from '../../object-updates.ts';
import type { ManagedObjectReference } from '../../vim25/values.ts';
import { powershellString } from './quote.ts';

/**
 * The inventory path by which govc finds an object, `/DC0/vm/Production/web-01`; the reference itself where there is no path: govc
 * takes both. Names stay as the server escapes them.
 */
export function inventoryPath(ref: Ref, lookup: Lookup): string {
  const names: string[] = [];
  let at: Ref | undefined = ref;
  // More levels than any inventory has: a circle must not hang.
  for (let depth = 0; at !== undefined && depth < 64; depth += 1) {
    const object = lookup.get(at);
    const name = object === undefined ? undefined : text(object, 'name');
    if (object === undefined || name === undefined) return ref;
    const parent = object['parent'];
    if (!isReferenceValue(parent)) {
      // The root folder has no name in a path; a VM of a vApp has no folder.
      return refType(at) === 'Folder' && names.length > 0 ? `/${names.join('/')}` : ref;
    }
    names.unshift(name);
    at = toRef(parent);
  }
  return ref;
}

/** govc chooses no datastore by itself where there are several: the one that was chosen, else where the VM is. */
export function datastoreFlag(
  { object, lookup }: { readonly object: Properties; readonly lookup: Lookup },
  chosen: ManagedObjectReference | undefined,
): readonly string[] {
  const ref = chosen === undefined ? references(object, 'datastore')[0] : toRef(chosen);
  return ref === undefined ? [] : ['-ds', inventoryPath(ref, lookup)];
}

/** `Get-…` by which PowerCLI finds objects of a type by their id. */
const getters: Readonly<Record<string, string>> = {
  VirtualMachine: 'Get-VM',
  HostSystem: 'Get-VMHost',
  ClusterComputeResource: 'Get-Cluster',
  Datacenter: 'Get-Datacenter',
  Folder: 'Get-Folder',
  ResourcePool: 'Get-ResourcePool',
  VirtualApp: 'Get-VApp',
  Datastore: 'Get-Datastore',
  StoragePod: 'Get-DatastoreCluster',
  DistributedVirtualPortgroup: 'Get-VDPortgroup',
};

/** An expression of PowerCLI for an object: `(Get-VM -Id 'VirtualMachine-vm-62')`. */
export function powercliObject(ref: Ref, getter = getters[refType(ref)]): string {
  const id = powershellString(`${refType(ref)}-${refId(ref)}`);
  return getter === undefined ? `(Get-View -Id ${id})` : `(${getter} -Id ${id})`;
}

export function powercliOf(reference: ManagedObjectReference): string {
  return powercliObject(toRef(reference));
}
