import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { makeRef, refId, refType, type Ref } from '#shared/model/reference.ts';
import { identifierOf } from '../../map/automation-entity.ts';

/** Where an object stands. The API does not say so of the object: it follows from the filter that found it. */
export interface Placement {
  /** Parent in the tree of hosts and clusters; undefined at the top. */
  readonly parent?: Ref;
  readonly host?: Ref;
}

/** Every object of the inventory, by reference. */
export type Entities = Map<Ref, Properties>;

/** A summary with its placement as the properties of an object: native fields under their own names, `placement.…` beside them. */
export function entity(
  type: string,
  summary: object,
  { parent, host }: Placement,
): readonly [Ref, Properties] {
  const fields = summary as Readonly<Record<string, PropertyValue | undefined>>;
  const field = fields[identifierOf(type) ?? ''];
  const id = typeof field === 'string' ? field : '';
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  const properties = {
    ...(Object.fromEntries(known) as Properties),
    ...(parent !== undefined && { 'placement.parent': reference(parent) }),
    ...(host !== undefined && { 'placement.host': reference(host) }),
  };
  return [refOf(type, id), properties];
}

function reference(ref: Ref): PropertyValue {
  return { $type: 'ManagedObjectReference', type: refType(ref), value: refId(ref) };
}

function refOf(type: string, id: string): Ref {
  if (type === 'ResourcePool') return poolRef(id);
  return type === 'Folder' ? folderRef(id) : makeRef(type, id);
}

/** A folder's reference. To this API a datastore cluster is a folder like others; vCenter distinguishes them by the identifier. */
export function folderRef(id: string): Ref {
  return makeRef(id.startsWith('group-p') ? 'StoragePod' : 'Folder', id);
}

const networkTypes: Readonly<Record<string, string>> = {
  DISTRIBUTED_PORTGROUP: 'DistributedVirtualPortgroup',
  OPAQUE_NETWORK: 'OpaqueNetwork',
};

/** The managed type behind the type that a list of networks tells (com.vmware.vcenter.network.type). */
export function networkType(type: string): string {
  return networkTypes[type] ?? 'Network';
}

/** A pool's reference. To this API a vApp is a pool like others; vCenter distinguishes them by the identifier. */
export function poolRef(id: string): Ref {
  return makeRef(id.startsWith('resgroup-v') ? 'VirtualApp' : 'ResourcePool', id);
}
