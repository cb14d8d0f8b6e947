import type { PowerState, VirtualMachine } from '../../estate/entity.ts';
import { toolsRunning } from '../../properties/vm-facts.ts';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { message, VapiError } from '../wire/error.ts';
import { find, readableVm } from './find.ts';
import { powerStates } from './states.ts';
import { invoke, runTask } from './vim25.ts';

/** `com.vmware.vcenter.vm.power` and `.vm.guest.power`. */

const words: Readonly<Record<PowerState, string>> = {
  poweredOn: 'powered on',
  poweredOff: 'powered off',
  suspended: 'suspended',
};

function alreadyThere(state: PowerState): VapiError {
  const part = words[state].replace(' ', '_');
  return new VapiError('already_in_desired_state', [
    message(
      `com.vmware.api.vcenter.vm.power.already_${part}`,
      `Virtual machine is already ${words[state]}.`,
    ),
  ]);
}

function notAllowed(state: PowerState): VapiError {
  return new VapiError('not_allowed_in_current_state', [
    message(
      'com.vmware.api.vcenter.vm.power.not_allowed',
      `The operation is not allowed while the virtual machine is ${words[state]}.`,
    ),
  ]);
}

interface ByVm {
  readonly vm: string;
}

/** A power operation: what is there already and what does not go from here is reported before a task starts. */
function change(
  method: string,
  options: { to?: PowerState; notFrom?: readonly PowerState[] },
): (input: ByVm, call: Call) => Promise<void> {
  return async ({ vm: id }, call) => {
    const vm = find(call, 'vm', id);
    if (vm.power === options.to) {
      throw alreadyThere(vm.power);
    }
    if (options.notFrom?.includes(vm.power) === true) {
      throw notAllowed(vm.power);
    }
    await runTask(call, vm, method);
  };
}

export const vmPower: Service = {
  get: on(({ vm: id }: ByVm, call) => {
    const { power } = readableVm(call, id);
    return {
      state: powerStates[power],
      clean_power_off: power === 'poweredOff' ? true : undefined,
    };
  }),
  start: on(change('PowerOnVM_Task', { to: 'poweredOn' })),
  stop: on(change('PowerOffVM_Task', { to: 'poweredOff' })),
  suspend: on(change('SuspendVM_Task', { to: 'suspended', notFrom: ['poweredOff'] })),
  reset: on(change('ResetVM_Task', { notFrom: ['poweredOff', 'suspended'] })),
};

/** The guest takes its time: the operation answers at once. */
function guest(method: string, to?: PowerState): (input: ByVm, call: Call) => Promise<void> {
  return async ({ vm: id }, call) => {
    const vm = find(call, 'vm', id);
    if (to !== undefined && vm.power === to) {
      throw alreadyThere(to);
    }
    if (vm.power !== 'poweredOn') {
      throw notAllowed(vm.power);
    }
    await invoke(call, vm, method);
  };
}

function guestState(vm: VirtualMachine): string {
  if (vm.power === 'suspended') {
    return 'STANDBY';
  }
  return toolsRunning(vm) ? 'RUNNING' : vm.power === 'poweredOn' ? 'UNAVAILABLE' : 'NOT_RUNNING';
}

export const guestPower: Service = {
  get: on(({ vm: id }: ByVm, call) => {
    const vm = readableVm(call, id);
    return { state: guestState(vm), operations_ready: toolsRunning(vm) };
  }),
  shutdown: on(guest('ShutdownGuest', 'poweredOff')),
  reboot: on(guest('RebootGuest')),
  standby: on(guest('StandbyGuest', 'suspended')),
};
