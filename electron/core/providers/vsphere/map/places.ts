import type { MappedRow, Placement } from '#shared/model/mapped-row.ts';
import { otherProjections, type OtherProjection } from '#shared/model/projection.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { list, reference, text } from './read.ts';

type Places = NonNullable<MappedRow['places']>;

/**
 * Where an object stands in the trees of VMs and folders, storage and networks, as in the vSphere Client: the folders of each, which
 * administrators made, below the data centers, and nothing of the others. What only leads from one to the other is there and hidden.
 */
export function placesOf(row: MappedRow, properties: Properties): Places | undefined {
  const { ref } = row;
  switch (refType(ref)) {
    case 'VirtualMachine':
      return { machines: machinePlace(row, properties) };
    case 'Datacenter':
      return everywhere({ parent: row.parent });
    case 'Folder':
      return folderPlaces(row, properties);
    case 'StoragePod':
    case 'Datastore':
      return { storage: { parent: row.parent } };
    case 'Network':
    case 'OpaqueNetwork':
    case 'DistributedVirtualPortgroup':
    case 'DistributedVirtualSwitch':
    case 'VmwareDistributedVirtualSwitch':
      return { networks: { parent: row.parent } };
    case 'VirtualApp':
      return { machines: { parent: row.parent } };
    case 'ComputeResource':
    case 'ClusterComputeResource':
    case 'HostSystem':
    case 'ResourcePool':
      return { machines: { parent: row.parent, hidden: true } };
    default:
      return undefined;
  }
}

/** In its folder; one of a vApp has none and stands below that. An account may see neither. */
function machinePlace({ parent, facts }: MappedRow, properties: Properties): Placement {
  const [first = null, ...others] = [reference(properties['parent']), parent, facts.host].filter(
    (one): one is Ref => one !== undefined && one !== null,
  );
  return others.length === 0 ? { parent: first } : { parent: first, otherParents: others };
}

/** What a folder may hold (Folder.childType), and what that is in the vSphere Automation API (vcenter.Folder.Type). */
const holders: readonly (readonly [OtherProjection, string, string])[] = [
  ['machines', 'VirtualMachine', 'VIRTUAL_MACHINE'],
  ['storage', 'Datastore', 'DATASTORE'],
  ['networks', 'Network', 'NETWORK'],
];

/** A data center has one folder for each, that nobody made: what is in it stands below the data center. */
function folderPlaces(row: MappedRow, properties: Properties): Places {
  const { parent } = row;
  const childTypes = list(properties, 'childType');
  const type = text(properties, 'type');
  const hidden = parent !== null && refType(parent) === 'Datacenter';
  const place: Placement = hidden ? { parent, hidden } : { parent };
  for (const [projection, child, own] of holders)
    if (childTypes.includes(child) || type === own) return { [projection]: place };
  // The root, and folders of hosts, lead to what stands in the trees.
  const leads =
    parent === null || hidden || childTypes.includes('ComputeResource') || type === 'HOST';
  return everywhere(leads ? { parent, hidden: true } : { parent });
}

function everywhere(place: Placement): Places {
  return Object.fromEntries(otherProjections.map((projection) => [projection, place]));
}
