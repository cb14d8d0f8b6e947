import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { flag, number } from '../../map/read.ts';
import { call } from '../call.ts';
import { inventoryPath, powercliObject } from '../commands/names.ts';
import { govc, powercli } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { limitsOf, readLimits, type HardwareLimits } from './hardware-limits.ts';
import { firstOf, noTemplate, notSuspended, powerState, reachable } from '../refusals.ts';

/** The most that any release allows for one virtual machine (configuration maximums of vSphere 8); the server knows its own. */
export const most = { cpus: 768, memoryMiB: 25_165_824 };

const isOn = ({ object }: Subject): boolean => powerState(object) === 'poweredOn';

/** Of a running VM only what was switched on beforehand can be changed. */
function hotAdd(path: string, refused: Text): (subject: Subject) => Text | undefined {
  return (subject) => (isOn(subject) && flag(subject.object, path) !== true ? refused : undefined);
}

/** CPU and memory. */
export const hardwareOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.cpus',
    label: say('operation.vm.cpus.label'),
    group: 'edit',
    icon: 'cpu',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.CPUCount'],
    refusal: (subject) =>
      firstOf(
        subject,
        noTemplate,
        reachable,
        notSuspended,
        hotAdd('config.cpuHotAddEnabled', say('refusal.hotAddCpu')),
      ),
    inputs: cpuInputs,
    prepare: setCpus,
    commands: (work) => {
      const cores = work.number('coresPerSocket');
      const cpus = work.number('cpus') ?? 1;
      const vm = powercliObject(work.ref);
      return [
        // govc has no word for the cores of a socket.
        ...(cores === undefined
          ? [govc('vm.change', '-vm', inventoryPath(work.ref, work.lookup), '-c', String(cpus))]
          : []),
        powercli(
          `Set-VM -VM ${vm} -NumCpu ${cpus}${cores === undefined ? '' : ` -CoresPerSocket ${cores}`} -Confirm:$false`,
        ),
      ];
    },
  },
  {
    id: 'vm.memory',
    label: say('operation.vm.memory.label'),
    group: 'edit',
    icon: 'memory',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.Memory'],
    refusal: (subject) =>
      firstOf(
        subject,
        noTemplate,
        reachable,
        notSuspended,
        hotAdd('config.memoryHotAddEnabled', say('refusal.hotAddMemory')),
      ),
    inputs: memoryInputs,
    prepare: setMemory,
    commands: (work) => {
      const memory = String(work.number('memoryMiB') ?? 0);
      return [
        govc('vm.change', '-vm', inventoryPath(work.ref, work.lookup), '-m', memory),
        powercli(`Set-VM -VM ${powercliObject(work.ref)} -MemoryMB ${memory} -Confirm:$false`),
      ];
    },
  },
];

/**
 * Of a running machine the number only grows where CPUs cannot be removed from it, and by whole sockets: their size is fixed while it
 * runs. What was read of its limits stands in the fields; the rest is asked for when it is run.
 */
function cpuInputs(subject: Subject): readonly OperationInput[] {
  const { object } = subject;
  const now = number(object, 'summary.config.numCpu') ?? 1;
  const on = isOn(subject);
  const onlyMore = on && flag(object, 'config.cpuHotRemoveEnabled') !== true;
  const { coresPerSocket: cores, autoCores = false } = limitsOf(object) ?? {};
  const whole = on && cores !== undefined && !autoCores ? cores : 1;
  const cpus: OperationInput = {
    name: 'cpus',
    label: say('input.cpus'),
    type: 'number',
    required: true,
    integer: true,
    initial: now,
    min: onlyMore ? now : 1,
    max: most.cpus,
    ...(whole > 1 && { multipleOf: whole }),
    ...(onlyMore && { help: say('input.cpus.runningLeast', { least: now }) }),
  };
  return on && cores !== undefined ? [cpus] : [cpus, coresInput];
}

export const coresInput: OperationInput = {
  name: 'coresPerSocket',
  label: say('input.coresPerSocket'),
  type: 'number',
  required: false,
  integer: true,
  min: 1,
  max: most.cpus,
  divides: 'cpus',
  help: say('input.coresPerSocket.help'),
};

/** Memory of a running machine only grows, in the steps and up to the limit that the server has for it. */
function memoryInputs(subject: Subject): readonly OperationInput[] {
  const { object } = subject;
  const now = number(object, 'summary.config.memorySizeMB') ?? 4;
  const on = isOn(subject);
  const limits = limitsOf(object);
  const step = on ? limits?.increment : 4;
  const limit = on && limits !== undefined ? hotLimit(limits) : undefined;
  return [
    {
      name: 'memoryMiB',
      label: say('input.memory'),
      type: 'number',
      required: true,
      integer: true,
      unit: 'MiB',
      initial: now,
      min: on ? now : Math.max(4, limits?.reserved ?? 0),
      max: limit === undefined ? most.memoryMiB : Math.max(limit, now),
      ...onlyDefined({ multipleOf: step }),
      help: on ? say('input.memory.multipleRunning', { least: now }) : say('input.memory.multiple'),
    },
  ];
}

/** Up to where memory can be added in whole steps while a machine runs. */
function hotLimit({ increment = 4, most: limit }: HardwareLimits): number | undefined {
  return limit === undefined ? undefined : Math.floor(limit / increment) * increment;
}

async function setCpus(work: Work) {
  const { self, name, object, ref } = work;
  const cpus = work.number('cpus') ?? 1;
  const cores = work.number('coresPerSocket');
  const now = number(object, 'summary.config.numCpu');
  if (cores !== undefined && cpus % cores !== 0) {
    const message = say('error.coresDoNotDivide', { name, cpus, cores });
    throw new MorefException({ kind: 'invalid', message, ref });
  }
  const limits = await readLimits(work);
  const present = limits.coresPerSocket ?? 1;
  const changesCores = cores !== undefined && cores !== present;
  if (changesCores && isOn(work)) {
    const message = say('error.coresRunning', { name, cores: present });
    throw new MorefException({ kind: 'conflict', message, ref });
  }
  requireWholeSockets(work, cpus, cores ?? present, limits);
  if (cpus === now && !changesCores)
    return { calls: [], steps: [say('step.cpus.same', { name, cpus })] };
  const spec = {
    $type: 'VirtualMachineConfigSpec',
    numCPUs: cpus,
    ...(changesCores && { numCoresPerSocket: cores }),
  } as const;
  return {
    calls: [call(self, 'ReconfigVM_Task', { spec })],
    steps: [cpuStep({ name, from: now, to: cpus, cores: changesCores ? cores : undefined })],
  };
}

/** The server refuses a number that its sockets cannot share evenly; where it chooses the cores itself, it makes them fit. */
function requireWholeSockets(
  { name, ref }: Work,
  cpus: number,
  cores: number,
  { autoCores }: HardwareLimits,
): void {
  if (autoCores || cores < 2 || cpus % cores === 0) return;
  const message = say('finding.sockets', { name, cores, cpus });
  throw new MorefException({ kind: 'invalid', message, ref });
}

interface CpuChange {
  readonly name: string;
  readonly from: number | undefined;
  readonly to: number;
  readonly cores: number | undefined;
}

function cpuStep({ name, from, to, cores }: CpuChange): Text {
  if (from === undefined) return say('step.cpus.set', { name, cpus: to });
  return cores === undefined
    ? say('step.cpus.change', { name, from, to })
    : say('step.cpus.changeSockets', { name, from, to, cores });
}

async function setMemory(work: Work) {
  const { self, name, object, ref } = work;
  const memoryMB = work.number('memoryMiB') ?? 0;
  const now = number(object, 'summary.config.memorySizeMB');
  if (memoryMB === now)
    return { calls: [], steps: [say('step.memory.same', { name, memory: memoryMB })] };
  const limits = await readLimits(work);
  const wrong = isOn(work)
    ? hotMemoryRefusal(work, memoryMB, now ?? 0, limits)
    : memoryMB % 4 !== 0
      ? say('error.memoryMultiple', { name, memory: memoryMB })
      : memoryMB < limits.reserved
        ? say('error.memoryReserved', { name, memory: memoryMB, reserved: limits.reserved })
        : undefined;
  if (wrong !== undefined) throw new MorefException({ kind: 'invalid', message: wrong, ref });
  const spec = { $type: 'VirtualMachineConfigSpec', memoryMB } as const;
  return {
    calls: [call(self, 'ReconfigVM_Task', { spec })],
    steps: [
      now === undefined
        ? say('step.memory.set', { name, memory: memoryMB })
        : say('step.memory.change', { name, from: now, to: memoryMB }),
    ],
  };
}

/** Memory is added to what runs in steps, and up to a limit. Another size may need no downtime: the next that fits is reported. */
function hotMemoryRefusal(
  { name }: Work,
  memory: number,
  now: number,
  limits: HardwareLimits,
): Text | undefined {
  const { increment = 4 } = limits;
  const top = hotLimit(limits);
  if (top !== undefined && memory > top)
    return say('error.memoryBeyondLimit', { name, memory, limit: top });
  if (memory % increment === 0) return undefined;
  const below = Math.floor(memory / increment) * increment;
  const less = below > now ? below : below + increment;
  return say('error.memoryIncrement', { name, memory, increment, less, more: less + increment });
}
