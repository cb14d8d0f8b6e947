import {
  ComputeResource,
  Datacenter,
  Datastore,
  DistributedSwitch,
  Host,
  Network,
  ResourcePool,
  VirtualMachine,
} from '../estate/entity.ts';
import type { Entity } from '../estate/entity.ts';
import { siteOf } from '../estate/sites.ts';
import type { Data } from '../wire/value.ts';

/** Which objects an event names: what it is about, and where that stands. */

/** The fields of every event that name objects, and what stands in each. */
const slots = {
  vm: 'vm',
  host: 'host',
  computeResource: 'computeResource',
  datacenter: 'datacenter',
  ds: 'datastore',
  net: 'network',
  dvs: 'dvs',
} as const;

type Slot = keyof typeof slots;

export type Subjects = Readonly<Partial<Record<Slot, Entity>>>;

/** `{name, vm}` */
export function argument(entity: Entity, field: string): Data {
  return { name: entity.name, [field]: entity };
}

/** An entity with everything that it stands in, as an event of it names them. */
export function subjectsOf(entity: Entity): Subjects {
  const datacenter = siteOf(entity);
  const site = datacenter === undefined ? {} : { datacenter };
  if (entity instanceof VirtualMachine) {
    const { host } = entity;
    return { vm: entity, host, computeResource: host.compute, ...siteOfHost(host), ...site };
  }
  if (entity instanceof Host) return { host: entity, computeResource: entity.compute, ...site };
  if (entity instanceof ComputeResource) return { computeResource: entity, ...site };
  if (entity instanceof ResourcePool)
    return { ...(entity.owner !== undefined && { computeResource: entity.owner }), ...site };
  if (entity instanceof Datastore) return { ds: entity, ...site };
  if (entity instanceof DistributedSwitch) return { dvs: entity, ...site };
  if (entity instanceof Network)
    return { net: entity, ...(entity.dvs !== undefined && { dvs: entity.dvs }), ...site };
  return entity instanceof Datacenter ? { datacenter: entity } : site;
}

/** What was removed stands nowhere any more; its host still does. */
function siteOfHost(host: Host): Subjects {
  const datacenter = siteOf(host);
  return datacenter === undefined ? {} : { datacenter };
}

/** The subjects as fields of an event. */
export function subjectFields(subjects: Subjects): Data {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([slot, field]) => {
      const entity = subjects[slot as Slot];
      return entity === undefined ? [] : [[slot, argument(entity, field)] as const];
    }),
  );
}
