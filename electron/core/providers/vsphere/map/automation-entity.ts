import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Kind } from '#shared/model/kind.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import { labelled, type RowFacts, type RunState } from '#shared/model/row.ts';
import { flag, known, number, reference, text } from './read.ts';

/** A managed type, and the field of its summaries that is the identifier (com.vmware.vcenter.….summary). */
const identifiers: Readonly<Record<string, string>> = {
  VirtualMachine: 'vm',
  HostSystem: 'host',
  ClusterComputeResource: 'cluster',
  ResourcePool: 'resource_pool',
  VirtualApp: 'resource_pool',
  Folder: 'folder',
  StoragePod: 'folder',
  Datacenter: 'datacenter',
  Datastore: 'datastore',
  Network: 'network',
  DistributedVirtualPortgroup: 'network',
  OpaqueNetwork: 'network',
};

const kinds: Readonly<Record<string, Kind>> = {
  VirtualMachine: 'vm',
  HostSystem: 'host',
  ClusterComputeResource: 'cluster',
  ResourcePool: 'resource-pool',
  VirtualApp: 'vapp',
  Folder: 'folder',
  StoragePod: 'folder',
  Datacenter: 'datacenter',
  Datastore: 'datastore',
  Network: 'network',
  DistributedVirtualPortgroup: 'network',
  OpaqueNetwork: 'network',
};

/** The field of a type's summaries that is the identifier; undefined for what has no summaries. */
export function identifierOf(type: string): string | undefined {
  return identifiers[type];
}

/** True for an object of the inventory that was read by the Automation API alone: its properties are those of a summary. */
export function isAutomationEntity(ref: Ref, properties: Properties): boolean {
  const field = identifiers[refType(ref)];
  const own = field === undefined ? undefined : properties[field];
  return own !== undefined && own === refId(ref);
}

/** Such an object as a row. Its placement was derived from the filters that found it. */
export function mapAutomationEntity(ref: Ref, properties: Properties, lookup: Lookup): MappedRow {
  return {
    ref,
    kind: kinds[refType(ref)] ?? 'other',
    ...nameOf(ref, properties),
    state: runState(ref, properties, lookup),
    // This API has no verdict of the server on an object.
    health: 'unknown',
    parent: reference(properties['placement.parent']) ?? null,
    facts: known<RowFacts>({
      host: reference(properties['placement.host']),
      cpus: number(properties, 'cpu_count'),
      memoryMiB: number(properties, 'memory_size_MiB'),
      capacityBytes: number(properties, 'capacity'),
      freeBytes: number(properties, 'free_space'),
      note: note(properties),
    }),
  };
}

/** The folders that a data center has for datastores and networks are not named in this API. */
function nameOf(ref: Ref, properties: Properties): Pick<MappedRow, 'name' | 'label'> {
  const name = text(properties, 'name');
  if (name !== undefined) return { name };
  const type = refType(ref) === 'Folder' ? text(properties, 'type') : undefined;
  if (type === 'DATASTORE') return labelled(say('row.storage'));
  return type === 'NETWORK' ? labelled(say('row.networks')) : { name: refId(ref) };
}

const powerStates: Readonly<Record<string, RunState>> = {
  POWERED_ON: 'on',
  POWERED_OFF: 'off',
  SUSPENDED: 'suspended',
  STANDBY: 'standby',
};

/** Whether a machine is on a host that the server does not reach: its summary does not say so. */
export function isHostLost(properties: Properties, lookup: Lookup): boolean {
  const host = reference(properties['placement.host']);
  const state = host === undefined ? undefined : text(lookup.get(host) ?? {}, 'connection_state');
  return state === 'DISCONNECTED' || state === 'NOT_RESPONDING';
}

function runState(ref: Ref, properties: Properties, lookup: Lookup): RunState {
  const type = refType(ref);
  if (type !== 'VirtualMachine' && type !== 'HostSystem') return 'none';
  const connection = text(properties, 'connection_state');
  if (connection === 'DISCONNECTED' || connection === 'NOT_RESPONDING') return 'disconnected';
  if (isHostLost(properties, lookup)) return 'disconnected';
  return powerStates[text(properties, 'power_state') ?? ''] ?? 'unknown';
}

function note(properties: Properties): Text | undefined {
  if (text(properties, 'connection_state') === 'NOT_RESPONDING') return say('note.notResponding');
  return flag(properties, 'ha_enabled') === false ? say('note.haOff') : undefined;
}
