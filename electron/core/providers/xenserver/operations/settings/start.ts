import { text as say } from '#shared/i18n/make-text.ts';
import type { NumberInput, OperationInput } from '#shared/model/operation.ts';
import { entry, number, text } from '../../map/read.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { left } from '../left.ts';
import { putEntry, putOtherConfig, set } from '../organisation/setting.ts';
import { isMachine } from '../refusals.ts';

const autoKey = 'auto_poweron';

const amounts = [
  ['order', 'order', 'set_order', say('input.start.order')],
  ['startDelay', 'start_delay', 'set_start_delay', say('input.start.delay')],
  ['shutdownDelay', 'shutdown_delay', 'set_shutdown_delay', say('input.start.shutdownDelay')],
] as const;

const startsItself = ({ object }: Pick<Subject, 'object'>): boolean =>
  entry(object, 'other_config', autoKey) === 'true';

/** When it is started, and how long the others wait for it: among the settings only. */
export const start: OperationDefinition = {
  id: 'vm.start',
  label: say('setting.start'),
  group: 'edit',
  types: ['VM'],
  messages: [
    'VM.set_order',
    'VM.set_start_delay',
    'VM.set_shutdown_delay',
    'VM.add_to_other_config/key:auto_poweron',
  ],
  exists: ({ object }) => isMachine(object),
  inputs: ({ object }) => [
    {
      name: 'auto',
      label: say('input.start.auto'),
      type: 'boolean',
      required: false,
      initial: startsItself({ object }),
      help: say('input.start.auto.help'),
    },
    ...amounts.map(
      ([name, path, , label]): NumberInput => ({
        name,
        label,
        type: 'number',
        integer: true,
        required: true,
        min: 0,
        max: 100_000,
        ...(name !== 'order' && { unit: 's' }),
        initial: Math.max(0, number(object, path) ?? 0),
      }),
    ),
  ],
  steps: (work) => [say('step.setting.change', { setting: say('setting.start'), name: work.name })],
  run: async (work) => {
    if (work.flag('auto') !== startsItself(work))
      await putOtherConfig(work, autoKey, work.flag('auto') ? 'true' : '');
    for (const [name, path, message, label] of amounts) {
      const before = number(work.object, path) ?? 0;
      const wanted = work.number(name) ?? 0;
      if (wanted === Math.max(0, before)) continue;
      work.onFailure({
        left: left.setting(work.name, label),
        undo: () => set(work, message, before),
      });
      await set(work, message, wanted);
    }
    return null;
  },
};

const usualOrders = ['cd', 'dc', 'cdn', 'dcn', 'ncd', 'ndc', 'n'] as const;

function orderOf(object: Subject['object']): string {
  return entry(object, 'HVM_boot_params', 'order') ?? '';
}

/** `c` is the disk, `d` the CD, `n` the network. */
function orderLabel(order: string) {
  const devices = order.split('').map((letter) => {
    switch (letter) {
      case 'c':
        return say('relation.disk');
      case 'd':
        return say('sheet.cd');
      case 'n':
        return say('relation.network');
      default:
        return letter;
    }
  });
  return say('common.list', { items: devices });
}

/** The order in which a machine with a firmware looks for a system (HVM_boot_params.order): among the settings only. */
export const boot: OperationDefinition = {
  id: 'vm.boot',
  label: say('sheet.bootOrder'),
  group: 'edit',
  types: ['VM'],
  messages: ['VM.add_to_HVM_boot_params'],
  exists: ({ object }) => isMachine(object) && text(object, 'HVM_boot_policy') !== '',
  inputs: ({ object }): readonly OperationInput[] => {
    const now = orderOf(object);
    const orders = usualOrders.some((one) => one === now) || now === '' ? [] : [now];
    return [
      {
        name: 'order',
        label: say('sheet.bootOrder'),
        type: 'choice',
        required: false,
        initial: now,
        options: [...orders, ...usualOrders].map((value) => ({ value, label: orderLabel(value) })),
        help: say('input.bootOrder.help'),
      },
    ];
  },
  steps: (work) => [
    say('step.setting.change', { setting: say('sheet.bootOrder'), name: work.name }),
  ],
  run: async (work) => {
    const order = work.text('order');
    await putEntry(work, { of: work.ref, map: 'HVM_boot_params', key: 'order' }, order);
    return null;
  },
};

const usualWeight = 256;

const weightOf = (object: Subject['object']): number =>
  Number(entry(object, 'VCPUs_params', 'weight') ?? usualWeight) || usualWeight;

/** How much of the processors it gets beside others (VCPUs_params.weight): among the settings only. */
export const priority: OperationDefinition = {
  id: 'vm.priority',
  label: say('sheet.cpuWeight'),
  group: 'edit',
  types: ['VM'],
  messages: ['VM.add_to_VCPUs_params'],
  exists: ({ object }) => isMachine(object),
  inputs: ({ object }) => [
    {
      name: 'weight',
      label: say('sheet.cpuWeight'),
      type: 'number',
      integer: true,
      required: true,
      min: 1,
      max: 65_535,
      initial: weightOf(object),
      help: say('input.weight.help'),
    },
  ],
  steps: (work) => [
    say('step.setting.change', { setting: say('sheet.cpuWeight'), name: work.name }),
  ],
  run: async (work: Work) => {
    const weight = work.number('weight') ?? usualWeight;
    if (weight !== weightOf(work.object))
      await putEntry(work, { of: work.ref, map: 'VCPUs_params', key: 'weight' }, String(weight));
    return null;
  },
};
