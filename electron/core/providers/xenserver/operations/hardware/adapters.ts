import { createHash } from 'node:crypto';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type { InputValues, OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import { entry, flag, follow, nameOf, reference, references, text } from '../../map/read.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import { networkChoices } from '../choices/networks.ts';
import { already, isAlreadySo, type Refusal } from '../../../operations/refusal.ts';
import type { Given, OperationDefinition, Subject, Work } from '../definition.ts';
import { createAdapter, plugIn } from './devices.ts';
import { hasDevices, plugRefusal } from './drives.ts';
import { left } from '../left.ts';
import { hasNetwork, isSriov } from './networks.ts';
import { allowedRefusal } from '../refusals.ts';

const networkInput: OperationInput = {
  name: 'network',
  label: say('input.network'),
  type: 'lookup',
  required: true,
  accepts: ['network'],
};
const networks = { network: ({ lookup }: Subject) => networkChoices(lookup) };

/** An operation on one adapter: offered for the adapter itself, and for its VM with the adapter as first input. */
interface AdapterOperation
  extends Pick<OperationDefinition, 'id' | 'icon' | 'messages' | 'choices' | 'risk'> {
  /** Of an adapter by itself, and where the adapter has to be chosen. */
  readonly label: Text;
  readonly labelOfVm: Text;
  readonly refusal?: (adapter: Adapter) => Refusal | undefined;
  readonly confirm?: (adapter: Text) => Text;
  readonly confirmOfVm?: (vm: string) => Text;
  readonly inputs?: readonly OperationInput[];
  readonly steps: (adapter: Text, work: Given) => readonly Text[];
  readonly run: (work: Work, vif: Properties, opaque: string) => Promise<string | null>;
}

/** Why an adapter is not plugged in, or pulled, now: its machine, its network, its guest, in the server's order (xapi_vif_helpers.ml). */
function plugsNot(
  { object: vif, lookup }: Adapter,
  operation: 'plug' | 'unplug',
): Text | undefined {
  const ref = reference(vif['VM']);
  const vm = follow(lookup, vif, 'VM');
  if (isSriov(reference(vif['network']), lookup)) return say('refusal.sriov');
  if (text(vm, 'power_state') !== 'Running') return say('refusal.mustRun');
  const guest = ref === undefined ? undefined : plugRefusal({ object: vm ?? {}, lookup }, 'vif');
  return guest ?? allowedRefusal(vif, operation);
}

type Adapter = Pick<Subject, 'object' | 'lookup'>;

/** An adapter that is plugged in has to be pulled first. */
function staysIn(adapter: Adapter): Text | undefined {
  const { object: vif, lookup } = adapter;
  if (!flag(vif, 'currently_attached')) return undefined;
  const state = text(follow(lookup, vif, 'VM'), 'power_state');
  return state === 'Suspended' ? say('refusal.suspended') : plugsNot(adapter, 'unplug');
}

/** A machine that runs stays on networks that its host has (xapi_vif.ml, move). */
function networksFor(vif: Properties | undefined, lookup: Lookup): LookupChoices {
  const host = reference(follow(lookup, vif, 'VM')?.['resident_on']);
  const present = reference(vif?.['network']);
  const choices = networkChoices(lookup, present === undefined ? [] : [present]);
  if (host === undefined || !flag(vif, 'currently_attached')) return choices;
  const refused = say('choice.networkUnseen', { host: nameOf(host, lookup.get(host)) });
  const options = choices.options.map((option) =>
    hasNetwork(host, option.value as Ref, lookup) ? option : { ...option, refused },
  );
  return { ...choices, options: bestFirst(options) };
}

const operations: readonly AdapterOperation[] = [
  {
    id: 'adapter.connect',
    label: say('operation.adapter.connect.short'),
    labelOfVm: say('operation.adapter.connect.label'),
    messages: ['VIF.plug'],
    refusal: (adapter) =>
      flag(adapter.object, 'currently_attached')
        ? already(say('refusal.adapterConnected'))
        : plugsNot(adapter, 'plug'),
    steps: (adapter) => [say('step.adapter.connectThis', { adapter })],
    run: (work, _, opaque) => work.start('VIF', 'plug', [opaque]),
  },
  {
    id: 'adapter.disconnect',
    label: say('operation.adapter.disconnect.short'),
    labelOfVm: say('operation.adapter.disconnect.label'),
    messages: ['VIF.unplug'],
    refusal: (adapter) =>
      flag(adapter.object, 'currently_attached')
        ? plugsNot(adapter, 'unplug')
        : already(say('refusal.adapterDisconnected')),
    confirm: (adapter) => say('confirm.adapter.disconnectThis', { adapter }),
    confirmOfVm: (name) => say('confirm.adapter.disconnect', { name }),
    risk: () => say('risk.adapter.disconnectOfVm'),
    steps: (adapter) => [say('step.adapter.disconnectThis', { adapter })],
    run: (work, _, opaque) => work.start('VIF', 'unplug', [opaque]),
  },
  {
    id: 'adapter.network',
    label: say('operation.adapter.network.label'),
    labelOfVm: say('operation.adapter.network.ofAdapter'),
    messages: ['VIF.move'],
    inputs: [networkInput],
    choices: {
      network: ({ object, lookup, inputs }) => networksFor(moved(object, inputs, lookup), lookup),
    },
    steps: (adapter, work) => [
      say('step.adapter.moveThis', { adapter, network: work.pickedName('network') }),
    ],
    run: async (work, vif, opaque) =>
      reference(vif['network']) === work.picked('network')
        ? null
        : work.start('VIF', 'move', [opaque, work.chosen('network')]),
  },
  {
    id: 'adapter.remove',
    label: say('operation.adapter.remove.short'),
    labelOfVm: say('operation.adapter.remove.label'),
    icon: 'trash',
    messages: ['VIF.unplug', 'VIF.destroy'],
    refusal: staysIn,
    confirm: (adapter) => say('confirm.adapter.removeThis', { adapter }),
    confirmOfVm: (name) => say('confirm.adapter.remove', { name }),
    risk: () => say('risk.adapter.removeOfVm'),
    steps: (adapter) => [say('step.adapter.removeThis', { adapter })],
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

/** The adapter that is to get another network: the object itself, or the one that was chosen before. */
function moved(object: Properties, inputs: InputValues, lookup: Lookup): Properties | undefined {
  const chosen = inputs['adapter'];
  return typeof chosen === 'string' ? lookup.get(chosen as Ref) : object;
}

function adapterName(vif: Properties, { lookup }: Subject): Text {
  const vm = reference(vif['VM']);
  const device = text(vif, 'device') ?? '';
  return vm === undefined
    ? say('part.adapter', { device })
    : say('part.adapterOf', { device, name: nameOf(vm, lookup.get(vm)) });
}

function forAdapter(operation: AdapterOperation): OperationDefinition {
  const {
    inputs,
    confirm,
    steps,
    run,
    refusal,
    labelOfVm: _of,
    confirmOfVm: _ask,
    ...rest
  } = operation;
  return {
    ...rest,
    group: 'network',
    types: ['VIF'],
    refusal: (subject) => refusal?.(subject),
    ...(confirm !== undefined && {
      confirm: (subject: Subject) => confirm(adapterName(subject.object, subject)),
    }),
    ...(inputs !== undefined && { inputs: () => inputs }),
    steps: (work) => steps(adapterName(work.object, work), work),
    run: (work) => run(work, work.object, work.self),
  };
}

function forMachine(operation: AdapterOperation): OperationDefinition {
  const { inputs = [], labelOfVm, confirmOfVm, steps, run, refusal, ...own } = operation;
  const { confirm: _ask, label: _label, ...rest } = own;
  const name = (work: Given): Text => adapterName(chosenAdapter(work), work);
  return {
    ...rest,
    label: labelOfVm,
    group: 'network',
    part: true,
    types: ['VM'],
    exists: hasDevices,
    refusal: ({ object }) =>
      references(object, 'VIFs').length === 0 ? say('refusal.noAdapters') : undefined,
    ...(confirmOfVm !== undefined && { confirm: (subject: Subject) => confirmOfVm(subject.name) }),
    inputs: (subject) => [adapterInput(subject), ...inputs],
    steps: (work) => steps(name(work), work),
    run: async (work) => {
      const vif = chosenAdapter(work);
      const refused = refusal?.({ object: vif, lookup: work.lookup });
      if (isAlreadySo(refused)) return null;
      if (refused === undefined) return run(work, vif, work.chosen('adapter'));
      const message = say('error.about', { name: name(work), why: refused });
      throw new MorefException({ kind: 'conflict', message, ref: work.ref });
    },
  };
}

function adapterInput({ object, lookup }: Subject): OperationInput {
  return {
    name: 'adapter',
    label: say('input.adapter'),
    type: 'choice',
    required: true,
    options: references(object, 'VIFs').map((ref) => {
      const vif = lookup.get(ref);
      const network = reference(vif?.['network']);
      const device = text(vif, 'device') ?? '';
      const label =
        network === undefined
          ? say('input.adapter.optionUnplugged', { device })
          : say('input.adapter.option', { device, network: nameOf(network, lookup.get(network)) });
      return { value: ref, label };
    }),
  };
}

function chosenAdapter(work: Given): Properties {
  const ref = work.picked('adapter');
  return (ref === undefined ? undefined : work.lookup.get(ref)) ?? {};
}

const runs = ({ object }: Subject): boolean => text(object, 'power_state') === 'Running';

/** A running machine gets an adapter at once, but for one of a network that comes with the power. */
const isPlugged = (work: Given): boolean =>
  runs(work) && !isSriov(work.picked('network'), work.lookup);

/** The server makes up an address from the machine's seed, and from nothing else (xapi_vif_helpers.ml, create). */
const hasSeed = ({ object }: Subject): boolean =>
  entry(object, 'other_config', 'mac_seed') !== undefined;

/** An address of our own, the same each time: locally administered, of one machine's one device. */
function ownAddress({ ref }: Subject, device: string): string {
  const digest = createHash('sha256').update(`${ref} ${device}`).digest('hex');
  return ['ae', ...(digest.slice(0, 10).match(/../g) ?? [])].join(':');
}

/** The network adapters of a VM. */
export const adapterOperations: readonly OperationDefinition[] = [
  {
    id: 'adapter.add',
    label: say('operation.adapter.add.label'),
    group: 'network',
    icon: 'add',
    types: ['VM'],
    messages: ['VIF.create', 'VIF.plug'],
    exists: hasDevices,
    refusal: (subject) => plugRefusal(subject, 'vif'),
    inputs: () => [
      networkInput,
      {
        name: 'address',
        label: say('input.address'),
        type: 'text',
        required: false,
        maxLength: 17,
        help: say('input.address.help'),
      },
    ],
    choices: networks,
    steps: (work) => [
      say('step.adapter.addOn', { network: work.pickedName('network'), name: work.name }),
      ...(isSriov(work.picked('network'), work.lookup) && runs(work)
        ? [say('step.adapter.atNextStart')]
        : []),
    ],
    run: async (work) => {
      const network = work.chosen('network');
      const given = work.text('address').toLowerCase().replaceAll('-', ':');
      const address = (device: string): string =>
        given === '' && !hasSeed(work) ? ownAddress(work, device) : given;
      const vif = await createAdapter(work, work.self, { network, address });
      if (isPlugged(work)) await work.step('VIF', 'plug', [vif]);
      return null;
    },
  },
  ...operations.map(forMachine),
  ...operations.map(forAdapter),
];
