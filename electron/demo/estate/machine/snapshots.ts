import { makeSnapshot } from '../../generate/machines.ts';
import { toolsRunning } from '../../properties/vm-facts.ts';
import { VimFault } from '../../wire/fault.ts';
import { applyConfig } from './apply-config.ts';
import type { Snapshot, VirtualMachine } from '../entity.ts';
import { walkSnapshots } from '../estate.ts';
import type { Estate } from '../estate.ts';
import { requireUnlocked } from '../storage/files.ts';
import { setPower } from '../operations.ts';

/** Snapshots: taken, renamed, gone back to, removed, consolidated. */

const treePaths = [
  'snapshot',
  'rootSnapshot',
  'config.hardware.device',
  'layoutEx',
  'disabledMethod',
];
const maxLevels = 32;

export interface SnapshotRequest {
  readonly name: string;
  readonly description: string;
  readonly memory: boolean;
  readonly quiesced: boolean;
}

/** @throws VimFault InvalidName */
function checkSnapshotName(name: string): void {
  if (name.trim() === '' || name.length > 80) {
    throw new VimFault('InvalidName', `The name '${name}' is not valid.`, { name });
  }
}

function depth(snapshot: Snapshot | undefined): number {
  return snapshot === undefined ? 0 : 1 + depth(snapshot.parent);
}

/** @throws VimFault InvalidName, TooManySnapshotLevels, MemorySnapshotOnIndependentDisk, ApplicationQuiesceFault, FileLocked */
export function requireSnapshot(vm: VirtualMachine, request: SnapshotRequest): void {
  checkSnapshotName(request.name);
  requireUnlocked(vm);
  if (depth(vm.currentSnapshot) >= maxLevels) {
    throw new VimFault(
      'TooManySnapshotLevels',
      `The maximum number of snapshot levels is ${maxLevels}.`,
    );
  }
  if (
    request.memory &&
    vm.power === 'poweredOn' &&
    vm.disks.some(({ mode }) => mode?.startsWith('independent') === true)
  ) {
    throw new VimFault(
      'MemorySnapshotOnIndependentDisk',
      'Cannot take a memory snapshot, since the virtual machine is configured with independent disks.',
    );
  }
  if (quiesces(vm, request) && !toolsRunning(vm)) {
    throw new VimFault(
      'ApplicationQuiesceFault',
      'An error occurred while quiescing the virtual machine: VMware Tools is not running. See the virtual machine’s event log for details.',
    );
  }
}

/** Only a running VM can be quiesced, and none whose memory is taken. */
function quiesces(vm: VirtualMachine, { memory, quiesced }: SnapshotRequest): boolean {
  return quiesced && !memory && vm.power === 'poweredOn';
}

export function createSnapshot(
  estate: Estate,
  vm: VirtualMachine,
  request: Omit<SnapshotRequest, 'memory'> & { readonly memory?: boolean },
): Snapshot {
  const numbers = [...walkSnapshots(vm.rootSnapshots)].map(({ number }) => number);
  const memory = request.memory === true;
  const number = Math.max(0, ...numbers) + 1;
  const snapshot = makeSnapshot(vm, {
    ...request,
    quiesced: quiesces(vm, { ...request, memory }),
    memory,
    number,
    createTime: estate.now(),
    parent: vm.currentSnapshot,
    id: estate.product.snapshotId(vm, number, estate.nextSerial()),
  });
  vm.currentSnapshot = snapshot;
  estate.add(snapshot);
  if (snapshot.parent !== undefined) {
    estate.memberChanged(snapshot.parent, 'childSnapshot', snapshot, 'add');
  }
  estate.changed(vm, ...treePaths);
  return snapshot;
}

/** @throws VimFault InvalidName */
export function renameSnapshot(
  estate: Estate,
  snapshot: Snapshot,
  { name, description }: { name?: string | undefined; description?: string | undefined },
): void {
  if (name !== undefined) {
    checkSnapshotName(name);
    snapshot.name = name;
  }
  snapshot.description = description ?? snapshot.description;
  estate.changed(snapshot.vm, 'snapshot');
}

/** Removes one snapshot; its children move up, or go with it. */
export function removeSnapshot(estate: Estate, snapshot: Snapshot, withChildren = false): void {
  const { vm, parent, children } = snapshot;
  const siblings = parent?.children ?? vm.rootSnapshots;
  const gone = withChildren ? [...walkSnapshots([snapshot])] : [snapshot];
  const heirs = withChildren ? [] : children;
  for (const child of heirs) {
    child.parent = parent;
    estate.changed(child, 'config.hardware.device');
  }
  siblings.splice(siblings.indexOf(snapshot), 1, ...heirs);
  if (vm.currentSnapshot !== undefined && gone.includes(vm.currentSnapshot)) {
    vm.currentSnapshot = parent;
  }
  for (const item of gone) {
    estate.remove(item);
  }
  if (parent !== undefined) {
    estate.changed(parent, 'childSnapshot');
  }
  estate.changed(vm, ...treePaths);
}

export function removeAllSnapshots(estate: Estate, vm: VirtualMachine): void {
  for (const snapshot of walkSnapshots(vm.rootSnapshots)) {
    estate.remove(snapshot);
  }
  vm.rootSnapshots = [];
  vm.currentSnapshot = undefined;
  estate.changed(vm, ...treePaths);
}

/** Disk files that nothing in the tree explains are left behind, or merged again. */
export function setConsolidationNeeded(estate: Estate, vm: VirtualMachine, needed: boolean): void {
  vm.consolidationNeeded = needed;
  estate.changed(
    vm,
    'runtime.consolidationNeeded',
    'summary.runtime.consolidationNeeded',
    'layoutEx',
    'disabledMethod',
  );
}

/**
 * Returns a VM to a snapshot: its configuration, its disks, and its power, which is on when the snapshot holds memory.
 *
 * @param options.suppressPowerOn leaves a VM suspended that would run
 */
export function revertToSnapshot(
  estate: Estate,
  snapshot: Snapshot,
  options: { suppressPowerOn: boolean },
): void {
  const { vm } = snapshot;
  applyConfig(estate, vm, snapshot.config);
  vm.currentSnapshot = snapshot;
  const power =
    snapshot.state !== 'poweredOn'
      ? 'poweredOff'
      : options.suppressPowerOn
        ? 'suspended'
        : 'poweredOn';
  if (power === 'poweredOn' && vm.tools === 'notRunning') {
    vm.tools = vm.guest.family === 'linuxGuest' ? 'openVmTools' : 'current';
  }
  estate.changed(vm, ...treePaths);
  if (power !== vm.power || power === 'poweredOn') {
    setPower(estate, vm, power);
  }
}
