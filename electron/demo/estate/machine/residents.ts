import type { Datastore, Host, Network, ResourcePool } from '../containers.ts';
import type { VirtualMachine } from './virtual-machine.ts';

/** What VMs run on, draw from, are stored on and are connected with. */
export type Holder = Host | ResourcePool | Datastore | Network;

const residents = new WeakMap<Holder, Set<VirtualMachine>>();

/**
 * The VMs of a holder, to be read and changed. A VM names its holders (`vm.host`, `vm.pool`, its disks and adapters); this is the way back,
 * which whoever moves a VM keeps up to date.
 */
export function vmsOf(holder: Holder): Set<VirtualMachine> {
  const known = residents.get(holder) ?? new Set();
  residents.set(holder, known);
  return known;
}
