import type { OperationDefinition, Subject } from './definition.ts';
import { isMachine, vmRefusal, type PowerState } from './refusals.ts';
import { text } from '../map/read.ts';

interface PowerOperation
  extends Pick<OperationDefinition, 'id' | 'label' | 'group' | 'icon' | 'confirm'> {
  readonly message: string;
  /** By the name that allowed_operations has for it. */
  readonly states: readonly PowerState[];
  readonly values?: readonly unknown[];
  /** Offered only in these states, because it makes no sense in others. */
  readonly onlyIn?: readonly PowerState[];
}

const operations: readonly PowerOperation[] = [
  {
    id: 'power.on',
    label: 'Power on',
    group: 'power',
    icon: 'power-on',
    message: 'start',
    states: ['Halted'],
    // Neither paused nor forced past the checks of the pool.
    values: [false, false],
  },
  {
    id: 'power.off',
    label: 'Power off',
    group: 'power',
    icon: 'power-off',
    message: 'hard_shutdown',
    states: ['Running', 'Paused', 'Suspended'],
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
  },
  {
    id: 'power.pause',
    label: 'Pause',
    group: 'manage',
    icon: 'pause',
    message: 'pause',
    states: ['Running'],
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
  },
  {
    id: 'power.reset',
    label: 'Reset',
    group: 'power',
    icon: 'reset',
    message: 'hard_reboot',
    states: ['Running', 'Paused'],
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
    confirm: ({ name }) => `Shut down the guest operating system of ${name}?`,
  },
  {
    id: 'guest.reboot',
    label: 'Restart guest',
    group: 'guest',
    icon: 'restart',
    message: 'clean_reboot',
    states: ['Running'],
    confirm: ({ name }) => `Restart the guest operating system of ${name}?`,
  },
];

/** What changes whether a VM runs. Which states allow it is what XAPI itself checks (VM_BAD_POWER_STATE). */
export const powerOperations: readonly OperationDefinition[] = operations.map(
  ({ message, states, values = [], onlyIn, ...rest }) => ({
    ...rest,
    types: ['VM'],
    messages: [`VM.${message}`],
    exists: ({ object }: Subject) =>
      isMachine(object) && (onlyIn === undefined || inState(object, onlyIn)),
    refusal: ({ object }: Subject) => vmRefusal(object, message, states),
    run: ({ self, start }) => start('VM', message, [self, ...values]),
  }),
);

function inState(vm: Subject['object'], states: readonly PowerState[]): boolean {
  return states.some((one) => one === text(vm, 'power_state'));
}
