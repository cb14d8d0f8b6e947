import { onlyDefined } from '#shared/model/only-defined.ts';
import { Host, VirtualMachine as VirtualMachineClass } from '../estate/entity.ts';
import type { Entity, PowerState, VirtualMachine } from '../estate/entity.ts';
import {
  checkName,
  rename,
  requireOperable,
  requirePower,
  setPower,
  siblingsOf,
  versionPaths,
} from '../estate/operations.ts';
import { answerQuestion, originSettled } from '../estate/machine/questions.ts';
import { hardwareVersion, newestHardware } from '../estate/machine/provision.ts';
import { migrate } from '../estate/machine/vm-changes.ts';
import { toolsRunning } from '../properties/vm-facts.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { notSupported, VimFault } from '../wire/fault.ts';
import { data } from '../wire/value.ts';
import { demand, objectOf, optionalObject, textOr } from './arguments.ts';
import { bootSeconds, changePower, requirePowerOn, restart } from './power.ts';
import { startTask } from './start-task.ts';

/** Power and questions of VMs, and what any entity can be asked. */

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
  const { world } = call;
  requireOperable(vm);
  const isOn = step.to === 'poweredOn';
  return startTask(call, {
    ...onlyDefined({ name }),
    descriptionId: step.descriptionId,
    entity: vm,
    cancelable: step.to === 'suspended',
    check: () => {
      requirePower(vm, step.from, step.to);
      if (isOn) {
        requirePowerOn(world, vm);
      }
    },
    ...(isOn && { ready: originSettled(world.estate, vm) }),
    run: () => changePower(world, vm, step.to),
  });
}

/** Power on, on a host of the caller's choice if there is one. */
function powerOnTask(call: Call<VirtualMachine>): Task {
  const host = optionalObject(call, call.args.host, Host, 'host');
  const task = startPower(call, call.self, powerOn);
  if (host !== undefined && call.self.power === 'poweredOff') {
    migrate(call.world.estate, call.self, host);
  }
  return task;
}

/** @throws VimFault InvalidPowerState, ToolsUnavailable, TaskInProgress */
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

/** @throws VimFault AlreadyUpgraded, InvalidArgument for a version that no host runs */
function upgrade(call: Call<VirtualMachine>): Task {
  const { self, args, world } = call;
  const wanted = hardwareVersion(textOr(args.version, `vmx-${newestHardware}`), 'version');
  requireOperable(self);
  return startTask(call, {
    descriptionId: 'VirtualMachine.upgradeVirtualHardware',
    entity: self,
    check: () => {
      requirePower(self, ['poweredOff'], 'poweredOff');
      if (wanted <= self.hardwareVersion)
        throw new VimFault('AlreadyUpgraded', 'The virtual machine has been upgraded already.');
    },
    run: () => {
      self.hardwareVersion = wanted;
      self.configVersion = world.estate.now();
      world.estate.changed(
        self,
        'config.version',
        'summary.config.hwVersion',
        'guest',
        ...versionPaths,
      );
    },
  });
}

export const vmMethods: Handlers<VirtualMachine> = {
  UpgradeVM_Task: upgrade,
  PowerOnVM_Task: powerOnTask,
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
      run: () => restart(call.world, call.self),
    });
  },
  ShutdownGuest: guestAction('poweredOff', (call) =>
    setPower(call.world.estate, call.self, 'poweredOff'),
  ),
  RebootGuest: guestAction('poweredOn', ({ world, self }) => restart(world, self)),
  StandbyGuest: guestAction('suspended', (call) =>
    setPower(call.world.estate, call.self, 'suspended'),
  ),
  AnswerVM: ({ world, self, args }) => {
    const answer = { id: String(args.questionId), choice: String(args.answerChoice) };
    answerQuestion(world.estate, self, answer);
  },
};

/** Where DRS would choose hosts: the answer names the tasks that do the work. */
function powerOnMany(call: Call<Entity>): Task {
  const vms = (call.args.vm as readonly unknown[]).map((reference) =>
    objectOf(call, reference, VirtualMachineClass, 'vm'),
  );
  return startTask(call, {
    descriptionId: 'Datacenter.powerOnVm',
    entity: call.self,
    run: () => {
      const attempted: object[] = [];
      const notAttempted: object[] = [];
      for (const vm of vms) {
        try {
          demand(call, vm, 'VirtualMachine.Interact.PowerOn');
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

/** Hosts and standard networks are called what they are, a data center's own folders and root pools as every other. */
function requireNameOfItsOwn(entity: Entity): void {
  const isFixed =
    ['HostSystem', 'Network', 'ComputeResource'].includes(entity.type) ||
    (entity.type === 'Folder' && entity.parent?.type !== 'Folder') ||
    (entity.type === 'ResourcePool' && entity.parent?.type.endsWith('ComputeResource') === true);
  if (isFixed) {
    throw notSupported();
  }
}

export const entityMethods: Handlers<Entity> = {
  Reload: () => undefined,
  Rename_Task: (call) => {
    const { self, args, world } = call;
    const name = String(args.newName);
    requireNameOfItsOwn(self);
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
