import { movingStats } from '../properties/vm-statistics.ts';
import { VimFault } from '../wire/fault.ts';
import type { Entity, PowerState, VirtualMachine } from './entity.ts';
import { DistributedSwitch, Folder, Network, ResourcePool, Datastore, Host } from './entity.ts';
import { VirtualMachine as VirtualMachineClass } from './entity.ts';
import type { Estate } from './estate.ts';

/** What operations do to the estate; each tells every path that it changes. */

/** What follows `configVersion`. */
export const versionPaths: readonly string[] = [
  'config.changeVersion',
  'config.modified',
  'resourceConfig.changeVersion',
  'resourceConfig.lastModified',
  'layoutEx',
  'storage.timestamp',
  'summary.storage.timestamp',
];

const powerPaths = [
  'runtime.powerState',
  'summary.runtime.powerState',
  'runtime.bootTime',
  'summary.runtime.bootTime',
  'runtime.suspendTime',
  'summary.runtime.suspendTime',
  'runtime.cleanPowerOff',
  'summary.runtime.cleanPowerOff',
  'runtime.memoryOverhead',
  'summary.runtime.memoryOverhead',
  'runtime.maxCpuUsage',
  'summary.runtime.maxCpuUsage',
  'runtime.maxMemoryUsage',
  'summary.runtime.maxMemoryUsage',
  'runtime.featureRequirement',
  'summary.runtime.featureRequirement',
  'runtime.featureMask',
  'summary.runtime.featureMask',
  'runtime.minRequiredEVCModeKey',
  'summary.runtime.minRequiredEVCModeKey',
  'runtime.dasVmProtection',
  'summary.runtime.dasVmProtection',
  'summary.quickStats.hostMemoryUsage',
  'summary.quickStats.grantedMemory',
  'summary.quickStats.privateMemory',
  'summary.quickStats.consumedOverheadMemory',
  'summary.quickStats.staticCpuEntitlement',
  'summary.quickStats.staticMemoryEntitlement',
  'summary.quickStats.distributedMemoryEntitlement',
  'summary.storage.committed',
  'summary.storage.unshared',
  'config.hardware.device',
  'config.extraConfig',
  'layoutEx',
  'storage',
  'disabledMethod',
  ...movingStats,
];

const toolsPaths = [
  'guest',
  'guestHeartbeatStatus',
  'summary.guest.hostName',
  'summary.guest.ipAddress',
  'summary.guest.toolsRunningStatus',
  'summary.guest.toolsStatus',
  'summary.quickStats.guestHeartbeatStatus',
];

/** @throws VimFault InvalidPowerState when the VM is in none of the states */
export function requirePower(
  vm: VirtualMachine,
  allowed: readonly PowerState[],
  requestedState: PowerState,
): void {
  if (!allowed.includes(vm.power)) {
    const words = { poweredOn: 'Powered on', poweredOff: 'Powered off', suspended: 'Suspended' };
    throw new VimFault(
      'InvalidPowerState',
      `The attempted operation cannot be performed in the current state (${words[vm.power]}).`,
      { requestedState, existingState: vm.power },
    );
  }
}

/** @throws VimFault NotSupported on a template, InvalidState */
export function requireOperable(vm: VirtualMachine): void {
  if (vm.template) {
    throw new VimFault('NotSupported', 'The operation is not supported on a template.');
  }
  requireConnected(vm);
}

/** @throws VimFault InvalidState when the server cannot reach the VM */
export function requireConnected(vm: VirtualMachine): void {
  if (vm.connectionState !== 'connected') {
    throw new VimFault(
      'InvalidState',
      `The operation is not allowed in the current connection state of the host or of the virtual machine (${vm.connectionState}).`,
    );
  }
}

/** Powers a VM on or off, or suspends it. Tools start to answer some seconds after the power. */
export function setPower(estate: Estate, vm: VirtualMachine, power: PowerState): void {
  const now = new Date(Math.floor(estate.now().getTime() / 1000) * 1000);
  vm.power = power;
  connectDevices(vm);
  vm.suspendTime = power === 'suspended' ? now : undefined;
  if (power === 'poweredOn') {
    vm.bootTime = now;
  } else if (vm.question !== undefined) {
    vm.question = undefined;
    estate.changed(vm, 'runtime.question', 'summary.runtime.question');
  }
  estate.changed(vm, ...powerPaths, ...toolsPaths);
}

/** At power on, adapters and drives are connected that are to be; a VM that is off holds no drive. */
function connectDevices(vm: VirtualMachine): void {
  const isOn = vm.power === 'poweredOn';
  if (isOn && vm.nics.some((nic) => (nic.connected ?? true) !== (nic.startConnected ?? true))) {
    vm.nics = vm.nics.map((nic) => ({ ...nic, connected: nic.startConnected ?? true }));
  }
  if (vm.cdroms.some(({ connected, startConnected }) => connected !== (isOn && startConnected))) {
    vm.cdroms = vm.cdroms.map((drive) => ({ ...drive, connected: isOn && drive.startConnected }));
  }
}

/** The guest came up after power on: the tools run. */
export function setTools(estate: Estate, vm: VirtualMachine, tools: VirtualMachine['tools']): void {
  vm.tools = tools;
  estate.changed(vm, ...toolsPaths);
}

/** A reset or a reboot of the guest. */
export function restartGuest(estate: Estate, vm: VirtualMachine): void {
  vm.bootTime = new Date(Math.floor(estate.now().getTime() / 1000) * 1000);
  estate.changed(vm, 'runtime.bootTime', 'summary.runtime.bootTime', ...toolsPaths);
  estate.changed(vm, 'summary.quickStats.uptimeSeconds');
}

/** The name as a person wrote it: `/`, `\\` and `%` come escaped in calls. */
export const unescapeName = (name: string): string =>
  name.replace(/%(25|2f|5c)/gi, (escaped) => decodeURIComponent(escaped));

/** @throws VimFault InvalidName, DuplicateName */
export function checkName(
  entity: Entity | undefined,
  name: string,
  siblings: Iterable<Entity>,
): void {
  if (name.trim() === '' || name.length > 80) {
    throw new VimFault('InvalidName', `The name '${name}' is not valid.`, { name, entity });
  }
  for (const other of siblings) {
    if (other !== entity && other.name.toLowerCase() === unescapeName(name).toLowerCase()) {
      throw new VimFault('DuplicateName', `The name '${name}' already exists.`, {
        name,
        object: other,
      });
    }
  }
}

/** The entities among which a name must be unique. */
export function siblingsOf(entity: Entity): Iterable<Entity> {
  if (entity.parent instanceof Folder) {
    return entity.parent.children;
  }
  return entity.parent instanceof ResourcePool ? entity.parent.pools : [];
}

/** Renames an entity; what repeats the name follows. */
export function rename(estate: Estate, entity: Entity, name: string): void {
  checkName(entity, name, siblingsOf(entity));
  entity.name = unescapeName(name);
  estate.changed(entity, 'name', ...repeatedNames(entity));
  if (entity instanceof VirtualMachineClass) {
    entity.configVersion = estate.now();
    estate.changed(entity, ...versionPaths);
  }
}

function repeatedNames(entity: Entity): readonly string[] {
  if (entity instanceof VirtualMachineClass) {
    return ['config.name', 'summary.config.name'];
  }
  if (entity instanceof Datastore) {
    return ['info.name', 'summary.name'];
  }
  if (entity instanceof DistributedSwitch) {
    return ['config.name', 'summary.name'];
  }
  if (entity instanceof Network) {
    return ['summary.name', ...(entity.dvs === undefined ? [] : ['config.name'])];
  }
  if (entity instanceof Host) {
    return ['summary.config.name'];
  }
  return entity instanceof ResourcePool ? ['summary.name'] : [];
}
