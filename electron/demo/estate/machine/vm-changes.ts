import { link } from '../../generate/machines.ts';
import { datastoresOf } from '../../properties/vm-facts.ts';
import { reportUse } from './apply-config.ts';
import { Folder } from '../entity.ts';
import type { Host, Network, ResourcePool, VirtualMachine } from '../entity.ts';
import { walkSnapshots } from '../estate.ts';
import type { Estate } from '../estate.ts';
import { requireUnlocked } from '../storage/files.ts';
import { requirePower, versionPaths } from '../operations.ts';
import type { Destination } from './relocation.ts';
import { bookDisk, reportSpace } from '../storage/space.ts';
import type { VmConfig, VmDisk } from './vm-parts.ts';
import { reportPorts } from './ports.ts';
import { vmsOf } from './residents.ts';

/** VMs come, move and go. */

/** Moves a VM to another host, as vMotion does. */
export function migrate(estate: Estate, vm: VirtualMachine, to: Host): void {
  const from = vm.host;
  if (from === to) {
    return;
  }
  vmsOf(from).delete(vm);
  vmsOf(to).add(vm);
  vm.host = to;
  vm.connectionState = to.connectionState === 'connected' ? 'connected' : 'disconnected';
  estate.changed(
    vm,
    'runtime.host',
    'summary.runtime.host',
    'runtime.maxCpuUsage',
    'summary.runtime.maxCpuUsage',
    'runtime.dasVmProtection',
    'summary.runtime.dasVmProtection',
    'summary.quickStats',
  );
  estate.memberChanged(from, 'vm', vm, 'remove');
  estate.memberChanged(to, 'vm', vm, 'add');
}

/** Moves a VM to another pool; a template has none. */
export function setPool(estate: Estate, vm: VirtualMachine, pool: ResourcePool | undefined): void {
  const from = vm.pool;
  if (from === pool) {
    return;
  }
  vm.pool = pool;
  if (from !== undefined) {
    vmsOf(from).delete(vm);
    estate.memberChanged(from, 'vm', vm, 'remove');
  }
  if (pool !== undefined) {
    vmsOf(pool).add(vm);
    estate.memberChanged(pool, 'vm', vm, 'add');
  }
  estate.changed(vm, 'resourcePool', 'parentVApp');
}

/** Puts a VM into a folder. */
export function setFolder(estate: Estate, vm: VirtualMachine, folder: Folder): void {
  if (vm.parent === folder) {
    return;
  }
  if (vm.parent instanceof Folder) {
    vm.parent.children.delete(vm);
    estate.memberChanged(vm.parent, 'childEntity', vm, 'remove');
  }
  vm.parent = folder;
  folder.children.add(vm);
  estate.memberChanged(folder, 'childEntity', vm, 'add');
  estate.changed(vm, 'parent');
}

const storagePaths = [
  'config.hardware.device',
  'config.files',
  'config.extraConfig',
  'summary.config.vmPathName',
  'layout',
  'layoutEx',
  'storage',
  'summary.storage',
  'datastore',
];

/** A disk that a snapshot keeps follows the VM's own disk of the same key. */
function movedConfig(config: VmConfig, disks: readonly VmDisk[]): VmConfig {
  const moved = config.disks.map((disk) => {
    const own = disks.find(({ key }) => key === disk.key);
    const { file: _, ...rest } = disk;
    const file = own?.file === undefined ? {} : { file: own.file };
    return own === undefined ? disk : { ...rest, ...file, datastore: own.datastore };
  });
  return { ...config, disks: moved };
}

function moveStorage(estate: Estate, vm: VirtualMachine, to: Destination): void {
  const before = datastoresOf(vm);
  for (const disk of vm.disks) {
    bookDisk(disk, -1);
  }
  for (const disk of to.disks) {
    bookDisk(disk, 1);
  }
  vm.disks = to.disks;
  vm.home = to.home;
  vm.fileName = to.fileName;
  vm.configVersion = estate.now();
  for (const snapshot of walkSnapshots(vm.rootSnapshots)) {
    snapshot.config = movedConfig(snapshot.config, to.disks);
    estate.changed(snapshot, 'config');
  }
  reportUse(estate, vm, before, datastoresOf(vm));
  reportSpace(estate, [...before, ...datastoresOf(vm)]);
  estate.changed(vm, ...storagePaths, ...versionPaths);
}

/** Moves a VM to a destination: host, pool, datastores and networks, whichever differ. */
export function relocate(estate: Estate, vm: VirtualMachine, to: Destination): void {
  if (to.movesStorage) {
    moveStorage(estate, vm, to);
  }
  migrate(estate, vm, to.host);
  if (!vm.template) {
    setPool(estate, vm, to.pool);
  }
  if (to.nics !== vm.nics) {
    const before = new Set<Network>(vm.nics.map(({ network }) => network));
    vm.nics = to.nics;
    const after = new Set<Network>(vm.nics.map(({ network }) => network));
    reportUse(estate, vm, before, after);
    estate.changed(vm, 'config.hardware.device', 'network', 'guest', 'summary.guest.ipAddress');
  }
}

/** Enters a VM into the inventory: its folder, its host, all that it uses. */
export function enlist(estate: Estate, vm: VirtualMachine, folder: Folder): void {
  link(vm);
  vm.parent = folder;
  folder.children.add(vm);
  estate.add(vm);
  reportMembership(estate, vm, 'add');
}

function reportMembership(estate: Estate, vm: VirtualMachine, op: 'add' | 'remove'): void {
  estate.memberChanged(vm.host, 'vm', vm, op);
  if (vm.parent !== undefined) {
    estate.memberChanged(vm.parent, 'childEntity', vm, op);
  }
  if (vm.pool !== undefined) {
    estate.memberChanged(vm.pool, 'vm', vm, op);
  }
  for (const store of datastoresOf(vm)) {
    estate.memberChanged(store, 'vm', vm, op);
  }
  reportSpace(estate, datastoresOf(vm));
  for (const { network } of vm.nics) {
    estate.memberChanged(network, 'vm', vm, op);
    reportPorts(estate, network);
  }
}

/** Takes a VM out of the inventory; what becomes of its disks is the caller's business. */
export function delist(estate: Estate, vm: VirtualMachine): void {
  vmsOf(vm.host).delete(vm);
  if (vm.pool !== undefined) vmsOf(vm.pool).delete(vm);
  for (const store of datastoresOf(vm)) {
    vmsOf(store).delete(vm);
  }
  for (const { network } of vm.nics) {
    vmsOf(network).delete(vm);
  }
  if (vm.parent instanceof Folder) {
    vm.parent.children.delete(vm);
  }
  reportMembership(estate, vm, 'remove');
  for (const snapshot of walkSnapshots(vm.rootSnapshots)) {
    estate.remove(snapshot);
  }
  estate.remove(vm);
}

/** @throws VimFault InvalidPowerState while the VM runs, FileLocked */
export function requireRemovable(vm: VirtualMachine): void {
  requirePower(vm, ['poweredOff', 'suspended'], 'poweredOff');
  requireUnlocked(vm);
}

/** @throws VimFault InvalidPowerState while the VM runs, FileLocked */
export function destroyVm(estate: Estate, vm: VirtualMachine): void {
  requireRemovable(vm);
  for (const disk of vm.disks) {
    bookDisk(disk, -1);
  }
  delist(estate, vm);
}
