import type { OperationDefinition, Subject, Work } from './definition.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import { isMachine, vmRefusal, type PowerState } from './refusals.ts';
import { text } from '../map/read.ts';
import { noHostFindings } from './plan/findings.ts';

interface PowerOperation
  extends Pick<
    OperationDefinition,
    'id' | 'label' | 'group' | 'icon' | 'confirm' | 'destructive' | 'check'
  > {
  /** By the name that allowed_operations has for it. */
  readonly message: string;
  readonly states: readonly PowerState[];
  /** The state that it leads to, with the sentence for a VM that is in it already. */
  readonly goal?: readonly [PowerState, string];
  readonly values?: readonly unknown[];
  /** Offered only in these states, because it makes no sense in others. */
  readonly onlyIn?: readonly PowerState[];
  /** What it does, before the name: `Starts`. */
  readonly does: string;
}

const off: readonly [PowerState, string] = [
  'Halted',
  'The virtual machine is already powered off.',
];

const operations: readonly PowerOperation[] = [
  {
    id: 'power.on',
    label: 'Power on',
    group: 'power',
    icon: 'power-on',
    message: 'start',
    states: ['Halted'],
    goal: ['Running', 'The virtual machine is already powered on.'],
    // Neither paused nor forced past the checks of the pool.
    values: [false, false],
    does: 'Starts',
    check: canStart,
  },
  {
    id: 'power.off',
    label: 'Power off',
    group: 'power',
    icon: 'power-off',
    message: 'hard_shutdown',
    states: ['Running', 'Paused', 'Suspended'],
    goal: off,
    destructive: true,
    does: 'Powers off',
    confirm: ({ name }) =>
      `Power off ${name}? The guest is not shut down first: what it has not written to disk is lost.`,
  },
  {
    id: 'power.suspend',
    label: 'Suspend',
    group: 'power',
    icon: 'suspend',
    message: 'suspend',
    states: ['Running'],
    goal: ['Suspended', 'The virtual machine is already suspended.'],
    does: 'Suspends',
    confirm: ({ name }) => `Suspend ${name}? It stops answering until it is resumed.`,
  },
  {
    id: 'power.resume',
    label: 'Resume',
    group: 'power',
    icon: 'play',
    message: 'resume',
    states: ['Suspended'],
    values: [false, false],
    onlyIn: ['Suspended'],
    does: 'Resumes',
    check: canStart,
  },
  {
    id: 'power.pause',
    label: 'Pause',
    group: 'manage',
    icon: 'pause',
    message: 'pause',
    states: ['Running'],
    goal: ['Paused', 'The virtual machine is already paused.'],
    does: 'Pauses',
    confirm: ({ name }) => `Pause ${name}? It keeps its memory and stops answering.`,
  },
  {
    id: 'power.unpause',
    label: 'Continue',
    group: 'power',
    icon: 'play',
    message: 'unpause',
    states: ['Paused'],
    onlyIn: ['Paused'],
    does: 'Continues',
  },
  {
    id: 'power.reset',
    label: 'Reset',
    group: 'power',
    icon: 'reset',
    message: 'hard_reboot',
    states: ['Running', 'Paused'],
    destructive: true,
    does: 'Resets',
    confirm: ({ name }) =>
      `Reset ${name}? The guest restarts without a shutdown: what it has not written to disk is lost.`,
  },
  {
    id: 'guest.shutdown',
    label: 'Shut down guest',
    group: 'guest',
    icon: 'shutdown',
    message: 'clean_shutdown',
    states: ['Running'],
    goal: off,
    does: 'Shuts down the guest of',
    confirm: ({ name }) => `Shut down the guest operating system of ${name}?`,
  },
  {
    id: 'guest.reboot',
    label: 'Restart guest',
    group: 'guest',
    icon: 'restart',
    message: 'clean_reboot',
    states: ['Running'],
    does: 'Restarts the guest of',
    confirm: ({ name }) => `Restart the guest operating system of ${name}?`,
  },
];

/** What changes whether a VM runs. Which states allow it is what XAPI itself checks (VM_BAD_POWER_STATE). */
export const powerOperations: readonly OperationDefinition[] = operations.map(
  ({ message, states, goal, values = [], onlyIn, does, ...rest }) => ({
    ...rest,
    types: ['VM'],
    messages: [`VM.${message}`],
    exists: ({ object }: Subject) =>
      isMachine(object) && (onlyIn === undefined || inState(object, onlyIn)),
    done: ({ object }: Subject) =>
      goal !== undefined && inState(object, [goal[0]]) ? goal[1] : undefined,
    refusal: ({ object, lookup }: Subject) => vmRefusal(object, message, states, lookup),
    steps: ({ name }) => [`${does} ${name}.`],
    run: ({ self, start }) => start('VM', message, [self, ...values]),
  }),
);

function inState(vm: Subject['object'], states: readonly PowerState[]): boolean {
  return states.some((one) => one === text(vm, 'power_state'));
}

/** A host has to be able to take it. */
async function canStart(work: Work): Promise<readonly PlanFinding[]> {
  const possible = await work.call('VM', 'get_possible_hosts', [work.self]);
  if (!Array.isArray(possible) || possible.length > 0) return [];
  return noHostFindings(work);
}
