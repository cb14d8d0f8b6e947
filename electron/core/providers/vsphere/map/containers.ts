import { labelled } from '#shared/model/row.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { RowFacts } from '#shared/model/row.ts';
import { entityName, health, known, list, number, reference } from './read.ts';

/** What all containers have in common: they run no state of their own. */
function container(ref: Ref, properties: Properties): Omit<MappedRow, 'kind'> {
  return {
    ref,
    name: entityName(properties, ref),
    state: 'none',
    health: health(properties),
    parent: reference(properties['parent']) ?? null,
    facts: {},
  };
}

export function mapDatacenter(ref: Ref, properties: Properties): MappedRow {
  return { ...container(ref, properties), kind: 'datacenter' };
}

/** A cluster; or the ComputeResource around a standalone host, in whose place the host stands. */
export function mapComputeResource(ref: Ref, properties: Properties): MappedRow {
  const row: MappedRow = {
    ...container(ref, properties),
    kind: 'cluster',
    facts: known<RowFacts>({
      cpus: number(properties, 'summary.numCpuCores'),
      memoryMiB: toMiB(number(properties, 'summary.totalMemory')),
    }),
  };
  if (refType(ref) === 'ClusterComputeResource') return row;
  const host = reference(list(properties, 'host')[0]);
  return host === undefined ? { ...row, hidden: true } : { ...row, hidden: true, standIn: host };
}

function toMiB(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.round(bytes / (1024 * 1024));
}

/** Every compute resource has a root pool that no administrator has made: it does not stand in the tree. */
export function mapResourcePool(ref: Ref, properties: Properties): MappedRow {
  const row: MappedRow = {
    ...container(ref, properties),
    kind: refType(ref) === 'VirtualApp' ? 'vapp' : 'resource-pool',
  };
  const parentType = row.parent === null ? '' : refType(row.parent);
  return parentType.endsWith('ComputeResource') ? { ...row, hidden: true } : row;
}

/**
 * Folders of hosts, data centers, datastores and networks. In hosts and clusters the folders of VMs are left out, and so
 * are the root folder and the host folder that every data center has.
 */
export function mapFolder(ref: Ref, properties: Properties): MappedRow {
  const row: MappedRow = { ...container(ref, properties), kind: 'folder' };
  const childTypes = list(properties, 'childType');
  const inDatacenter = row.parent !== null && refType(row.parent) === 'Datacenter';
  if (row.parent === null || childTypes.includes('VirtualMachine')) return { ...row, hidden: true };
  if (!inDatacenter) return row;
  if (childTypes.includes('Datastore')) return { ...row, ...labelled(say('row.storage')) };
  if (childTypes.includes('Network')) return { ...row, ...labelled(say('row.networks')) };
  return { ...row, hidden: true };
}
