import { inEnglish } from '#shared/i18n/english.ts';
import { MorefException } from '#shared/model/error.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { flag, follow, nameOf, reference, references, text } from '../map/read.ts';
import { networkChoices } from './choices/networks.ts';
import type { Given, OperationDefinition, Subject, Work } from './definition.ts';
import { createAdapter, plugIn } from './devices.ts';
import { hasDevices } from './drives.ts';
import { left } from './left.ts';

const networkInput: OperationInput = {
  name: 'network',
  label: 'Network',
  type: 'lookup',
  required: true,
  accepts: ['network'],
};
const networks = { network: ({ lookup }: Subject) => networkChoices(lookup) };

/** An operation on one adapter: offered for the adapter itself, and for its VM with the adapter as first input. */
interface AdapterOperation
  extends Pick<OperationDefinition, 'id' | 'label' | 'icon' | 'messages' | 'choices'> {
  readonly done?: (vif: Properties) => string | undefined;
  readonly refusal?: (vif: Properties, vm: Properties | undefined) => string | undefined;
  readonly confirm?: (adapter: string) => string;
  readonly inputs?: readonly OperationInput[];
  readonly steps: (adapter: string, work: Given) => readonly string[];
  readonly run: (work: Work, vif: Properties, opaque: string) => Promise<string | null>;
}

const needsPower = (_: Properties, vm: Properties | undefined): string | undefined =>
  text(vm, 'power_state') === 'Running' ? undefined : 'The virtual machine has to run.';

const operations: readonly AdapterOperation[] = [
  {
    id: 'adapter.connect',
    label: 'Connect',
    messages: ['VIF.plug'],
    done: (vif) =>
      flag(vif, 'currently_attached') ? 'The adapter is already connected.' : undefined,
    refusal: needsPower,
    steps: (adapter) => [`Connects ${adapter}.`],
    run: (work, _, opaque) => work.start('VIF', 'plug', [opaque]),
  },
  {
    id: 'adapter.disconnect',
    label: 'Disconnect',
    messages: ['VIF.unplug'],
    done: (vif) =>
      flag(vif, 'currently_attached') ? undefined : 'The adapter is already disconnected.',
    refusal: needsPower,
    confirm: (adapter) => `Disconnect ${adapter}? The guest loses this connection at once.`,
    steps: (adapter) => [`Disconnects ${adapter}.`],
    run: (work, _, opaque) => work.start('VIF', 'unplug', [opaque]),
  },
  {
    id: 'adapter.network',
    label: 'Change network',
    messages: ['VIF.move'],
    inputs: [networkInput],
    choices: networks,
    steps: (adapter, work) => [`Moves ${adapter} to ${work.pickedName('network')}.`],
    run: async (work, vif, opaque) =>
      reference(vif['network']) === work.picked('network')
        ? null
        : work.start('VIF', 'move', [opaque, work.chosen('network')]),
  },
  {
    id: 'adapter.remove',
    label: 'Remove',
    icon: 'trash',
    messages: ['VIF.unplug', 'VIF.destroy'],
    confirm: (adapter) => `Remove ${adapter}? The guest loses it at once.`,
    steps: (adapter) => [`Removes ${adapter}.`],
    run: async (work, vif, opaque) => {
      if (flag(vif, 'currently_attached')) {
        work.onFailure({
          left: left.unplugged(adapterName(vif, work)),
          undo: () => plugIn(work, 'VIF', opaque),
        });
        await work.step('VIF', 'unplug', [opaque]);
      }
      await work.step('VIF', 'destroy', [opaque]);
      return null;
    },
  },
];

function adapterName(vif: Properties, { lookup }: Subject): string {
  const vm = reference(vif['VM']);
  const of = vm === undefined ? '' : ` of ${nameOf(vm, lookup.get(vm))}`;
  return `network adapter ${text(vif, 'device') ?? ''}${of}`;
}

function forAdapter(operation: AdapterOperation): OperationDefinition {
  const { inputs, confirm, steps, run, refusal, done, ...rest } = operation;
  return {
    ...rest,
    group: 'network',
    types: ['VIF'],
    done: ({ object }) => done?.(object),
    refusal: ({ object, lookup }) => refusal?.(object, follow(lookup, object, 'VM')),
    ...(confirm === undefined
      ? {}
      : { confirm: (subject: Subject) => confirm(adapterName(subject.object, subject)) }),
    ...(inputs === undefined ? {} : { inputs: () => inputs }),
    steps: (work) => steps(adapterName(work.object, work), work),
    run: (work) => run(work, work.object, work.self),
  };
}

function forMachine(operation: AdapterOperation): OperationDefinition {
  const { inputs = [], confirm, steps, run, refusal, done, label, ...rest } = operation;
  const name = (work: Given): string => adapterName(chosenAdapter(work), work);
  return {
    ...rest,
    label:
      label === 'Change network'
        ? 'Change network of adapter'
        : `${inEnglish(label)} network adapter`,
    group: 'network',
    part: true,
    types: ['VM'],
    exists: hasDevices,
    refusal: ({ object }) =>
      references(object, 'VIFs').length === 0
        ? 'The virtual machine has no network adapters.'
        : undefined,
    ...(confirm === undefined
      ? {}
      : { confirm: (subject: Subject) => confirm(`a network adapter of ${subject.name}`) }),
    inputs: (subject) => [adapterInput(subject), ...inputs],
    steps: (work) => steps(name(work), work),
    run: async (work) => {
      const vif = chosenAdapter(work);
      if (done?.(vif) !== undefined) return null;
      const refused = refusal?.(vif, work.object);
      if (refused === undefined) return run(work, vif, work.chosen('adapter'));
      const message = `${name(work)}: ${refused}`;
      throw new MorefException({ kind: 'conflict', message, ref: work.ref });
    },
  };
}

function adapterInput({ object, lookup }: Subject): OperationInput {
  return {
    name: 'adapter',
    label: 'Network adapter',
    type: 'choice',
    required: true,
    options: references(object, 'VIFs').map((ref) => {
      const vif = lookup.get(ref);
      const network = reference(vif?.['network']);
      const where = network === undefined ? 'no network' : nameOf(network, lookup.get(network));
      return { value: ref, label: `${text(vif, 'device') ?? ''}: ${where}` };
    }),
  };
}

function chosenAdapter(work: Given): Properties {
  const ref = work.picked('adapter');
  return (ref === undefined ? undefined : work.lookup.get(ref)) ?? {};
}

/** The network adapters of a VM. */
export const adapterOperations: readonly OperationDefinition[] = [
  {
    id: 'adapter.add',
    label: 'Add network adapter',
    group: 'network',
    icon: 'add',
    types: ['VM'],
    messages: ['VIF.create', 'VIF.plug'],
    exists: hasDevices,
    inputs: () => [
      networkInput,
      {
        name: 'address',
        label: 'MAC address',
        type: 'text',
        required: false,
        maxLength: 17,
        help: 'Empty: the server makes one up.',
      },
    ],
    choices: networks,
    steps: (work) => [`Adds a network adapter on ${work.pickedName('network')} to ${work.name}.`],
    run: async (work) => {
      const network = work.chosen('network');
      const address = work.text('address').toLowerCase().replaceAll('-', ':');
      const vif = await createAdapter(work, work.self, { network, address });
      if (text(work.object, 'power_state') === 'Running') await work.step('VIF', 'plug', [vif]);
      return null;
    },
  },
  ...operations.map(forMachine),
  ...operations.map(forAdapter),
];
