import { text as say } from '#shared/i18n/make-text.ts';
import { entry, flag, texts } from '../../map/read.ts';
import { already, firstOf, type Refusal } from '../../../operations/refusal.ts';
import type { OperationDefinition, Subject } from '../definition.ts';
import {
  disable,
  disableSteps,
  guests,
  isAlone,
  moveSteps,
  preventsEvacuation,
  refuseStuck,
  unreachable,
} from './host-guests.ts';
import { stopping } from './host-stopping.ts';
import { underWay } from '../refusals.ts';
import { putOtherConfig } from '../organisation/setting.ts';

const isDisabled = ({ object }: Subject): Refusal | undefined =>
  flag(object, 'enabled') ? undefined : already(say('refusal.hostDisabled'));

const isEnabled = ({ object }: Subject): Refusal | undefined =>
  flag(object, 'enabled') ? already(say('refusal.hostEnabled')) : undefined;

/** What an update asks of a host is done first (repository_helpers.ml, assert_no_host_pending_mandatory_guidance). */
const hasPending = ({ object }: Subject): Refusal | undefined => {
  const [first] = texts(object, 'pending_guidances');
  if (first === undefined) return undefined;
  return say('refusal.pendingGuidance', { guidance: first.replaceAll('_', ' ') });
};

const isEmptied = (subject: Subject): Refusal | undefined =>
  guests(subject).length === 0 && !flag(subject.object, 'enabled')
    ? already(say('refusal.hostEmptied'))
    : undefined;

const alone = (subject: Subject): Refusal | undefined =>
  isAlone(subject) ? say('refusal.hostAlone') : undefined;

const isBusy = ({ object }: Subject): Refusal | undefined => underWay(object);

export const hostOperations: readonly OperationDefinition[] = [
  {
    id: 'host.disable',
    label: say('operation.host.disable.label'),
    group: 'manage',
    types: ['host'],
    messages: ['host.disable'],
    refusal: (subject) => firstOf(subject, isDisabled, unreachable),
    confirm: ({ name }) => say('confirm.host.disable', { name }),
    risk: () => say('risk.host.disable'),
    steps: ({ name }) => [say('step.host.disable', { name })],
    run: ({ self, start }) => start('host', 'disable', [self]),
  },
  {
    id: 'host.enable',
    label: say('operation.host.enable.label'),
    group: 'manage',
    types: ['host'],
    messages: ['host.enable'],
    refusal: (subject) => firstOf(subject, isEnabled, unreachable, hasPending),
    steps: ({ name }) => [say('step.host.enable', { name })],
    run: async (work) => {
      // XenCenter's mark of its maintenance mode would outlive it.
      if (entry(work.object, 'other_config', 'MAINTENANCE_MODE') !== undefined)
        await putOtherConfig(work, 'MAINTENANCE_MODE', '');
      return work.start('host', 'enable', [work.self]);
    },
  },
  {
    id: 'host.evacuate',
    label: say('operation.host.evacuate.label'),
    group: 'manage',
    types: ['host'],
    messages: ['host.disable', 'host.evacuate'],
    refusal: (subject) => firstOf(subject, isEmptied, alone, unreachable, isBusy),
    confirm: ({ name }) => say('confirm.host.evacuate', { name }),
    risk: () => say('risk.host.evacuate'),
    steps: (work) => [...disableSteps(work), ...moveSteps(work)],
    check: preventsEvacuation,
    run: async (work) => {
      await refuseStuck(work);
      await disable(work);
      return work.start('host', 'evacuate', [work.self]);
    },
  },
  stopping({
    message: 'reboot',
    label: say('operation.host.reboot.short'),
    icon: 'reset',
    question: (name) => say('confirm.host.reboot', { name }),
    step: (name) => say('step.host.reboot', { name }),
  }),
  stopping({
    message: 'shutdown',
    label: say('operation.host.shutdown.short'),
    icon: 'shutdown',
    question: (name) => say('confirm.host.shutdown', { name }),
    step: (name) => say('step.host.shutdown', { name }),
  }),
];
