import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import { entityName, reference, references } from '../../map/read.ts';
import { toMoref, toRef } from '../../object-updates.ts';
import type { ManagedObjectReference } from '../../vim25/values.ts';
import type { Work } from '../definition.ts';

/** Where a VM runs: a pool, and a host where one was named. */
export interface Placement {
  readonly pool: ManagedObjectReference;
  readonly host?: ManagedObjectReference;
  /** For sentences. */
  readonly name: Text;
}

/** Hosts, clusters, pools and vApps: what a VM can be put on. */
export const placeKinds = ['host', 'cluster', 'resource-pool', 'vapp'] as const;

/** The place that an input names; undefined where none was chosen. @throws MorefException `invalid` for anything else */
export function chosenPlace(work: Work, input: string): Placement | undefined {
  const chosen = work.chosen(input);
  if (chosen === undefined) return undefined;
  const place = placeOf(toRef(chosen), work.lookup);
  if (place !== undefined) return place;
  const message = say('error.noPlace', { place: nameOf(toRef(chosen), work.lookup) });
  throw new MorefException({ kind: 'invalid', message, ref: work.ref });
}

export function placeOf(ref: Ref, lookup: Lookup): Placement | undefined {
  const name = nameOf(ref, lookup);
  switch (refType(ref)) {
    case 'ResourcePool':
    case 'VirtualApp':
      return { pool: toMoref(ref), name };
    case 'HostSystem': {
      const compute = parentOf(ref, lookup);
      const pool = compute === undefined ? undefined : rootPool(compute, lookup);
      return pool === undefined ? undefined : { pool: toMoref(pool), host: toMoref(ref), name };
    }
    case 'ComputeResource':
    case 'ClusterComputeResource': {
      const pool = rootPool(ref, lookup);
      return pool === undefined ? undefined : { pool: toMoref(pool), name };
    }
    default:
      return undefined;
  }
}

/** Machines are made in a vApp by the vApp itself, and stand in no folder (ResourcePool.CreateChildVM_Task). */
export function isApp(pool: ManagedObjectReference): boolean {
  return pool.type === 'VirtualApp';
}

/** The hosts behind a place: those of the cluster, if no single one is meant. */
export function hostsOf(ref: Ref | undefined, lookup: Lookup): readonly Ref[] {
  if (ref === undefined) return [];
  switch (refType(ref)) {
    case 'HostSystem':
      return [ref];
    case 'ComputeResource':
    case 'ClusterComputeResource':
      return references(lookup.get(ref) ?? {}, 'host');
    case 'ResourcePool':
    case 'VirtualApp':
      return hostsOf(reference(lookup.get(ref)?.['owner']), lookup);
    case 'VirtualMachine':
      return hostsOf(reference(lookup.get(ref)?.['runtime.host']), lookup);
    default:
      return [];
  }
}

/** The compute resource that a host or a pool belongs to. */
export function computeOf(ref: Ref, lookup: Lookup): Ref | undefined {
  switch (refType(ref)) {
    case 'HostSystem':
      return parentOf(ref, lookup);
    case 'ResourcePool':
    case 'VirtualApp':
      return reference(lookup.get(ref)?.['owner']);
    case 'ComputeResource':
    case 'ClusterComputeResource':
      return ref;
    default:
      return undefined;
  }
}

/** The data center that an object stands in. */
export function datacenterOf(ref: Ref, lookup: Lookup): Ref | undefined {
  let at: Ref | undefined = ref;
  for (let depth = 0; at !== undefined && depth < 64; depth += 1) {
    if (refType(at) === 'Datacenter') return at;
    const object = lookup.get(at);
    // A VM of a vApp has no folder; its pool leads to the data center, too.
    at = reference(object?.['parent']) ?? reference(object?.['resourcePool']);
  }
  return undefined;
}

export function nameOf(ref: Ref, lookup: Lookup): string {
  return entityName(lookup.get(ref) ?? {}, ref);
}

export function parentOf(ref: Ref, lookup: Lookup): Ref | undefined {
  return reference(lookup.get(ref)?.['parent']);
}

function rootPool(compute: Ref, lookup: Lookup): Ref | undefined {
  return reference(lookup.get(compute)?.['resourcePool']);
}
