import type { Entity, PowerState, ToolsState, VirtualMachine } from '../estate/entity.ts';
import { VirtualMachine as VirtualMachineClass } from '../estate/entity.ts';
import {
  rename,
  checkName,
  requireOperable,
  requirePower,
  restartGuest,
  setPower,
  setTools,
  siblingsOf,
} from '../estate/operations.ts';
import { toolsRunning } from '../properties/vm-facts.ts';
import type { Call, Handlers } from '../server/call.ts';
import { findObject } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { notFound, VimFault } from '../wire/fault.ts';
import { data } from '../wire/value.ts';
import type { Reference } from '../wire/value.ts';
import { startTask } from './start-task.ts';

/** Operations on VMs, and on any entity. */

interface PowerStep {
  readonly from: readonly PowerState[];
  readonly to: PowerState;
  readonly descriptionId: string;
}

const powerOn: PowerStep = {
  from: ['poweredOff', 'suspended'],
  to: 'poweredOn',
  descriptionId: 'VirtualMachine.powerOn',
};

function powerTask(step: PowerStep): (call: Call<VirtualMachine>) => Task {
  return (call) => startPower(call, call.self, step);
}

function startPower(call: Call, vm: VirtualMachine, step: PowerStep, name?: string): Task {
  requireOperable(vm);
  return startTask(call, {
    ...(name === undefined ? {} : { name }),
    descriptionId: step.descriptionId,
    entity: vm,
    cancelable: step.to === 'suspended',
    check: () => requirePower(vm, step.from, step.to),
    run: () => {
      changePower(call, vm, step.to);
    },
  });
}

function changePower(call: Call, vm: VirtualMachine, power: PowerState): void {
  const { estate } = call.world;
  const tools = vm.tools;
  if (power === 'poweredOn' && tools !== 'notInstalled') {
    vm.tools = 'notRunning';
    setPower(estate, vm, power);
    call.world.later(bootSeconds, () => {
      if (vm.power === 'poweredOn') {
        setTools(estate, vm, usualTools(vm, tools));
      }
    });
  } else {
    setPower(estate, vm, power);
  }
}

/** How long a guest takes until its tools answer. */
const bootSeconds = 4;

function usualTools(vm: VirtualMachine, tools: ToolsState): ToolsState {
  if (tools !== 'notRunning') {
    return tools;
  }
  return vm.guest.family === 'linuxGuest' ? 'openVmTools' : 'current';
}

/** @throws VimFault InvalidPowerState, ToolsUnavailable */
function requireGuest(vm: VirtualMachine, requested: PowerState): void {
  requireOperable(vm);
  requirePower(vm, ['poweredOn'], requested);
  if (!toolsRunning(vm)) {
    throw new VimFault(
      'ToolsUnavailable',
      'Cannot complete operation because VMware Tools is not running in this virtual machine.',
    );
  }
}

function guestAction(
  requested: PowerState,
  act: (call: Call<VirtualMachine>) => void,
): (call: Call<VirtualMachine>) => void {
  return (call) => {
    requireGuest(call.self, requested);
    // The guest takes its time; nothing on the server shows it meanwhile
    call.world.later(bootSeconds, () => {
      if (call.self.power === 'poweredOn') {
        act(call);
      }
    });
  };
}

function restart(call: Call<VirtualMachine>): void {
  const { self: vm, world } = call;
  const tools = vm.tools;
  if (tools !== 'notInstalled') {
    vm.tools = 'notRunning';
  }
  restartGuest(world.estate, vm);
  world.later(bootSeconds, () => {
    if (vm.power === 'poweredOn') {
      setTools(world.estate, vm, usualTools(vm, tools));
    }
  });
}

function answer(call: Call<VirtualMachine>): void {
  const { self: vm, args, world } = call;
  if (vm.question === undefined || vm.question.id !== args.questionId) {
    throw new VimFault('ConcurrentAccess', 'The question is not pending (any more).');
  }
  if (!vm.question.choices.some(([key]) => key === args.answerChoice)) {
    throw new VimFault('InvalidArgument', 'A specified parameter was not correct: answerChoice', {
      invalidProperty: 'answerChoice',
    });
  }
  vm.question = undefined;
  world.estate.changed(vm, 'runtime.question', 'summary.runtime.question', 'disabledMethod');
}

export const vmMethods: Handlers<VirtualMachine> = {
  PowerOnVM_Task: powerTask(powerOn),
  PowerOffVM_Task: powerTask({
    from: ['poweredOn', 'suspended'],
    to: 'poweredOff',
    descriptionId: 'VirtualMachine.powerOff',
  }),
  SuspendVM_Task: powerTask({
    from: ['poweredOn'],
    to: 'suspended',
    descriptionId: 'VirtualMachine.suspend',
  }),
  ResetVM_Task: (call) => {
    requireOperable(call.self);
    return startTask(call, {
      descriptionId: 'VirtualMachine.reset',
      entity: call.self,
      check: () => requirePower(call.self, ['poweredOn'], 'poweredOn'),
      run: () => restart(call),
    });
  },
  ShutdownGuest: guestAction('poweredOff', (call) =>
    setPower(call.world.estate, call.self, 'poweredOff'),
  ),
  RebootGuest: guestAction('poweredOn', restart),
  StandbyGuest: guestAction('suspended', (call) =>
    setPower(call.world.estate, call.self, 'suspended'),
  ),
  AnswerVM: answer,
};

function vmList(call: Call): VirtualMachine[] {
  return (call.args.vm as readonly Reference[]).map((reference) => {
    const vm = findObject(call.world, call.session, reference);
    if (!(vm instanceof VirtualMachineClass)) {
      throw notFound(reference);
    }
    return vm;
  });
}

/** Where DRS would choose hosts: the answer names the tasks that do the work. */
function powerOnMany(call: Call<Entity>): Task {
  const vms = vmList(call);
  return startTask(call, {
    descriptionId: 'Datacenter.powerOnVm',
    entity: call.self,
    run: () => {
      const attempted: object[] = [];
      const notAttempted: object[] = [];
      for (const vm of vms) {
        try {
          const task = startPower(call, vm, powerOn, 'PowerOnVM_Task');
          attempted.push({ vm, task });
        } catch (error) {
          if (!(error instanceof VimFault)) {
            throw error;
          }
          notAttempted.push({ vm, fault: error.toData() });
        }
      }
      return data('ClusterPowerOnVmResult', { attempted, notAttempted });
    },
  });
}

export const datacenterMethods: Handlers<Entity> = { PowerOnMultiVM_Task: powerOnMany };

export const entityMethods: Handlers<Entity> = {
  Reload: () => undefined,
  Rename_Task: (call) => {
    const { self, args, world } = call;
    const name = String(args.newName);
    checkName(self, name, siblingsOf(self));
    const kind = self instanceof VirtualMachineClass ? 'VirtualMachine' : 'ManagedEntity';
    return startTask(call, {
      descriptionId: `${kind}.rename`,
      entity: self,
      run: () => rename(world.estate, self, name),
    });
  },
};

export const taskMethods: Handlers<Task> = {
  CancelTask: ({ self, world }) => world.tasks.cancel(self),
};
