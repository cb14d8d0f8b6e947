import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { already } from '../../../operations/refusal.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import { noSuspendStorage } from '../choices/hosts.ts';
import { licenceRefusal } from '../licence.ts';
import { isMachine, vmRefusal, type PowerState } from '../refusals.ts';
import { text } from '../../map/read.ts';
import { noHostFindings } from '../plan/findings.ts';

interface PowerOperation
  extends Pick<
    OperationDefinition,
    'id' | 'label' | 'group' | 'icon' | 'confirm' | 'risk' | 'destructive' | 'check'
  > {
  /** By the name that allowed_operations has for it. */
  readonly message: string;
  readonly states: readonly PowerState[];
  /** The state that it leads to, with the sentence for a VM that is in it already. */
  readonly goal?: readonly [PowerState, Text];
  readonly values?: readonly unknown[];
  /** Offered only in these states, because it makes no sense in others. */
  readonly onlyIn?: readonly PowerState[];
  /** `Starts web-01.` */
  readonly step: (name: string) => Text;
}

const off: readonly [PowerState, Text] = ['Halted', say('refusal.already.poweredOff')];

const operations: readonly PowerOperation[] = [
  {
    id: 'power.on',
    label: say('operation.power.on.label'),
    group: 'power',
    icon: 'power-on',
    message: 'start',
    states: ['Halted'],
    goal: ['Running', say('refusal.already.poweredOn')],
    // Neither paused nor forced past the checks of the pool.
    values: [false, false],
    step: (name) => say('step.power.start', { name }),
    check: canStart,
  },
  {
    id: 'power.off',
    label: say('operation.power.off.label'),
    group: 'power',
    icon: 'power-off',
    message: 'hard_shutdown',
    states: ['Running', 'Paused', 'Suspended'],
    goal: off,
    destructive: true,
    step: (name) => say('step.power.off', { name }),
    confirm: ({ name }) => say('confirm.power.off', { name }),
    risk: () => say('risk.power.off'),
  },
  {
    id: 'power.suspend',
    label: say('operation.power.suspend.label'),
    group: 'power',
    icon: 'suspend',
    message: 'suspend',
    states: ['Running'],
    goal: ['Suspended', say('refusal.already.suspended')],
    step: (name) => say('step.power.suspend', { name }),
    confirm: ({ name }) => say('confirm.power.suspend', { name }),
    risk: () => say('risk.power.untilResumed'),
  },
  {
    id: 'power.resume',
    label: say('operation.power.resume.label'),
    group: 'power',
    icon: 'play',
    message: 'resume',
    states: ['Suspended'],
    values: [false, false],
    onlyIn: ['Suspended'],
    step: (name) => say('step.power.resume', { name }),
    check: canStart,
  },
  {
    id: 'power.pause',
    label: say('operation.power.pause.label'),
    group: 'manage',
    icon: 'pause',
    message: 'pause',
    states: ['Running'],
    goal: ['Paused', say('refusal.already.paused')],
    step: (name) => say('step.power.pause', { name }),
    confirm: ({ name }) => say('confirm.power.pause', { name }),
    risk: () => say('risk.power.pause'),
  },
  {
    id: 'power.unpause',
    label: say('operation.power.unpause.label'),
    group: 'power',
    icon: 'play',
    message: 'unpause',
    states: ['Paused'],
    onlyIn: ['Paused'],
    step: (name) => say('step.power.unpause', { name }),
  },
  {
    id: 'power.reset',
    label: say('operation.power.reset.label'),
    group: 'power',
    icon: 'reset',
    message: 'hard_reboot',
    states: ['Running', 'Paused'],
    destructive: true,
    step: (name) => say('step.power.reset', { name }),
    confirm: ({ name }) => say('confirm.power.reset', { name }),
    risk: () => say('risk.power.reset'),
  },
  {
    id: 'guest.shutdown',
    label: say('operation.guest.shutdown.label'),
    group: 'guest',
    icon: 'shutdown',
    message: 'clean_shutdown',
    states: ['Running'],
    goal: off,
    step: (name) => say('step.guest.shutdown', { name }),
    confirm: ({ name }) => say('confirm.guest.shutdown', { name }),
  },
  {
    id: 'guest.reboot',
    label: say('operation.guest.reboot.label'),
    group: 'guest',
    icon: 'restart',
    message: 'clean_reboot',
    states: ['Running'],
    step: (name) => say('step.guest.reboot', { name }),
    confirm: ({ name }) => say('confirm.guest.reboot', { name }),
  },
];

/** What changes whether a VM runs. Which states allow it is what XAPI itself checks (VM_BAD_POWER_STATE). */
export const powerOperations: readonly OperationDefinition[] = operations.map(
  ({ message, states, goal, values = [], onlyIn, step, ...rest }) => ({
    ...rest,
    types: ['VM'],
    messages: [`VM.${message}`],
    exists: ({ object }: Subject) =>
      isMachine(object) && (onlyIn === undefined || inState(object, onlyIn)),
    refusal: ({ object, lookup }: Subject) =>
      goal !== undefined && inState(object, [goal[0]])
        ? already(goal[1])
        : (vmRefusal(object, message, states, lookup) ??
          (message === 'start' ? licenceRefusal(lookup, 'restrict_vm_start') : undefined) ??
          (message === 'suspend' ? noSuspendStorage(object, lookup) : undefined)),
    steps: ({ name }) => [step(name)],
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
