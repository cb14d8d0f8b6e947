import { text as say } from '#shared/i18n/make-text.ts';
import { entry, flag } from '../map/read.ts';
import type { OperationDefinition } from './definition.ts';
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
import { underWay } from './refusals.ts';
import { putOtherConfig } from './setting.ts';

export const hostOperations: readonly OperationDefinition[] = [
  {
    id: 'host.disable',
    label: say('operation.host.disable.label'),
    group: 'manage',
    types: ['host'],
    messages: ['host.disable'],
    done: ({ object }) => (flag(object, 'enabled') ? undefined : say('refusal.hostDisabled')),
    refusal: unreachable,
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
    done: ({ object }) => (flag(object, 'enabled') ? say('refusal.hostEnabled') : undefined),
    refusal: unreachable,
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
    done: (subject) =>
      guests(subject).length === 0 && !flag(subject.object, 'enabled')
        ? say('refusal.hostEmptied')
        : undefined,
    refusal: (subject) =>
      isAlone(subject)
        ? say('refusal.hostAlone')
        : (unreachable(subject) ?? underWay(subject.object)),
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
