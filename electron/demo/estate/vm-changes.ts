import { link } from '../generate/machines.ts';
import { VimFault } from '../wire/fault.ts';
import { Folder, VirtualMachine } from './entity.ts';
import type { Datastore, Host } from './entity.ts';
import { walkSnapshots } from './estate.ts';
import type { Estate } from './estate.ts';
import { checkName } from './operations.ts';

/** Migration, clones and the end of VMs. */

/** Moves a VM to another host, as vMotion does. */
export function migrate(estate: Estate, vm: VirtualMachine, to: Host): void {
  const from = vm.host;
  from.vms.delete(vm);
  to.vms.add(vm);
  vm.host = to;
  estate.changed(vm, 'runtime.host', 'summary.runtime.host');
  estate.memberChanged(from, 'vm', vm, 'remove');
  estate.memberChanged(to, 'vm', vm, 'add');
}

function datastoresOf(vm: VirtualMachine): Set<Datastore> {
  return new Set(vm.disks.map(({ datastore }) => datastore));
}

/** @throws VimFault InvalidName, DuplicateName */
export function cloneVm(
  estate: Estate,
  source: VirtualMachine,
  { name, folder }: { name: string; folder: Folder },
): VirtualMachine {
  checkName(source, name, folder.children);
  const serial = estate.nextSerial();
  const clone = new VirtualMachine(`vm-${serial}`, serial, name, {
    host: source.host,
    pool: source.pool ?? source.host.compute.rootPool,
    guest: source.guest,
    numCpu: source.numCpu,
    memoryMB: source.memoryMB,
    hardwareVersion: source.hardwareVersion,
    createDate: estate.now(),
  });
  clone.disks = source.disks;
  clone.nics = source.nics.map((nic) => ({
    ...nic,
    mac: `00:50:56:${[serial >> 16, serial >> 8, serial].map((b) => (b & 0x3f).toString(16).padStart(2, '0')).join(':')}`,
  }));
  clone.annotation = source.annotation;
  clone.tools = source.tools === 'notInstalled' ? 'notInstalled' : 'notRunning';
  link(clone);
  clone.parent = folder;
  folder.children.add(clone);
  estate.add(clone);
  tellMembership(estate, clone, 'add');
  return clone;
}

function tellMembership(estate: Estate, vm: VirtualMachine, op: 'add' | 'remove'): void {
  estate.memberChanged(vm.host, 'vm', vm, op);
  if (vm.parent !== undefined) {
    estate.memberChanged(vm.parent, 'childEntity', vm, op);
  }
  if (vm.pool !== undefined) {
    estate.memberChanged(vm.pool, 'vm', vm, op);
  }
  for (const store of datastoresOf(vm)) {
    estate.memberChanged(store, 'vm', vm, op);
    estate.changed(store, 'summary.freeSpace', 'summary.uncommitted', 'info.freeSpace');
  }
  for (const { network } of vm.nics) {
    estate.memberChanged(network, 'vm', vm, op);
  }
}

/** @throws VimFault InvalidPowerState while the VM runs */
export function destroyVm(estate: Estate, vm: VirtualMachine): void {
  if (vm.power === 'poweredOn') {
    throw new VimFault(
      'InvalidPowerState',
      'The attempted operation cannot be performed in the current state (Powered on).',
      { requestedState: 'poweredOff', existingState: 'poweredOn' },
    );
  }
  vm.host.vms.delete(vm);
  vm.pool?.vms.delete(vm);
  for (const disk of vm.disks) {
    disk.datastore.vms.delete(vm);
    const bytes = disk.capacityGB * 1024 ** 3;
    disk.datastore.freeSpace += Math.round(bytes * (disk.thin ? disk.used : 1));
    disk.datastore.uncommitted -= disk.thin ? Math.round(bytes * (1 - disk.used)) : 0;
  }
  for (const { network } of vm.nics) {
    network.vms.delete(vm);
  }
  if (vm.parent instanceof Folder) {
    vm.parent.children.delete(vm);
  }
  tellMembership(estate, vm, 'remove');
  for (const snapshot of walkSnapshots(vm.rootSnapshots)) {
    estate.remove(snapshot);
  }
  estate.remove(vm);
}
