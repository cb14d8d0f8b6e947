import type { Lookup } from '#shared/model/lookup.ts';
import type { ObjectFacts } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { isAutomationEntity } from '../map/automation-entity.ts';
import { AutomationFacts, LibraryFacts } from './automation-facts.ts';
import { EntityFacts } from './entity-facts.ts';
import { ComputeFacts, HostFacts } from './host-facts.ts';
import { MachineFacts } from './machine-facts.ts';
import { DatastoreFacts, NetworkFacts } from './storage-and-network-facts.ts';

/** What lists and searches know of a managed entity, whichever API reported it. */
export function facts(ref: Ref, properties: Properties, lookup: Lookup): ObjectFacts {
  if (isAutomationEntity(ref, properties)) return new AutomationFacts(properties);
  switch (refType(ref)) {
    case 'VirtualMachine':
      return new MachineFacts(properties, lookup);
    case 'HostSystem':
      return new HostFacts(properties, lookup);
    case 'ComputeResource':
    case 'ClusterComputeResource':
      return new ComputeFacts(properties, lookup);
    case 'Datastore':
      return new DatastoreFacts(properties, lookup);
    case 'Network':
    case 'OpaqueNetwork':
    case 'DistributedVirtualPortgroup':
      return new NetworkFacts(properties, lookup);
    case 'com.vmware.content.Library':
    case 'com.vmware.content.library.Item':
      return new LibraryFacts(properties);
    default:
      return new EntityFacts(properties, lookup);
  }
}
