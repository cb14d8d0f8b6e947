import type { PowerState, ToolsState, VirtualMachine } from '../estate/entity.ts';
import { requireResources } from '../estate/machine/admission.ts';
import { hostFault } from '../estate/machine/compatibility.ts';
import { requireUnlocked } from '../estate/storage/files.ts';
import { restartGuest, setPower, setTools } from '../estate/operations.ts';
import { chooseHost } from '../estate/machine/relocation.ts';
import { migrate } from '../estate/machine/vm-changes.ts';
import { datastoresOf } from '../properties/vm-facts.ts';
import type { World } from '../server/world.ts';

/** Power as a guest follows it: tools answer some seconds later. */

/** How long a guest takes until its tools answer. */
export const bootSeconds = 4;

function usualTools(vm: VirtualMachine, tools: ToolsState): ToolsState {
  if (tools !== 'notRunning') {
    return tools;
  }
  return vm.guest.family === 'linuxGuest' ? 'openVmTools' : 'current';
}

/** Puts a VM whose host can run nothing on one that can, where DRS would. */
function place({ estate }: World, vm: VirtualMachine): void {
  const { compute } = vm.host;
  if (hostFault(vm.host) !== undefined && compute.settings.drs) {
    const other = chooseHost(compute.hosts, datastoresOf(vm));
    if (other !== undefined) {
      migrate(estate, vm, other);
    }
  }
}

/** @throws VimFault FileLocked, HostNotConnected, InvalidHostState, InsufficientResourcesFault */
export function requirePowerOn(world: World, vm: VirtualMachine): void {
  requireUnlocked(vm);
  place(world, vm);
  requireResources(vm);
}

export function changePower(world: World, vm: VirtualMachine, power: PowerState): void {
  const { estate, later } = world;
  const tools = vm.tools;
  if (power === 'poweredOn' && tools !== 'notInstalled') {
    vm.tools = 'notRunning';
    setPower(estate, vm, power);
    later(bootSeconds, () => {
      if (vm.power === 'poweredOn') {
        setTools(estate, vm, usualTools(vm, tools));
      }
    });
  } else {
    setPower(estate, vm, power);
  }
}

/** A reset, or a reboot by the guest. */
export function restart({ estate, later }: World, vm: VirtualMachine): void {
  const tools = vm.tools;
  if (tools !== 'notInstalled') {
    vm.tools = 'notRunning';
  }
  restartGuest(estate, vm);
  later(bootSeconds, () => {
    if (vm.power === 'poweredOn') {
      setTools(estate, vm, usualTools(vm, tools));
    }
  });
}
