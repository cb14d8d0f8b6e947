import { datastoresOf } from '../properties/vm-facts.ts';
import { VimFault } from '../wire/fault.ts';
import type { Host, VirtualMachine } from './entity.ts';
import { findings } from './machine/compatibility.ts';
import type { Estate } from './estate.ts';
import { setPower } from './operations.ts';
import { chooseHost, destinationOf } from './machine/relocation.ts';
import { vmsOf } from './machine/residents.ts';

/** Hosts: maintenance, connection, restart. */

const computePaths = ['summary', 'summaryEx'];

export function setMaintenance(estate: Estate, host: Host, inMaintenance: boolean): void {
  host.inMaintenance = inMaintenance;
  estate.changed(
    host,
    'runtime.inMaintenanceMode',
    'summary.runtime.inMaintenanceMode',
    'disabledMethod',
  );
  estate.changed(host.compute, ...computePaths);
}

/** @throws VimFault InvalidState */
export function requireMaintenance(host: Host, wanted: boolean): void {
  if (host.inMaintenance !== wanted || host.connectionState !== 'connected') {
    throw new VimFault('InvalidState', 'The operation is not allowed in the current state.');
  }
}

/** The VMs that keep a host from maintenance. */
export function running(host: Host): VirtualMachine[] {
  return [...vmsOf(host)].filter(({ power }) => power === 'poweredOn');
}

/** Where DRS would move a VM away from its host; undefined when it cannot go anywhere. */
export function refuge(estate: Estate, vm: VirtualMachine): Host | undefined {
  const others = [...vm.host.compute.hosts].filter((host) => host !== vm.host);
  const host = chooseHost(others, datastoresOf(vm));
  if (host === undefined) {
    return undefined;
  }
  const to = destinationOf(estate, vm, { host });
  const isBarred = [...findings(vm, to)].some(({ isError }) => isError);
  return isBarred ? undefined : host;
}

const vmPaths = [
  'runtime.connectionState',
  'summary.runtime.connectionState',
  'disabledMethod',
  'guestHeartbeatStatus',
  'summary.quickStats',
];

/** The connection of a host; its VMs share it. */
export function setConnection(estate: Estate, host: Host, state: Host['connectionState']): void {
  host.connectionState = state;
  estate.changed(
    host,
    'runtime',
    'summary.runtime',
    'summary.quickStats',
    'hardware',
    'capability',
    'config',
    'overallStatus',
    'disabledMethod',
  );
  estate.changed(host.compute, ...computePaths);
  for (const store of host.datastores) {
    estate.changed(store, 'host');
  }
  for (const vm of vmsOf(host)) {
    if (vm.connectionState === 'connected' || vm.connectionState === 'disconnected') {
      vm.connectionState = state === 'connected' ? 'connected' : 'disconnected';
      estate.changed(vm, ...vmPaths);
    }
  }
}

/** @throws VimFault InvalidState when the host runs VMs outside of maintenance, and nobody insists */
export function requireStoppable(host: Host, force: boolean): void {
  if (host.connectionState !== 'connected' || (!host.inMaintenance && !force)) {
    throw new VimFault(
      'InvalidState',
      'The host must be in maintenance mode before it is rebooted or shut down.',
    );
  }
}

/** The host goes down; what ran on it is off. */
export function stopHost(estate: Estate, host: Host): void {
  for (const vm of running(host)) {
    setPower(estate, vm, 'poweredOff');
  }
  setConnection(estate, host, 'notResponding');
}

/** The host is up again. */
export function startHost(estate: Estate, host: Host): void {
  host.bootTime = new Date(Math.floor(estate.now().getTime() / 1000) * 1000);
  setConnection(estate, host, 'connected');
}
