import { lineage } from '../api/model.ts';
import type { Managed } from '../estate/entity.ts';
import { alarmProperties } from './alarm-properties.ts';
import {
  clusterProperties,
  computeProperties,
  poolProperties,
  vAppProperties,
} from './compute-properties.ts';
import { entityProperties } from './entity-properties.ts';
import { hostPartProperties } from './host-part-properties.ts';
import { hostProperties } from './host-properties.ts';
import { sets } from './only-vcenter.ts';
import type { Producer, Producers, PropertyContext } from './producer.ts';
import {
  serviceProperties,
  sessionObjectProperties,
  taskProperties,
} from './service-properties.ts';
import {
  datacenterProperties,
  datastoreProperties,
  folderProperties,
  networkProperties,
  portgroupProperties,
  storagePodProperties,
  switchProperties,
} from './storage-network-properties.ts';
import { snapshotProperties, vmProperties } from './vm-properties.ts';

/** All producers by managed type. A producer is only ever called with an object of its type. */
const producers: Readonly<Record<string, Producers<never>>> = {
  ...serviceProperties,
  ...hostPartProperties,
  ...sessionObjectProperties,
  ManagedEntity: entityProperties,
  VirtualMachine: vmProperties,
  VirtualMachineSnapshot: snapshotProperties,
  HostSystem: hostProperties,
  ComputeResource: computeProperties,
  ClusterComputeResource: clusterProperties,
  ResourcePool: poolProperties,
  VirtualApp: vAppProperties,
  Datastore: datastoreProperties,
  Network: networkProperties,
  DistributedVirtualPortgroup: portgroupProperties,
  DistributedVirtualSwitch: switchProperties,
  Folder: folderProperties,
  StoragePod: storagePodProperties,
  Datacenter: datacenterProperties,
  Task: taskProperties,
  Alarm: alarmProperties,
};

const found = new Map<string, Map<string, Producer<never> | undefined>>();

function findProducer(type: string, property: string): Producer<never> | undefined {
  let byName = found.get(type);
  if (byName === undefined) {
    byName = new Map();
    found.set(type, byName);
  }
  if (!byName.has(property)) {
    byName.set(property, lookUp(type, property));
  }
  return byName.get(property);
}

function lookUp(type: string, property: string): Producer<never> | undefined {
  for (const ancestor of lineage(type)) {
    const producer = producers[ancestor]?.[property];
    if (producer !== undefined) {
      return producer;
    }
  }
  return undefined;
}

/** The value of a top-level property; undefined when it is unset, or is not simulated. */
export function readProperty(object: Managed, property: string, context: PropertyContext): unknown {
  if (!sets(context.estate.product, object.type, property)) {
    return undefined;
  }
  return findProducer(object.type, property)?.(object as never, context);
}
