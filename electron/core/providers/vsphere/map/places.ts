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
  return rules.get(refType(row.ref))?.(row, properties);
}

type Rule = (row: MappedRow, properties: Properties) => Places;

const inNetworks: Rule = ({ parent }) => ({ networks: { parent } });
const inStorage: Rule = ({ parent }) => ({ storage: { parent } });
const onTheWay: Rule = ({ parent }) => ({ machines: { parent, hidden: true } });

/** By managed type; what is not here stands in hosts and clusters alone. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['VirtualMachine', (row, properties) => ({ machines: machinePlace(row, properties) })],
  ['Datacenter', ({ parent }) => everywhere({ parent })],
  ['Folder', folderPlaces],
  ['StoragePod', inStorage],
  ['Datastore', inStorage],
  ['Network', inNetworks],
  ['OpaqueNetwork', inNetworks],
  ['DistributedVirtualPortgroup', inNetworks],
  ['DistributedVirtualSwitch', inNetworks],
  ['VmwareDistributedVirtualSwitch', inNetworks],
  ['VirtualApp', ({ parent }) => ({ machines: { parent } })],
  ['ComputeResource', onTheWay],
  ['ClusterComputeResource', onTheWay],
  ['HostSystem', onTheWay],
  ['ResourcePool', onTheWay],
]);

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
