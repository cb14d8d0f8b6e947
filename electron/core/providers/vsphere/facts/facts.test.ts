import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { makeRef, refId, refType, type Ref } from '#shared/model/reference.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { silentLog } from '../../../log.ts';
import { RecordingSink } from '../../recording-sink.ts';
import { vsphere } from '../provider.ts';
import { facts } from './facts.ts';

const to = (ref: string): PropertyValue => ({
  $type: 'ManagedObjectReference',
  type: refType(ref as Ref),
  value: refId(ref as Ref),
});
const at = (ms: number): PropertyValue => ({
  $type: 'dateTime',
  text: new Date(ms).toISOString(),
  ms,
});

const objects: Record<string, Properties> = {
  'VirtualMachine:vm-1': {
    name: 'web-01',
    parent: to('Folder:group-v2'),
    'runtime.host': to('HostSystem:host-1'),
    'runtime.powerState': 'poweredOn',
    'runtime.connectionState': 'connected',
    'runtime.consolidationNeeded': true,
    'runtime.bootTime': at(5000),
    'config.annotation': 'do not restart',
    'config.version': 'vmx-19',
    'guest.ipAddress': '10.0.0.7',
    'summary.storage.committed': 10,
    'summary.storage.uncommitted': 32,
    datastore: [to('Datastore:ds-1'), to('Datastore:gone')],
    network: [to('Network:net-1')],
    tags: [{ $type: 'tag', name: 'prod', category: 'Stage' }],
    customValue: [
      { $type: 'CustomFieldStringValue', key: 101, value: 'Platform Team' },
      { $type: 'CustomFieldStringValue', key: 102, value: '' },
      { $type: 'CustomFieldStringValue', key: 999, value: 'a field that is gone' },
    ],
    snapshot: {
      $type: 'VirtualMachineSnapshotInfo',
      rootSnapshotList: [
        {
          $type: 'VirtualMachineSnapshotTree',
          createTime: at(2000),
          childSnapshotList: [
            { $type: 'VirtualMachineSnapshotTree', createTime: at(1000) },
            { $type: 'VirtualMachineSnapshotTree', createTime: at(3000) },
          ],
        },
      ],
    },
  },
  'VirtualMachine:vm-2': {
    name: 'old',
    'runtime.powerState': 'poweredOff',
    'runtime.connectionState': 'orphaned',
  },
  'HostSystem:host-1': {
    name: 'esx-01',
    datastore: [to('Datastore:ds-1')],
    network: [to('Network:net-1')],
    'summary.config.product.fullName': 'VMware ESXi 8.0.2 build-22380479',
  },
  'HostSystem:host-2': { name: 'esx-02', datastore: [to('Datastore:ds-1'), to('Datastore:ds-2')] },
  'ClusterComputeResource:c-1': {
    name: 'prod',
    host: [to('HostSystem:host-1'), to('HostSystem:host-2')],
  },
  'Datastore:ds-1': {
    name: 'fast%2f1',
    'summary.capacity': 100,
    'summary.freeSpace': 40,
    'summary.uncommitted': 90,
  },
  'Network:net-1': { name: 'dmz' },
  'Folder:group-v3': { name: 'old%2fnew', parent: to('Folder:group-v2') },
  'VirtualMachine:vm-3': { name: 'deep', parent: to('Folder:group-v3') },
  'VirtualMachine:vm-4': { name: 'top', parent: to('Folder:group-v1') },
  'VirtualMachine:vm-5': { name: 'of an account that sees one folder', parent: to('Folder:alone') },
  'Folder:alone': { name: 'alone', parent: to('Folder:unseen') },
  'Datacenter:dc-1': { name: 'Dublin', parent: to('Folder:group-d2') },
  'Folder:group-d2': { name: 'Europe', childType: ['Datacenter'], parent: to('Folder:group-d1') },
  'Folder:group-d1': { name: 'Datacenters', childType: ['Folder', 'Datacenter'] },
  'Folder:group-v2': { name: 'web', parent: to('Folder:group-v1') },
  'Folder:group-v1': { name: 'vm', parent: to('Datacenter:dc-1') },
  'CustomFieldsManager:m': {
    field: [
      { $type: 'CustomFieldDef', key: 101, name: 'Owner' },
      { $type: 'CustomFieldDef', key: 102, name: 'Cost center' },
    ],
  },
};

const lookup = {
  get: (ref: Ref) => objects[ref],
  ofType: (type: string) => (Object.keys(objects) as Ref[]).filter((ref) => refType(ref) === type),
};
const of = (ref: string) => facts(ref as Ref, objects[ref] ?? {}, lookup);

describe('facts of vSphere', () => {
  it('are of a machine what it was given, holds and stands on', () => {
    const machine = of('VirtualMachine:vm-1');
    expect(machine.tags).toEqual([{ name: 'prod', category: 'Stage' }]);
    expect(machine.attributes).toEqual({ Owner: 'Platform Team' });
    expect(machine.note).toBe('do not restart');
    expect(machine.datastores).toEqual(['fast/1', 'gone']);
    expect(machine.networks).toEqual(['dmz']);
    expect(machine.uses).toEqual([
      'HostSystem:host-1',
      'Datastore:ds-1',
      'Datastore:gone',
      'Network:net-1',
      'Folder:group-v2',
      'Folder:group-v1',
    ]);
    expect(machine.snapshots).toEqual({ count: 3, oldest: 1000 });
    expect(machine.hardwareVersion).toBe('vmx-19');
    expect(machine.bootedAt).toBe(5000);
    expect(machine.usedBytes).toBe(10);
    expect(machine.provisionedBytes).toBe(42);
    expect(machine.flags).toEqual(['consolidate']);
    expect(machine.addresses).toEqual(['10.0.0.7']);
    // Nobody has read them.
    expect(machine.macs).toBeUndefined();
    expect(machine.disks).toBeUndefined();
  });

  it('are the folders that somebody made, and none that are always there', () => {
    const folders = ['vm-1', 'vm-2', 'vm-3', 'vm-4', 'vm-5'].map(
      (id) => of(`VirtualMachine:${id}`).folder,
    );
    expect(folders).toEqual(['/web', undefined, '/web/old/new', undefined, '/unseen/alone']);
    expect(of('Datacenter:dc-1').folder).toBe('/Europe');
    expect(of('Folder:group-v2').folder).toBeUndefined();
  });

  it('tell what nothing holds any more, and none from not known', () => {
    const machine = of('VirtualMachine:vm-2');
    expect(machine.flags).toEqual(['orphaned']);
    expect(machine.snapshots).toEqual({ count: 0 });
    expect(machine.tags).toEqual([]);
    expect(machine.note).toBe('');
    expect(machine.usedBytes).toBeUndefined();
  });

  it('are of hosts and clusters what they stand on, and their version', () => {
    const host = of('HostSystem:host-1');
    expect([host.version, host.build]).toEqual(['8.0.2', '22380479']);
    expect(host.uses).toEqual(['Datastore:ds-1', 'Network:net-1']);
    expect(of('ClusterComputeResource:c-1').uses).toEqual([
      'Datastore:ds-1',
      'Network:net-1',
      'Datastore:ds-2',
    ]);
  });

  it('are of a datastore what it holds and may hold', () => {
    const store = of('Datastore:ds-1');
    expect([store.usedBytes, store.provisionedBytes]).toEqual([60, 150]);
  });

  it('survive values of any other type', () => {
    const damaged: Properties = {
      customValue: 'x',
      snapshot: [],
      datastore: 7,
      tags: [null, 3],
      'runtime.bootTime': 'never',
      'summary.storage.committed': 'much',
    };
    for (const type of ['VirtualMachine', 'HostSystem', 'Datastore', 'Network', 'Whatever']) {
      const found = facts(makeRef(type, '1'), damaged, lookup);
      expect(found.tags).toEqual([]);
      expect(found.snapshots?.count ?? 0).toBe(0);
      expect([found.uses ?? [], found.bootedAt, found.usedBytes]).toEqual([
        [],
        undefined,
        undefined,
      ]);
    }
  });
});

describe('facts from a demo vCenter', () => {
  let demo: DemoVcenter;
  const sink = new RecordingSink();
  const abort = new AbortController();
  let running: Promise<void>;

  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 40, quickStatsSeconds: 0 });
    const { user, password, url: address } = demo;
    const login = { address, user, password, pinnedFingerprint: null };
    const session = await vsphere.connect({ ...login, signal: abort.signal, log: silentLog });
    running = session.run(sink, abort.signal).then(() => session.close());
    await sink.until('a full set', () => sink.sets > 0, 20_000);
  }, 30_000);

  afterAll(async () => {
    abort.abort();
    await running;
    await demo.close();
  });

  it('are what its estate has', () => {
    for (const vm of demo.estate.vms) {
      const ref = makeRef('VirtualMachine', vm.id);
      const found = facts(ref, sink.known(ref) ?? {}, sink.lookup);
      expect(found.note, vm.name).toBe(vm.annotation ?? '');
      expect(new Set(found.networks), vm.name).toEqual(
        new Set(vm.nics.map(({ network }) => network.name)),
      );
      expect(found.hardwareVersion, vm.name).toBe(
        vm.connectionState === 'inaccessible' ? undefined : `vmx-${vm.hardwareVersion}`,
      );
      expect(found.snapshots?.count === 0, vm.name).toBe(vm.rootSnapshots.length === 0);
    }
    for (const ref of sink.lookup.ofType('HostSystem'))
      expect(facts(ref, sink.known(ref) ?? {}, sink.lookup).version).toMatch(/^\d+\.\d+/);
  });
});
