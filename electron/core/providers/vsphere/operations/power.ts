import { call, type MethodName } from './call.ts';
import { govc, powercli } from './commands/quote.ts';
import { inventoryPath, powercliObject } from './commands/names.ts';
import type { OperationDefinition, Refusal, Subject, Work } from './definition.ts';
import { already, firstOf, noTemplate, powerState, reachable, running } from './refusals.ts';
import { text } from '../map/read.ts';

interface PowerOperation
  extends Pick<OperationDefinition, 'id' | 'label' | 'group' | 'icon' | 'confirm' | 'destructive'> {
  readonly method: MethodName & (typeof withoutParameters)[number];
  readonly refusal: (subject: Subject) => Refusal | undefined;
  /** `Powers on web-01.` */
  readonly step: (name: string) => string;
  readonly govc: string;
  readonly powercli: (vm: string) => string;
}

const withoutParameters = [
  'PowerOnVM_Task',
  'PowerOffVM_Task',
  'SuspendVM_Task',
  'ResetVM_Task',
  'ShutdownGuest',
  'RebootGuest',
] as const;

const operations: readonly PowerOperation[] = [
  {
    id: 'power.on',
    label: 'Power on',
    group: 'power',
    icon: 'power-on',
    method: 'PowerOnVM_Task',
    refusal: (subject) => isAlready(subject, 'poweredOn', 'powered on'),
    step: (name) => `Powers on ${name}.`,
    govc: '-on',
    powercli: (vm) => `Start-VM -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'power.off',
    label: 'Power off',
    group: 'power',
    icon: 'power-off',
    method: 'PowerOffVM_Task',
    refusal: (subject) => isAlready(subject, 'poweredOff', 'powered off'),
    confirm: ({ name }) =>
      `Power off ${name}? The guest is not shut down first: what it has not written to disk is lost.`,
    destructive: true,
    step: (name) => `Powers off ${name} without shutting down its guest.`,
    govc: '-off',
    powercli: (vm) => `Stop-VM -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'power.suspend',
    label: 'Suspend',
    group: 'power',
    icon: 'suspend',
    method: 'SuspendVM_Task',
    refusal: (subject) => isAlready(subject, 'suspended', 'suspended') ?? running(subject),
    confirm: ({ name }) => `Suspend ${name}? It stops answering until it is powered on again.`,
    step: (name) => `Suspends ${name}.`,
    govc: '-suspend',
    powercli: (vm) => `Suspend-VM -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'power.reset',
    label: 'Reset',
    group: 'power',
    icon: 'reset',
    method: 'ResetVM_Task',
    refusal: running,
    confirm: ({ name }) =>
      `Reset ${name}? The guest restarts without a shutdown: what it has not written to disk is lost.`,
    destructive: true,
    step: (name) => `Resets ${name} without shutting down its guest.`,
    govc: '-reset',
    powercli: (vm) => `Restart-VM -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'guest.shutdown',
    label: 'Shut down guest',
    group: 'guest',
    icon: 'shutdown',
    method: 'ShutdownGuest',
    refusal: (subject) =>
      isAlready(subject, 'poweredOff', 'powered off') ?? running(subject) ?? needsTools(subject),
    confirm: ({ name }) => `Shut down the guest operating system of ${name}?`,
    step: (name) => `Asks the guest of ${name} to shut down.`,
    govc: '-s',
    powercli: (vm) => `Stop-VMGuest -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'guest.reboot',
    label: 'Restart guest',
    group: 'guest',
    icon: 'restart',
    method: 'RebootGuest',
    refusal: (subject) => running(subject) ?? needsTools(subject),
    confirm: ({ name }) => `Restart the guest operating system of ${name}?`,
    step: (name) => `Asks the guest of ${name} to restart.`,
    govc: '-r',
    powercli: (vm) => `Restart-VMGuest -VM ${vm} -Confirm:$false`,
  },
];

/** What changes whether a VM runs. */
export const powerOperations: readonly OperationDefinition[] = operations.map(
  ({ method, refusal, step, govc: flag, powercli: cmdlet, ...rest }) => ({
    ...rest,
    types: ['VirtualMachine'],
    methods: [method],
    refusal: (subject: Subject) => firstOf(subject, noTemplate, reachable, refusal),
    prepare: ({ self, name }: Work) => ({
      calls: [call(self, method, {})],
      steps: [step(name)],
    }),
    commands: ({ ref, lookup }: Work) => [
      govc('vm.power', flag, inventoryPath(ref, lookup)),
      powercli(cmdlet(powercliObject(ref))),
    ],
  }),
);

function isAlready({ object }: Subject, state: string, word: string): Refusal | undefined {
  return powerState(object) === state
    ? already(`The virtual machine is already ${word}.`)
    : undefined;
}

function needsTools({ object }: Subject): string | undefined {
  return text(object, 'guest.toolsRunningStatus') === 'guestToolsRunning'
    ? undefined
    : 'VMware Tools are not running in the guest.';
}
