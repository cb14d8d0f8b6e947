import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import { mapAlarmState } from './alarm-state.ts';
import { mapComputeResource, mapDatacenter, mapFolder, mapResourcePool } from './containers.ts';
import { mapHostSystem } from './host-system.ts';
import { isAutomationEntity, mapAutomationEntity } from './automation-entity.ts';
import { mapLibrary, mapLibraryItem, tagNames } from './automation.ts';
import { placesOf } from './places.ts';
import { entityName, health, reference } from './read.ts';
import { mapDatastore, mapNetwork } from './storage-and-network.ts';
import { mapVirtualMachine } from './virtual-machine.ts';

type Mapper = (ref: Ref, properties: Properties, lookup: Lookup) => MappedRow;

/** The server's own objects: there to be looked up, not to be shown. */
function mapService(ref: Ref): MappedRow {
  return {
    ref,
    kind: 'other',
    name: refType(ref),
    state: 'none',
    health: 'unknown',
    parent: null,
    facts: {},
    hidden: true,
  };
}

const mappers: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['VirtualMachine', mapVirtualMachine],
  ['HostSystem', mapHostSystem],
  ['ComputeResource', mapComputeResource],
  ['ClusterComputeResource', mapComputeResource],
  ['Datacenter', mapDatacenter],
  ['Folder', mapFolder],
  ['StoragePod', mapFolder],
  ['ResourcePool', mapResourcePool],
  ['VirtualApp', mapResourcePool],
  ['Datastore', mapDatastore],
  ['Network', mapNetwork],
  ['OpaqueNetwork', mapNetwork],
  ['DistributedVirtualPortgroup', mapNetwork],
  ['DistributedVirtualSwitch', mapNetwork],
  // The type that vCenter's own switches report.
  ['VmwareDistributedVirtualSwitch', mapNetwork],
  ['ServiceInstance', mapService],
  ['AuthorizationManager', mapService],
  ['CustomFieldsManager', mapService],
  ['Alarm', mapService],
  ['PerfCounterInfo', mapService],
  ['AlarmState', mapAlarmState],
  ['com.vmware.cis.tagging', mapService],
  ['com.vmware.content.Library', mapLibrary],
  ['com.vmware.content.library.Item', mapLibraryItem],
]);

/** The row of any managed entity, whatever its type: one that a newer server added is shown, not lost. */
export function mapRow(ref: Ref, properties: Properties, lookup: Lookup): MappedRow {
  const row = isAutomationEntity(ref, properties)
    ? mapAutomationEntity(ref, properties, lookup)
    : (mappers.get(refType(ref)) ?? mapOther)(ref, properties, lookup);
  const tags = tagNames(properties);
  const places = placesOf(row, properties);
  if (tags === undefined && places === undefined) return row;
  return {
    ...row,
    ...(places !== undefined && { places }),
    ...(tags !== undefined && { facts: { ...row.facts, tags } }),
  };
}

function mapOther(ref: Ref, properties: Properties): MappedRow {
  return {
    ref,
    kind: 'other',
    name: entityName(properties, ref),
    state: 'none',
    health: health(properties),
    parent: reference(properties['parent']) ?? null,
    facts: {},
  };
}
