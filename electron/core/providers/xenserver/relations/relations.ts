import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import type { RelationGroup } from '#shared/model/relation.ts';
import type { Lookup } from '../../provider.ts';
import { targetOf } from '../map/alerts/alerts.ts';
import { isHidden, list, reference } from '../map/read.ts';
import { fillTable, type Table } from './table.ts';
import {
  attachedStorage,
  attachments,
  cards,
  disks,
  hosts,
  images,
  interfaces,
  machines,
  networks,
  several,
  single,
  snapshots,
  users,
} from './tables.ts';

/** What an object has to do with others. XAPI keeps both ends of a relation, so the object's own record tells. */
export function relations(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
): readonly RelationGroup[] {
  const tables = tablesOf.get(refType(ref)) ?? owners;
  return tables(properties, lookup, ref).flatMap((table) => fillTable(table, lookup) ?? []);
}

type Tables = (object: Properties, lookup: Lookup, ref: Ref) => readonly Table[];

const many = (object: Properties, path: string): readonly PropertyValue[] => list(object, path);

const tablesOf: ReadonlyMap<string, Tables> = new Map<string, Tables>([
  [
    'VM',
    (vm, lookup) => [
      disks(many(vm, 'VBDs'), lookup),
      interfaces(many(vm, 'VIFs'), lookup),
      snapshots(many(vm, 'snapshots')),
      hosts([vm['resident_on']], lookup, 'Host'),
      hosts([vm['affinity']], lookup, 'Home server'),
      machines([vm['snapshot_of']], 'Snapshot of'),
      single('appliance', 'vApp', vm['appliance']),
      single('suspend', 'Suspended memory', vm['suspend_VDI']),
      several('pci', 'Passed-through devices', [
        ...many(vm, 'attached_PCIs'),
        ...many(vm, 'VUSBs'),
      ]),
      several('gpu', 'Virtual GPUs', many(vm, 'VGPUs')),
      several('tpm', 'Virtual TPM', many(vm, 'VTPMs')),
      several('console', 'Consoles', many(vm, 'consoles')),
      single('metrics', 'Metrics', vm['metrics']),
      single('guest', 'Guest metrics', vm['guest_metrics']),
    ],
  ],
  [
    'host',
    (host, lookup) => [
      machines(many(host, 'resident_VMs')),
      cards(many(host, 'PIFs'), lookup, 'host'),
      attachments(many(host, 'PBDs'), lookup, 'SR'),
      single('metrics', 'Metrics', host['metrics']),
      single('control', 'Control domain', host['control_domain']),
      several('gpu', 'GPUs', many(host, 'PGPUs')),
      several('usb', 'USB devices', many(host, 'PUSBs')),
      several('updates', 'Updates', many(host, 'updates')),
      several('certificates', 'Certificates', many(host, 'certificates')),
    ],
  ],
  [
    'pool',
    (pool, lookup) => [
      hosts([pool['master']], lookup, 'Coordinator'),
      hosts(all(lookup, 'host'), lookup),
      single('storage', 'Default storage', pool['default_SR']),
      single('suspend', 'Storage for suspended memory', pool['suspend_image_SR']),
      single('crash', 'Storage for crash dumps', pool['crash_dump_SR']),
      attachedStorage(all(lookup, 'SR').filter((value) => isShown(value, lookup))),
      networks(all(lookup, 'network').filter((value) => isShown(value, lookup))),
    ],
  ],
  [
    'SR',
    (sr, lookup) => [
      images(many(sr, 'VDIs'), lookup),
      attachments(many(sr, 'PBDs'), lookup, 'host'),
    ],
  ],
  [
    'network',
    (network, lookup) => [
      cards(many(network, 'PIFs'), lookup, 'network'),
      users(many(network, 'VIFs'), lookup),
    ],
  ],
  [
    'VDI',
    (vdi, lookup, ref) => [
      ...(vdi['type'] === 'suspend' ? [machines(suspendedIn(ref, lookup), 'Memory of')] : []),
      users(many(vdi, 'VBDs'), lookup),
      single('storage', 'Storage', vdi['SR']),
      images(many(vdi, 'snapshots'), lookup, 'Snapshots'),
      images([vdi['snapshot_of']], lookup, 'Snapshot of'),
    ],
  ],
  [
    'VBD',
    (vbd, lookup) => [
      machines([vbd['VM']], 'Virtual machine'),
      images([vbd['VDI']], lookup, 'Disk'),
    ],
  ],
  [
    'VIF',
    (vif) => [
      machines([vif['VM']], 'Virtual machine'),
      single('network', 'Network', vif['network']),
    ],
  ],
  [
    'PIF',
    (pif, lookup) => [
      hosts([pif['host']], lookup, 'Host'),
      single('network', 'Network', pif['network']),
      several('bond', 'Bond', [...many(pif, 'bond_master_of'), pif['bond_slave_of']]),
      several('vlan', 'VLAN', [pif['VLAN_master_of'], ...many(pif, 'VLAN_slave_of')]),
      single('metrics', 'Metrics', pif['metrics']),
    ],
  ],
  [
    'PBD',
    (pbd, lookup) => [
      hosts([pbd['host']], lookup, 'Host'),
      single('storage', 'Storage', pbd['SR']),
    ],
  ],
  ['message', (message) => [single('target', 'About', targetValue(message))]],
  ['group', () => []],
]);

/** Messages name their object by class and UUID, not by a reference. */
function targetValue(message: Properties): PropertyValue | undefined {
  const ref = targetOf(message);
  return ref && { $type: 'ManagedObjectReference', type: refType(ref), value: refId(ref) };
}

/** Of a class without tables of its own: what it says that it belongs to. */
const owners: Tables = (object) =>
  ['VM', 'host', 'SR', 'VDI', 'network', 'pool'].map((path) => single(path, path, object[path]));

/** The machines whose memory is in a disk image: it does not know them itself. */
function suspendedIn(ref: Ref, lookup: Lookup): readonly PropertyValue[] {
  return all(lookup, 'VM').filter((value) => {
    const vm = reference(value);
    return vm !== undefined && reference(lookup.get(vm)?.['suspend_VDI']) === ref;
  });
}

/** What XenCenter hides, the tree does not show either. */
function isShown(value: PropertyValue, lookup: Lookup): boolean {
  const ref = reference(value);
  const object = ref === undefined ? undefined : lookup.get(ref);
  return object !== undefined && !isHidden(object);
}

/** All objects of a class as values of references. */
function all(lookup: Lookup, type: string): readonly PropertyValue[] {
  return [...lookup.ofType(type)].map((ref) => ({
    $type: 'ManagedObjectReference',
    type,
    value: refId(ref),
  }));
}
