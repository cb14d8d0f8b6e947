import { beforeEach, describe, expect, test } from 'vitest';
import { generateEstate } from '../generate/generate.ts';
import type { PropertyContext } from '../properties/producer.ts';
import { SessionStore } from '../sessions/session-store.ts';
import { TaskEngine } from '../tasks/engine.ts';
import { unreported } from '../test-unreported.ts';
import { datastoresOf, vmxPath } from '../properties/vm-facts.ts';
import { Datastore } from './entity.ts';
import type { Folder, VirtualMachine } from './entity.ts';
import {
  cloneVm,
  createVm,
  markAsTemplate,
  markAsVm,
  registerVm,
  unregisterVm,
} from './machine/provision.ts';
import { destinationOf } from './machine/relocation.ts';
import type { RelocateSpec } from './machine/relocation.ts';
import { createDatacenter, createFolder, destroyFolder, moveIntoFolder } from './folders.ts';
import { setConnection, setMaintenance, startHost, stopHost } from './host-operations.ts';
import { createPool, destroyPool, moveIntoPool, updatePool } from './pools.ts';
import { destroyVm, relocate } from './machine/vm-changes.ts';
import type { Estate } from './estate.ts';
import { setPower } from './operations.ts';
import { planReconfigure } from './machine/reconfigure.ts';
import type { ConfigSpec } from './machine/reconfigure.ts';
import {
  createSnapshot,
  removeAllSnapshots,
  removeSnapshot,
  renameSnapshot,
  revertToSnapshot,
  setConsolidationNeeded,
} from './machine/snapshots.ts';

/** Whatever an operation changes it tells: nothing that a client watches goes stale. */

let estate: Estate;
let context: PropertyContext;

beforeEach(() => {
  const now = new Date('2026-11-21T08:00:00Z');
  estate = generateEstate({ vms: 60, seed: 3, now: () => now });
  context = {
    estate,
    tasks: new TaskEngine(estate, [1, 1]),
    sessions: new SessionStore(estate, { users: [], idleSeconds: 1 }),
    session: undefined,
  };
});

function vmWhere(matches: (vm: VirtualMachine) => boolean): VirtualMachine {
  const found = [...estate.vms].find(
    (vm) => vm.connectionState === 'connected' && !vm.template && matches(vm),
  );
  if (found === undefined) {
    throw new Error('The estate has no such VM.');
  }
  return found;
}

const isOff = ({ power }: VirtualMachine): boolean => power === 'poweredOff';
const isOn = ({ power }: VirtualMachine): boolean => power === 'poweredOn';
const missed = (act: () => void): string[] => unreported(estate, context, act);

describe('power', () => {
  test('off, of a machine that waits for an answer', () => {
    const asking = vmWhere(({ question }) => question !== undefined);
    expect(missed(() => setPower(estate, asking, 'poweredOff'))).toEqual([]);
  });

  test.each(['poweredOn', 'poweredOff', 'suspended'] as const)('to %s', (power) => {
    expect(
      missed(() =>
        setPower(
          estate,
          vmWhere((vm) => vm.power !== power),
          power,
        ),
      ),
    ).toEqual([]);
  });
});

describe('reconfiguration', () => {
  const disk = { $type: 'VirtualDisk', key: -1, capacityInKB: 4_194_304n } as const;
  const backing = { $type: 'VirtualDiskFlatVer2BackingInfo', fileName: '' } as const;
  const specs: Readonly<Record<string, ConfigSpec>> = {
    hardware: { numCPUs: 12, memoryMB: 6144n, cpuHotAddEnabled: true, memoryHotAddEnabled: true },
    guest: { guestId: 'windows11_64Guest', annotation: 'new', name: 'another' },
    shares: {
      cpuAllocation: { reservation: 500n, shares: { level: 'high', shares: 0 } },
      memoryAllocation: { reservation: 64n, limit: 2048n },
    },
    options: { extraConfig: [{ key: 'a.b', value: 'c' }] },
    boot: {
      firmware: 'bios',
      bootOptions: { bootDelay: 5n, efiSecureBootEnabled: false },
      nestedHVEnabled: true,
    },
    'other devices': {
      deviceChange: [
        { operation: 'add', device: { $type: 'VirtualUSBXHCIController', key: -1 } },
        {
          operation: 'add',
          device: {
            $type: 'VirtualSerialPort',
            key: -2,
            yieldOnPoll: true,
            backing: {
              $type: 'VirtualSerialPortURIBackingInfo',
              serviceURI: 'telnet://:1',
              direction: 'server',
            },
          },
        },
      ],
    },
    disk: {
      deviceChange: [
        { operation: 'add', fileOperation: 'create', device: { ...disk, backing } },
        { operation: 'edit', device: { $type: 'VirtualDisk', key: 2000, capacityInKB: 2n ** 31n } },
      ],
    },
    'no disk': {
      deviceChange: [
        { operation: 'remove', fileOperation: 'destroy', device: { ...disk, key: 2000 } },
      ],
    },
    adapters: {
      deviceChange: [
        { operation: 'remove', device: { $type: 'VirtualVmxnet3', key: 4000 } },
        {
          operation: 'add',
          device: {
            $type: 'VirtualE1000e',
            key: -1,
            backing: { $type: 'VirtualEthernetCardNetworkBackingInfo', deviceName: 'VM Network' },
          },
        },
      ],
    },
    drives: {
      deviceChange: [
        { operation: 'add', device: { $type: 'VirtualCdrom', key: -1, controllerKey: 200 } },
        { operation: 'add', device: { $type: 'VirtualLsiLogicController', key: -2 } },
      ],
    },
  };
  test.each(Object.entries(specs))('%s', (_, spec) => {
    const vm = vmWhere((it) => isOff(it) && it.rootSnapshots.length === 0);
    expect(missed(() => planReconfigure(estate, vm, spec)())).toEqual([]);
  });
});

describe('migration', () => {
  const otherHost = (vm: VirtualMachine) =>
    [...vm.host.compute.hosts].find((host) => host !== vm.host && !host.inMaintenance)!;
  const otherStore = (vm: VirtualMachine) =>
    [...vm.host.datastores].find((store) => !datastoresOf(vm).has(store))!;

  test('to a host, a pool, a datastore, and of one disk', () => {
    const vm = vmWhere((it) => isOn(it) && it.host.compute.hosts.size > 2 && it.disks.length > 1);
    createSnapshot(estate, vm, { name: 's', description: '', quiesced: false });
    const pool = [...vm.host.compute.rootPool.pools].find((it) => it !== vm.pool)!;
    const [disk] = vm.disks;
    const specs: RelocateSpec[] = [
      { host: otherHost(vm) },
      { pool },
      { datastore: otherStore(vm), transform: 'flat' },
      { disk: [{ diskId: disk!.key, datastore: disk!.datastore }] },
    ];
    for (const spec of specs) {
      expect(missed(() => relocate(estate, vm, destinationOf(estate, vm, spec)))).toEqual([]);
    }
    expect(vm.pool).toBe(pool);
  });
});

describe('provisioning', () => {
  const folderOf = (vm: VirtualMachine): Folder => vm.parent as Folder;
  const source = (): VirtualMachine =>
    vmWhere((it) => isOff(it) && it.parent !== undefined && !it.locked);

  test('clone, template and back, unregistered, registered, destroyed', () => {
    const vm = source();
    const folder = folderOf(vm);
    const { host } = vm;
    const to = destinationOf(estate, vm, {}, { copy: 'copy' });
    const pool = to.pool;
    expect(
      missed(() => cloneVm(estate, vm, { name: 'copy', folder, to, template: false })),
    ).toEqual([]);
    const copy = [...folder.children].find(({ name }) => name === 'copy') as VirtualMachine;
    expect(missed(() => markAsTemplate(estate, copy))).toEqual([]);
    expect(missed(() => markAsVm(estate, copy, { pool, host }))).toEqual([]);
    const path = vmxPath(copy);
    expect(missed(() => unregisterVm(estate, copy))).toEqual([]);
    const request = { path, name: undefined, asTemplate: false, folder, pool, host };
    expect(missed(() => registerVm(estate, request))).toEqual([]);
    const back = [...folder.children].find(({ name }) => name === 'copy') as VirtualMachine;
    expect([back.disks.length, back.memoryMB]).toEqual([vm.disks.length, vm.memoryMB]);
    expect(missed(() => destroyVm(estate, back))).toEqual([]);
  });

  test('created', () => {
    const near = source();
    const config = { name: 'new', files: { vmPathName: `[${near.disks[0]!.datastore.name}]` } };
    const pool = near.host.compute.rootPool;
    const request = { config, folder: folderOf(near), pool, host: near.host };
    expect(missed(() => createVm(estate, request))).toEqual([]);
  });

  test('space comes back: what clones, moves and registrations book, a deletion returns', () => {
    const vm = source();
    const free = (): number =>
      [...estate.objects.values()].reduce(
        (sum, it) => sum + (it instanceof Datastore ? it.freeSpace : 0),
        0,
      );
    const before = free();
    const folder = folderOf(vm);
    const to = destinationOf(estate, vm, {}, { copy: 'copy' });
    const copy = cloneVm(estate, vm, { name: 'copy', folder, to, template: false });
    const store = [...copy.host.datastores].find((it) => !datastoresOf(copy).has(it))!;
    relocate(estate, copy, destinationOf(estate, copy, { datastore: store }));
    const { pool, host } = to;
    const path = vmxPath(copy);
    unregisterVm(estate, copy);
    expect(free()).toBeLessThan(before);
    const request = { path, name: 'back', asTemplate: false, folder, pool, host };
    destroyVm(estate, registerVm(estate, request));
    expect(free()).toBe(before);
  });
});

describe('hosts, folders and pools', () => {
  const spec = { cpuAllocation: {}, memoryAllocation: { limit: 1000n } };

  test('maintenance, connection, restart', () => {
    const { host } = vmWhere(isOn);
    expect(missed(() => setMaintenance(estate, host, true))).toEqual([]);
    expect(missed(() => setMaintenance(estate, host, false))).toEqual([]);
    expect(missed(() => stopHost(estate, host))).toEqual([]);
    expect(missed(() => startHost(estate, host))).toEqual([]);
    expect(missed(() => setConnection(estate, host, 'disconnected'))).toEqual([]);
  });

  test('folders made, filled and deleted', () => {
    const vm = vmWhere((it) => isOff(it) && it.parent !== undefined && !it.locked);
    const parent = vm.parent as Folder;
    expect(missed(() => createFolder(estate, parent, 'new'))).toEqual([]);
    const folder = [...parent.children].find(({ name }) => name === 'new') as Folder;
    expect(missed(() => moveIntoFolder(estate, folder, [vm]))).toEqual([]);
    expect(missed(() => destroyFolder(estate, folder, true))).toEqual([]);
    expect(missed(() => createDatacenter(estate, estate.rootFolder, 'third'))).toEqual([]);
  });

  test('pools made, changed, moved and deleted', () => {
    const vm = vmWhere(
      (it) => it.pool?.type === 'ResourcePool' && it.pool.parent !== it.pool.owner,
    );
    const root = vm.host.compute.rootPool;
    expect(missed(() => createPool(estate, root, { name: 'new', spec }))).toEqual([]);
    const pool = [...root.pools].find(({ name }) => name === 'new')!;
    expect(missed(() => updatePool(estate, pool, { name: 'other', spec }))).toEqual([]);
    expect(missed(() => moveIntoPool(estate, pool, [vm, vm.pool!]))).toEqual([]);
    expect(missed(() => destroyPool(estate, pool))).toEqual([]);
    expect(vm.pool).toBe(root);
  });
});

describe('snapshots', () => {
  const take = (vm: VirtualMachine) =>
    createSnapshot(estate, vm, { name: 's', description: '', quiesced: false, memory: true });

  test('taken, renamed, removed, consolidated', () => {
    const vm = vmWhere((it) => isOn(it) && it.rootSnapshots.length === 0);
    expect(missed(() => take(vm))).toEqual([]);
    expect(missed(() => take(vm))).toEqual([]);
    const [root] = vm.rootSnapshots;
    expect(missed(() => renameSnapshot(estate, root!, { name: 'r' }))).toEqual([]);
    expect(missed(() => removeSnapshot(estate, root!))).toEqual([]);
    expect(missed(() => removeAllSnapshots(estate, vm))).toEqual([]);
    expect(missed(() => setConsolidationNeeded(estate, vm, true))).toEqual([]);
  });

  test('gone back to', () => {
    const vm = vmWhere((it) => isOn(it) && it.rootSnapshots.length === 0);
    const snapshot = take(vm);
    setPower(estate, vm, 'poweredOff');
    planReconfigure(estate, vm, {
      numCPUs: 1,
      deviceChange: [{ operation: 'remove', device: { $type: 'VirtualDisk', key: 2000 } }],
    })();
    expect(missed(() => revertToSnapshot(estate, snapshot, { suppressPowerOn: false }))).toEqual(
      [],
    );
  });
});
