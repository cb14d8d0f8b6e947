import type { OperationOffer } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { flag, text } from '../map/read.ts';

/** What an operation sends, and when it makes sense. */
export interface OperationDefinition
  extends Pick<OperationOffer, 'id' | 'label' | 'group' | 'icon'> {
  /** Method of the vSphere Web Services API. */
  readonly method: OperationMethod;
  /** Managed types it exists for; `*` is every managed entity. */
  readonly types: readonly string[];
  /** Why it cannot be run, as a sentence, or undefined if it can. */
  refusal(properties: Properties): string | undefined;
  /** What to ask before it runs. */
  confirm?(name: string): string;
}

export type OperationMethod =
  | 'PowerOnVM_Task'
  | 'PowerOffVM_Task'
  | 'SuspendVM_Task'
  | 'ResetVM_Task'
  | 'ShutdownGuest'
  | 'RebootGuest'
  | 'Rename_Task';

/** The operations of the family, in the order of a menu. */
export const catalog: readonly OperationDefinition[] = [
  {
    id: 'power.on',
    label: 'Power on',
    group: 'power',
    icon: 'power-on',
    method: 'PowerOnVM_Task',
    types: ['VirtualMachine'],
    refusal: (vm) =>
      template(vm) ??
      unreachable(vm) ??
      is(vm, 'poweredOn', 'The virtual machine is already powered on.'),
  },
  {
    id: 'power.off',
    label: 'Power off',
    group: 'power',
    icon: 'power-off',
    method: 'PowerOffVM_Task',
    types: ['VirtualMachine'],
    refusal: (vm) =>
      template(vm) ??
      unreachable(vm) ??
      is(vm, 'poweredOff', 'The virtual machine is already powered off.'),
    confirm: (name) =>
      `Power off ${name}? The guest is not shut down first: what it has not written to disk is lost.`,
  },
  {
    id: 'power.suspend',
    label: 'Suspend',
    group: 'power',
    icon: 'suspend',
    method: 'SuspendVM_Task',
    types: ['VirtualMachine'],
    refusal: (vm) => template(vm) ?? unreachable(vm) ?? mustRun(vm),
    confirm: (name) => `Suspend ${name}? It stops answering until it is powered on again.`,
  },
  {
    id: 'power.reset',
    label: 'Reset',
    group: 'power',
    icon: 'reset',
    method: 'ResetVM_Task',
    types: ['VirtualMachine'],
    refusal: (vm) => template(vm) ?? unreachable(vm) ?? mustRun(vm),
    confirm: (name) =>
      `Reset ${name}? The guest restarts without a shutdown: what it has not written to disk is lost.`,
  },
  {
    id: 'guest.shutdown',
    label: 'Shut down guest',
    group: 'guest',
    icon: 'shutdown',
    method: 'ShutdownGuest',
    types: ['VirtualMachine'],
    refusal: (vm) => template(vm) ?? unreachable(vm) ?? mustRun(vm) ?? needsTools(vm),
    confirm: (name) => `Shut down the guest operating system of ${name}?`,
  },
  {
    id: 'guest.reboot',
    label: 'Restart guest',
    group: 'guest',
    icon: 'restart',
    method: 'RebootGuest',
    types: ['VirtualMachine'],
    refusal: (vm) => template(vm) ?? unreachable(vm) ?? mustRun(vm) ?? needsTools(vm),
    confirm: (name) => `Restart the guest operating system of ${name}?`,
  },
  {
    id: 'rename',
    label: 'Rename',
    group: 'edit',
    icon: 'rename',
    method: 'Rename_Task',
    types: ['*'],
    refusal: unreachable,
  },
];

function is(vm: Properties, powerState: string, reason: string): string | undefined {
  return text(vm, 'runtime.powerState') === powerState ? reason : undefined;
}

function mustRun(vm: Properties): string | undefined {
  switch (text(vm, 'runtime.powerState')) {
    case 'poweredOff':
      return 'The virtual machine is powered off.';
    case 'suspended':
      return 'The virtual machine is suspended.';
    default:
      return undefined;
  }
}

function template(vm: Properties): string | undefined {
  return flag(vm, 'config.template') === true
    ? 'This is a template. Convert it to a virtual machine first.'
    : undefined;
}

function unreachable(entity: Properties): string | undefined {
  switch (text(entity, 'runtime.connectionState')) {
    case 'disconnected':
    case 'notResponding':
      return 'The server has lost its connection to the host.';
    case 'orphaned':
      return 'The virtual machine is orphaned: no host has it any more.';
    case 'inaccessible':
    case 'invalid':
      return 'The files of the virtual machine cannot be reached.';
    default:
      return undefined;
  }
}

function needsTools(vm: Properties): string | undefined {
  return text(vm, 'guest.toolsRunningStatus') === 'guestToolsRunning'
    ? undefined
    : 'VMware Tools are not running in the guest.';
}
