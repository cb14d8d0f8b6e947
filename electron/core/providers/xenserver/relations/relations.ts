import { text as say } from '#shared/i18n/make-text.ts';
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
      hosts([vm['resident_on']], lookup, 'host', say('relation.host')),
      hosts([vm['affinity']], lookup, 'home', say('relation.homeServer')),
      machines([vm['snapshot_of']], say('relation.snapshotOf')),
      single('appliance', say('relation.appliance'), vm['appliance']),
      single('suspend', say('relation.suspendedMemory'), vm['suspend_VDI']),
      several('pci', say('relation.passedThrough'), [
        ...many(vm, 'attached_PCIs'),
        ...many(vm, 'VUSBs'),
      ]),
      several('gpu', say('relation.vgpus'), many(vm, 'VGPUs')),
      several('tpm', say('relation.vtpm'), many(vm, 'VTPMs')),
      several('console', say('relation.consoles'), many(vm, 'consoles')),
      single('metrics', say('relation.metrics'), vm['metrics']),
      single('guest', say('relation.guestMetrics'), vm['guest_metrics']),
    ],
  ],
  [
    'host',
    (host, lookup) => [
      machines(many(host, 'resident_VMs')),
      cards(many(host, 'PIFs'), lookup, 'host'),
      attachments(many(host, 'PBDs'), lookup, 'SR'),
      single('metrics', say('relation.metrics'), host['metrics']),
      single('control', say('relation.controlDomain'), host['control_domain']),
      several('gpu', say('relation.gpus'), many(host, 'PGPUs')),
      several('usb', say('relation.usb'), many(host, 'PUSBs')),
      several('updates', say('relation.updates'), many(host, 'updates')),
      several('certificates', say('relation.certificates'), many(host, 'certificates')),
    ],
  ],
  [
    'pool',
    (pool, lookup) => [
      hosts([pool['master']], lookup, 'coordinator', say('relation.coordinator')),
      hosts(all(lookup, 'host'), lookup),
      single('storage', say('relation.defaultStorage'), pool['default_SR']),
      single('suspend', say('relation.suspendStorage'), pool['suspend_image_SR']),
      single('crash', say('relation.crashStorage'), pool['crash_dump_SR']),
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
      ...(vdi['type'] === 'suspend'
        ? [machines(suspendedIn(ref, lookup), say('relation.memoryOf'))]
        : []),
      users(many(vdi, 'VBDs'), lookup),
      single('storage', say('relation.storage'), vdi['SR']),
      images(many(vdi, 'snapshots'), lookup, say('relation.snapshots')),
      images([vdi['snapshot_of']], lookup, say('relation.snapshotOf')),
    ],
  ],
  [
    'VBD',
    (vbd, lookup) => [
      machines([vbd['VM']], say('relation.vm')),
      images([vbd['VDI']], lookup, say('relation.disk')),
    ],
  ],
  [
    'VIF',
    (vif) => [
      machines([vif['VM']], say('relation.vm')),
      single('network', say('relation.network'), vif['network']),
    ],
  ],
  [
    'PIF',
    (pif, lookup) => [
      hosts([pif['host']], lookup, 'host', say('relation.host')),
      single('network', say('relation.network'), pif['network']),
      several('bond', say('relation.bond'), [...many(pif, 'bond_master_of'), pif['bond_slave_of']]),
      several('vlan', say('relation.vlan'), [pif['VLAN_master_of'], ...many(pif, 'VLAN_slave_of')]),
      single('metrics', say('relation.metrics'), pif['metrics']),
    ],
  ],
  [
    'PBD',
    (pbd, lookup) => [
      hosts([pbd['host']], lookup, 'host', say('relation.host')),
      single('storage', say('relation.storage'), pbd['SR']),
    ],
  ],
  ['message', (message) => [single('target', say('relation.about'), targetValue(message))]],
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
