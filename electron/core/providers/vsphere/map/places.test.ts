import { expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { Projection } from '#shared/model/projection.ts';
import type { Ref } from '#shared/model/reference.ts';
import { RowStore } from '../../../inventory/row-store.ts';
import { mapRow } from './map-row.ts';

const nothing = { get: () => undefined, ofType: () => [] };

function to(ref: string) {
  const [type = '', value = ''] = ref.split(':');
  return { $type: 'ManagedObjectReference', type, value };
}

/** An object, its parent, and what else it says. */
type Given = readonly [ref: string, parent: string | null, more?: Properties];

const folder = (parent: string | null, id: string, ...childType: string[]): Given => [
  `Folder:${id}`,
  parent,
  { childType },
];

const estate: readonly Given[] = [
  folder(null, 'root', 'Folder', 'Datacenter'),
  folder('Folder:root', 'europe', 'Folder', 'Datacenter'),
  ['Datacenter:fra', 'Folder:europe'],
  folder('Datacenter:fra', 'vm', 'Folder', 'VirtualMachine', 'VirtualApp'),
  folder('Folder:vm', 'production', 'Folder', 'VirtualMachine', 'VirtualApp'),
  folder('Datacenter:fra', 'host', 'Folder', 'ComputeResource'),
  folder('Folder:host', 'rack', 'Folder', 'ComputeResource'),
  folder('Datacenter:fra', 'datastore', 'Folder', 'Datastore', 'StoragePod'),
  folder('Folder:datastore', 'fast', 'Folder', 'Datastore', 'StoragePod'),
  folder('Datacenter:fra', 'network', 'Folder', 'Network', 'DistributedVirtualSwitch'),
  ['ClusterComputeResource:c', 'Folder:rack'],
  ['ResourcePool:root', 'ClusterComputeResource:c'],
  ['ResourcePool:gold', 'ResourcePool:root'],
  ['HostSystem:esx', 'ClusterComputeResource:c'],
  ['VirtualApp:shop', 'ResourcePool:gold'],
  ['StoragePod:pod', 'Folder:fast', { childType: ['Datastore'] }],
  ['Datastore:one', 'StoragePod:pod'],
  ['Datastore:two', 'Folder:datastore'],
  ['Network:lan', 'Folder:network'],
  ['VirtualMachine:web', 'Folder:production', { resourcePool: to('ResourcePool:gold') }],
  // Machines of a vApp are in no folder.
  ['VirtualMachine:till', null, { resourcePool: to('VirtualApp:shop') }],
];

/** The tree, as lines of parent and child. */
function tree(projection: Projection, given: readonly Given[] = estate): readonly string[] {
  const store = new RowStore();
  for (const [ref, parent, more = {}] of given)
    store.set(
      mapRow(
        ref as Ref,
        { name: ref, ...(parent !== null && { parent: to(parent) }), ...more },
        nothing,
      ),
    );
  store.settle();
  return [...store.values()]
    .flatMap((row) => {
      const parent = projection === 'hosts' ? row.parent : row.places?.[projection];
      if (parent === undefined || (projection === 'hosts' && row.notInHosts === true)) return [];
      return [parent === null ? row.ref : `${parent} > ${row.ref}`];
    })
    .sort();
}

it('shows machines in the folders that administrators made, without those that every data center has', () => {
  expect(tree('machines')).toEqual([
    'Datacenter:fra > Folder:production',
    'Datacenter:fra > VirtualApp:shop',
    'Folder:europe',
    'Folder:europe > Datacenter:fra',
    'Folder:production > VirtualMachine:web',
    'VirtualApp:shop > VirtualMachine:till',
  ]);
});

it('shows storage and networks in theirs', () => {
  expect(tree('storage')).toEqual([
    'Datacenter:fra > Datastore:two',
    'Datacenter:fra > Folder:fast',
    'Folder:europe',
    'Folder:europe > Datacenter:fra',
    'Folder:fast > StoragePod:pod',
    'StoragePod:pod > Datastore:one',
  ]);
  expect(tree('networks')).toEqual([
    'Datacenter:fra > Network:lan',
    'Folder:europe',
    'Folder:europe > Datacenter:fra',
  ]);
});

it('does not show folders of machines in hosts and clusters', () => {
  expect(tree('hosts')).not.toContainEqual(expect.stringContaining('production'));
});

it('shows what an account may see of it where it may see neither folder nor data center', () => {
  const some = estate.filter(([ref]) => /web|gold|one|lan/.test(ref));
  expect(tree('machines', some)).toEqual(['VirtualMachine:web']);
  expect(tree('storage', some)).toEqual(['Datastore:one']);
  expect(tree('networks', some)).toEqual(['Network:lan']);
});

it('tells by the vSphere Automation API alone which folders are of machines', () => {
  const place = (ref: string): Properties => ({ 'placement.parent': to(ref) });
  const given: readonly Given[] = [
    ['Datacenter:fra', null, { datacenter: 'fra' }],
    ['Folder:vms', null, { folder: 'vms', type: 'VIRTUAL_MACHINE', ...place('Datacenter:fra') }],
    ['Folder:stores', null, { folder: 'stores', type: 'DATASTORE', ...place('Datacenter:fra') }],
    ['Datastore:one', null, { datastore: 'one', ...place('Folder:stores') }],
    ['VirtualMachine:web', null, { vm: 'web', ...place('Folder:vms') }],
  ];
  expect(tree('machines', given)).toEqual([
    'Datacenter:fra',
    'Datacenter:fra > VirtualMachine:web',
  ]);
  expect(tree('storage', given)).toEqual(['Datacenter:fra', 'Datacenter:fra > Datastore:one']);
});
