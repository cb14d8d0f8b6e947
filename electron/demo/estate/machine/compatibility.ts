import { cdromLabel } from '../../properties/vm-devices.ts';
import { diskFile, diskNumber, toolsRunning, vmxPath } from '../../properties/vm-facts.ts';
import { VimFault } from '../../wire/fault.ts';
import type { Host, VirtualMachine } from '../entity.ts';
import type { Destination } from './relocation.ts';
import { diskBytes } from '../storage/space.ts';

/** What keeps a VM from going somewhere, and what should be known before. */

/** The kinds of checks, as CheckTestType names them. */
export type CheckTest =
  | 'sourceTests'
  | 'hostTests'
  | 'resourcePoolTests'
  | 'datastoreTests'
  | 'networkTests';

export interface Finding {
  readonly test: CheckTest;
  /** A warning keeps nobody from it. */
  readonly isError: boolean;
  readonly fault: VimFault;
}

function* source(vm: VirtualMachine): Generator<Finding> {
  const test = 'sourceTests';
  if (vm.connectionState !== 'connected') {
    const fault = new VimFault(
      'InvalidState',
      `The operation is not allowed in the current connection state of the host or of the virtual machine (${vm.connectionState}).`,
    );
    yield { test, isError: true, fault };
  }
  if (vm.question !== undefined) {
    const fault = new VimFault(
      'QuestionPending',
      'The virtual machine has a question pending that must be answered first.',
      { text: vm.question.text },
    );
    yield { test, isError: true, fault };
  }
  if (vm.power === 'poweredOn' && !toolsRunning(vm)) {
    const fault = new VimFault(
      'NoGuestHeartbeat',
      `Migration of '${vm.name}': no guest OS heartbeats are being received. Either the guest OS is not responding or VMware Tools is not installed and running.`,
    );
    yield { test, isError: false, fault };
  }
}

const vendorOf = ({ model }: Host): string => (model.cpuModel.startsWith('AMD') ? 'AMD' : 'Intel');

function* processor(vm: VirtualMachine, host: Host): Generator<VimFault> {
  const threads = host.model.packages * host.model.coresPerPackage * 2;
  if (vm.numCpu > threads) {
    yield new VimFault(
      'NotEnoughLogicalCpus',
      `The virtual machine requires ${vm.numCpu} logical CPUs, host '${host.name}' has ${threads}.`,
      { numCpuDest: threads, numCpuVm: vm.numCpu, host },
    );
  }
  if (vm.power !== 'poweredOff' && vendorOf(vm.host) !== vendorOf(host)) {
    yield new VimFault(
      'CpuIncompatible',
      `The target host does not support the virtual machine’s current hardware requirements: its processor is of another make (${vendorOf(host)}, not ${vendorOf(vm.host)}).`,
      { level: 1, registerName: 'ecx', host },
    );
  }
}

/** @returns why a host can run nothing at the moment */
export function hostFault(host: Host): VimFault | undefined {
  if (host.connectionState !== 'connected') {
    return new VimFault('HostNotConnected', `Host '${host.name}' is not connected.`);
  }
  return host.inMaintenance
    ? new VimFault('InvalidHostState', `Host '${host.name}' is in maintenance mode.`, { host })
    : undefined;
}

function* target(vm: VirtualMachine, host: Host): Generator<Finding> {
  const test = 'hostTests';
  const state = hostFault(host);
  if (state !== undefined) {
    yield { test, isError: true, fault: state };
  }
  for (const fault of processor(vm, host)) {
    yield { test, isError: true, fault };
  }
  const memory = host.model.memoryGB * 1024;
  if (vm.memoryMB > memory) {
    const fault = new VimFault(
      'InsufficientHostMemoryCapacityFault',
      `Host '${host.name}' has less memory than the virtual machine.`,
      { host, unreserved: memory * 1024 ** 2, requested: vm.memoryMB * 1024 ** 2 },
    );
    yield { test, isError: true, fault };
  }
  if (vm.power === 'poweredOn' && host !== vm.host) {
    for (const [n, at] of [vm.host, host].entries()) {
      if (!at.compute.isCluster) {
        yield { test, isError: true, fault: noVMotion(at, n === 0) };
      }
    }
  }
}

function noVMotion(host: Host, atSourceHost: boolean): VimFault {
  return new VimFault(
    'VMotionNotConfigured',
    `The vMotion interface is not configured on the ${atSourceHost ? 'source' : 'destination'} host '${host.name}'.`,
    { atSourceHost, failedHost: host.name, failedHostEntity: host },
  );
}

type Store = Destination['home'];

function* storage(vm: VirtualMachine, to: Destination): Generator<Finding> {
  const test = 'datastoreTests';
  for (const fault of [...reach(vm, to), ...space(vm, to)]) {
    yield { test, isError: true, fault };
  }
  yield* drives(vm, to.host);
}

/** Whether the host has the datastores. */
function* reach(vm: VirtualMachine, { host, home, disks }: Destination): Generator<VimFault> {
  const isThere = (store: Store): boolean => host.datastores.has(store) && store.accessible;
  if (!isThere(home)) {
    yield new VimFault(
      'CannotAccessVmConfig',
      `Unable to access the virtual machine configuration: Unable to access file ${vmxPath(vm)}`,
      { reason: notAccessible(home).toData() },
    );
  }
  for (const disk of disks.filter(({ datastore }) => !isThere(datastore))) {
    const device = `Hard disk ${diskNumber(disk)}`;
    const backing = diskFile(vm, disk);
    yield new VimFault(
      'CannotAccessVmDisk',
      `Virtual disk '${device}' is not accessible on the host: Unable to access file ${backing}`,
      { device, backing, connected: true, fault: notAccessible(disk.datastore).toData() },
    );
  }
}

function notAccessible({ name }: Store): VimFault {
  const message = `Datastore '${name}' is not accessible from the host.`;
  return new VimFault('InvalidDatastore', message, { name });
}

/** Whether the disks that move have room where they go. */
function* space(vm: VirtualMachine, to: Destination): Generator<VimFault> {
  const needed = new Map<Store, number>();
  for (const disk of to.disks) {
    const before = vm.disks.find(({ key }) => key === disk.key);
    if (before?.datastore !== disk.datastore) {
      needed.set(disk.datastore, (needed.get(disk.datastore) ?? 0) + diskBytes(disk));
    }
  }
  for (const [store, bytes] of needed) {
    if (bytes > store.freeSpace) {
      yield new VimFault('NoDiskSpace', `Insufficient disk space on datastore '${store.name}'.`, {
        file: `[${store.name}] ${to.fileName}/`,
        datastore: store.name,
      });
    }
  }
}

function* drives(vm: VirtualMachine, host: Host): Generator<Finding> {
  for (const drive of vm.cdroms) {
    const { medium, connected } = drive;
    const store = medium.kind === 'iso' ? medium.datastore : undefined;
    const isReachable =
      medium.kind === 'remote' || (store !== undefined && host.datastores.has(store));
    if (host !== vm.host && !isReachable) {
      const backing = medium.kind === 'iso' ? medium.file : medium.device;
      const device = cdromLabel(drive);
      const fault = new VimFault(
        'CannotAccessVmDevice',
        `Device '${device}' uses backing '${backing}', which is not accessible.`,
        { device, backing, connected },
      );
      yield { test: 'datastoreTests', isError: connected, fault };
    }
  }
}

function* networks(vm: VirtualMachine, { host, nics }: Destination): Generator<Finding> {
  for (const { key, network, connected } of nics) {
    if (!host.networks.has(network)) {
      const device = `Network adapter ${key - 3999}`;
      const isConnected = vm.power === 'poweredOn' && connected !== false;
      const fault = new VimFault(
        'CannotAccessNetwork',
        `Network interface '${device}' uses network '${network.name}', which is not accessible.`,
        { device, backing: network.name, connected: isConnected, network },
      );
      yield { test: 'networkTests', isError: isConnected, fault };
    }
  }
}

/** Everything that is to be said about a VM and a destination. */
export function* findings(vm: VirtualMachine, to: Destination): Generator<Finding> {
  yield* source(vm);
  yield* target(vm, to.host);
  yield* storage(vm, to);
  yield* networks(vm, to);
}

/** @throws VimFault the first finding that keeps the VM from going there */
export function requireCompatible(vm: VirtualMachine, to: Destination): void {
  for (const { isError, fault } of findings(vm, to)) {
    if (isError) {
      throw fault;
    }
  }
}
