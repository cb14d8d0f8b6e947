import { text as say } from '#shared/i18n/make-text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, type DataObjectValue } from '#shared/model/property-value.ts';
import { flag, text } from '../../map/read.ts';
import { guestChoices } from '../choices/guests.ts';
import type { OperationDefinition, Subject } from '../definition.ts';
import { firstOf, noTemplate, poweredOff, reachable } from '../refusals.ts';
import { flagInput } from './boot.ts';
import { reconfiguring } from './reconfiguring.ts';

const changeable = (subject: Subject) => firstOf(subject, noTemplate, reachable);
const atRest = (subject: Subject) => firstOf(subject, noTemplate, reachable, poweredOff);

/** The guest system that the server makes it fit for (configSpec.guestId). */
export const guestSystem: OperationDefinition = reconfiguring({
  id: 'vm.guest',
  label: say('input.guest'),
  privileges: ['VirtualMachine.Config.Settings'],
  refusal: atRest,
  inputs: ({ object }) => [
    {
      name: 'guest',
      label: say('input.guest'),
      type: 'lookup',
      required: true,
      initial: text(object, 'config.guestId') ?? '',
      initialLabel: text(object, 'summary.config.guestFullName') ?? '',
    },
  ],
  choices: { guest: guestChoices },
  spec: (work) =>
    work.text('guest') === text(work.object, 'config.guestId')
      ? {}
      : { guestId: work.text('guest') },
});

/** Whether it can be given processors and memory while it runs. */
export const hotAdd: OperationDefinition = reconfiguring({
  id: 'vm.hotAdd',
  label: say('sheet.hotAdd'),
  privileges: ['VirtualMachine.Config.CPUCount', 'VirtualMachine.Config.Memory'],
  refusal: atRest,
  inputs: ({ object }) => [
    flagInput('cpu', say('input.hotAdd.cpu'), flag(object, 'config.cpuHotAddEnabled')),
    flagInput('memory', say('input.hotAdd.memory'), flag(object, 'config.memoryHotAddEnabled')),
  ],
  spec: ({ object, flag: wanted }) => ({
    ...(wanted('cpu') !== (flag(object, 'config.cpuHotAddEnabled') === true) && {
      cpuHotAddEnabled: wanted('cpu'),
    }),
    ...(wanted('memory') !== (flag(object, 'config.memoryHotAddEnabled') === true) && {
      memoryHotAddEnabled: wanted('memory'),
    }),
  }),
});

const scripts = [
  ['afterPowerOn', say('input.tools.afterPowerOn')],
  ['afterResume', say('input.tools.afterResume')],
  ['beforeGuestStandby', say('input.tools.beforeGuestStandby')],
  ['beforeGuestShutdown', say('input.tools.beforeGuestShutdown')],
] as const;

function toolsOf(vm: Properties): DataObjectValue | undefined {
  const value = vm['config.tools'];
  return isDataObject(value) ? value : undefined;
}

function toolsInputs({ object }: Subject): readonly OperationInput[] {
  const now = toolsOf(object);
  if (now === undefined) return [];
  const policy = now['toolsUpgradePolicy'];
  return [
    {
      name: 'policy',
      label: say('input.tools.policy'),
      type: 'choice',
      required: true,
      initial: typeof policy === 'string' ? policy : 'manual',
      options: [
        { value: 'manual', label: say('input.tools.policy.manual') },
        { value: 'upgradeAtPowerCycle', label: say('input.tools.policy.atPowerCycle') },
      ],
    },
    flagInput('time', say('input.tools.time'), now['syncTimeWithHost']),
    ...scripts.map(([path, label]) => flagInput(path, label, now[path])),
  ];
}

/** VMware Tools: when they are brought up to date, and what they run (ToolsConfigInfo). */
export const tools: OperationDefinition = reconfiguring({
  id: 'vm.tools',
  label: say('setting.tools'),
  privileges: ['VirtualMachine.Config.Settings'],
  refusal: changeable,
  inputs: toolsInputs,
  spec: (work) => {
    const now = toolsOf(work.object);
    const changes = {
      ...(work.text('policy') !== now?.['toolsUpgradePolicy'] && {
        toolsUpgradePolicy: work.text('policy'),
      }),
      ...(work.flag('time') !== (now?.['syncTimeWithHost'] === true) && {
        syncTimeWithHost: work.flag('time'),
      }),
      ...Object.fromEntries(
        scripts.flatMap(([path]) =>
          work.flag(path) === (now?.[path] === true) ? [] : [[path, work.flag(path)]],
        ),
      ),
    };
    return Object.keys(changes).length === 0
      ? {}
      : { tools: { $type: 'ToolsConfigInfo', ...changes } };
  },
});
