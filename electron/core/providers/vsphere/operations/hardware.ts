import { MorefException } from '#shared/model/error.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import { flag, number } from '../map/read.ts';
import { call } from './call.ts';
import { inventoryPath, powercliObject } from './commands/names.ts';
import { govc, powercli } from './commands/quote.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { firstOf, noTemplate, notSuspended, powerState, reachable } from './refusals.ts';

/** The most that any release allows for one virtual machine (configuration maximums of vSphere 8); the server knows its own. */
export const most = { cpus: 768, memoryMiB: 25_165_824 };

const isOn = ({ object }: Subject): boolean => powerState(object) === 'poweredOn';

/** Of a running VM only what was switched on beforehand can be changed. */
function hotAdd(path: string, what: string): (subject: Subject) => string | undefined {
  return (subject) =>
    isOn(subject) && flag(subject.object, path) !== true
      ? `The virtual machine has to be powered off first: ${what} hot add is not enabled.`
      : undefined;
}

/** CPU and memory. */
export const hardwareOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.cpus',
    label: 'Change vCPUs',
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
        hotAdd('config.cpuHotAddEnabled', 'CPU'),
      ),
    inputs: (subject) => {
      const now = number(subject.object, 'summary.config.numCpu') ?? 1;
      const onlyMore = isOn(subject) && flag(subject.object, 'config.cpuHotRemoveEnabled') !== true;
      return [
        {
          name: 'cpus',
          label: 'vCPUs',
          type: 'number',
          required: true,
          integer: true,
          initial: now,
          min: onlyMore ? now : 1,
          max: most.cpus,
          ...(onlyMore ? { help: `While it runs, at least ${now}.` } : {}),
        },
        {
          name: 'coresPerSocket',
          label: 'Cores per socket',
          type: 'number',
          required: false,
          integer: true,
          min: 1,
          max: most.cpus,
          help: 'Empty: as it is.',
        },
      ];
    },
    prepare: setCpus,
    check: checkSockets,
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
    label: 'Change memory',
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
        hotAdd('config.memoryHotAddEnabled', 'memory'),
      ),
    inputs: (subject) => {
      const now = number(subject.object, 'summary.config.memorySizeMB') ?? 4;
      const on = isOn(subject);
      return [
        {
          name: 'memoryMiB',
          label: 'Memory',
          type: 'number',
          required: true,
          integer: true,
          unit: 'MiB',
          initial: now,
          min: on ? now : 4,
          max: most.memoryMiB,
          help: on ? `A multiple of 4. While it runs, at least ${now}.` : 'A multiple of 4.',
        },
      ];
    },
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

function setCpus(work: Work) {
  const { self, name, object, ref } = work;
  const cpus = work.number('cpus') ?? 1;
  const cores = work.number('coresPerSocket');
  const now = number(object, 'summary.config.numCpu');
  if (cores !== undefined && cpus % cores !== 0) {
    const message = `${name}: ${cpus} vCPUs cannot be divided into sockets of ${cores} cores.`;
    throw new MorefException({ kind: 'invalid', message, ref });
  }
  if (cpus === now && cores === undefined)
    return { calls: [], steps: [`${name} has ${cpus} vCPUs already.`] };
  const spec = {
    $type: 'VirtualMachineConfigSpec',
    numCPUs: cpus,
    ...(cores === undefined ? {} : { numCoresPerSocket: cores }),
  } as const;
  const sockets = cores === undefined ? '' : `, ${cores} to a socket`;
  return {
    calls: [call(self, 'ReconfigVM_Task', { spec })],
    steps: [`Changes the vCPUs of ${name} from ${now ?? 'unknown'} to ${cpus}${sockets}.`],
  };
}

/** The server refuses a number that its sockets cannot share evenly. */
async function checkSockets(work: Work): Promise<readonly PlanFinding[]> {
  if (work.number('coresPerSocket') !== undefined) return [];
  const path = 'config.hardware.numCoresPerSocket';
  const cores = number(await work.server.read(work.ref, [path]), path) ?? 1;
  const cpus = work.number('cpus') ?? 1;
  if (cores < 2 || cpus % cores === 0) return [];
  const message = `${work.name} has ${cores} cores per socket, and ${cpus} is no multiple of that. Change the cores per socket, too.`;
  return [{ severity: 'error', message }];
}

function setMemory(work: Work) {
  const { self, name, object, ref } = work;
  const memoryMB = work.number('memoryMiB') ?? 0;
  if (memoryMB % 4 !== 0) {
    const message = `${name}: the memory has to be a multiple of 4 MiB, which ${memoryMB} MiB is not.`;
    throw new MorefException({ kind: 'invalid', message, ref });
  }
  const now = number(object, 'summary.config.memorySizeMB');
  if (memoryMB === now)
    return { calls: [], steps: [`${name} has ${memoryMB} MiB of memory already.`] };
  const spec = { $type: 'VirtualMachineConfigSpec', memoryMB } as const;
  return {
    calls: [call(self, 'ReconfigVM_Task', { spec })],
    steps: [`Changes the memory of ${name} from ${now ?? 'unknown'} to ${memoryMB} MiB.`],
  };
}
