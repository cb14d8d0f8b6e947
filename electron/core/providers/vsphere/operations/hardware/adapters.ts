import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupOption } from '#shared/model/choice.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { reference } from '../../map/read.ts';
import type { VimRecord } from '../../vim25/values.ts';
import { networkChoices, networkName } from '../choices/networks.ts';
import { inventoryPath, powercliObject } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import {
  change,
  chosenDevice,
  deviceChoices,
  devicesOf,
  labelOf,
  readDevices,
  reconfigure,
  type Device,
} from './devices.ts';
import { networkBacking } from './network-backing.ts';
import { hostsOf } from '../placement/placement.ts';
import { firstOf, noTemplate, notSuspended, reachable, running } from '../refusals.ts';
import { inParts } from '../words.ts';

const card = 'VirtualEthernetCard';

const adapterInput: OperationInput = {
  name: 'adapter',
  label: say('input.adapter'),
  type: 'lookup',
  required: true,
};

export const networkInput = {
  name: 'network',
  label: say('input.network'),
  type: 'lookup',
  required: true,
  accepts: ['network'],
} as const satisfies OperationInput;

const cardTypes = [
  { value: 'VirtualVmxnet3', label: say('choice.vmxnet3'), govc: 'vmxnet3', powercli: 'Vmxnet3' },
  { value: 'VirtualE1000e', label: 'E1000E', govc: 'e1000e', powercli: 'e1000e' },
  { value: 'VirtualE1000', label: 'E1000', govc: 'e1000', powercli: 'e1000' },
] as const;

const cardInput: OperationInput = {
  name: 'type',
  label: say('input.adapter.type'),
  type: 'choice',
  required: true,
  initial: 'VirtualVmxnet3',
  options: cardTypes.map(({ value, label }) => ({ value, label })),
};

const usable = (subject: Subject) => firstOf(subject, noTemplate, reachable, notSuspended);

const chooseNetwork = (work: Work) => networkChoices(work, hostsOf(work.ref, work.lookup));

const chooseAdapter = (work: Work) =>
  deviceChoices(work, card, (adapter): Partial<LookupOption> => {
    const summary = adapter.deviceInfo?.summary;
    const { macAddress } = adapter;
    const connected =
      adapter.connectable?.connected === true ? undefined : say('choice.notConnected');
    const address = typeof macAddress === 'string' ? macAddress : undefined;
    return { detail: inParts(summary, address, connected), kind: 'interface' };
  });

/** govc names adapters by their order: `ethernet-0`. */
async function govcAdapter(work: Work, adapter: Device): Promise<string> {
  const cards = devicesOf(await readDevices(work), card);
  return `ethernet-${cards.findIndex(({ key }) => key === adapter.key)}`;
}

function powercliAdapter({ ref }: Work, adapter: Device): string {
  return `(Get-NetworkAdapter -VM ${powercliObject(ref)} -Name ${powershellString(labelOf(adapter))})`;
}

function connecting(connected: boolean): Pick<OperationDefinition, 'prepare' | 'commands'> {
  return {
    prepare: async (work) => {
      const adapter = await chosenDevice(work, 'adapter', card);
      const about = { adapter: labelOf(adapter), name: work.name };
      if (adapter.connectable?.connected === connected)
        return { calls: [], steps: [connectionText(connected, 'is', about)] };
      const connectable = { ...connectableOf(adapter), connected };
      return {
        calls: [reconfigure(work, [change('edit', { ...adapter, connectable })])],
        steps: [connectionText(connected, 'does', about)],
      };
    },
    commands: async (work) => {
      const adapter = await chosenDevice(work, 'adapter', card);
      return [
        govc(
          connected ? 'device.connect' : 'device.disconnect',
          '-vm',
          inventoryPath(work.ref, work.lookup),
          await govcAdapter(work, adapter),
        ),
        powercli(
          `Set-NetworkAdapter -NetworkAdapter ${powercliAdapter(work, adapter)} -Connected:$${connected} -Confirm:$false`,
        ),
      ];
    },
  };
}

/** What becomes of an adapter, or what is already so. */
function connectionText(
  connected: boolean,
  what: 'does' | 'is',
  about: { readonly adapter: string; readonly name: string },
): Text {
  if (what === 'is')
    return connected
      ? say('step.adapter.isConnected', about)
      : say('step.adapter.isDisconnected', about);
  return connected ? say('step.adapter.connect', about) : say('step.adapter.disconnect', about);
}

function connectableOf({ connectable }: Device): VimRecord {
  return (
    connectable ?? {
      $type: 'VirtualDeviceConnectInfo',
      startConnected: true,
      allowGuestControl: true,
    }
  );
}

/** A new adapter. @param key a temporary key below zero */
export function newAdapter(type: string, key: number, backing: VimRecord): VimRecord {
  return {
    $type: type,
    key,
    backing,
    connectable: {
      $type: 'VirtualDeviceConnectInfo',
      startConnected: true,
      allowGuestControl: true,
      connected: true,
    },
    addressType: 'generated',
    wakeOnLanEnabled: true,
  };
}

/** Network adapters. */
export const adapterOperations: readonly OperationDefinition[] = [
  {
    id: 'adapter.add',
    label: say('operation.adapter.add.label'),
    group: 'network',
    icon: 'add',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.AddRemoveDevice'],
    refusal: usable,
    inputs: () => [networkInput, cardInput],
    choices: { network: chooseNetwork },
    prepare: async (work) => {
      const network = chosenNetwork(work);
      const backing = await networkBacking(work, network);
      return {
        calls: [reconfigure(work, [change('add', newAdapter(work.text('type'), -1, backing))])],
        steps: [say('step.adapter.add', { name: work.name, network: networkName(work, network) })],
      };
    },
    commands: (work) => {
      const type = cardTypes.find(({ value }) => value === work.text('type')) ?? cardTypes[0];
      const network = chosenNetwork(work);
      return [
        govc(
          'vm.network.add',
          '-vm',
          inventoryPath(work.ref, work.lookup),
          '-net',
          inventoryPath(network, work.lookup),
          '-net.adapter',
          type.govc,
        ),
        powercli(
          `New-NetworkAdapter -VM ${powercliObject(work.ref)} ${powercliNetwork(work, network)} -Type ${type.powercli} -StartConnected -Confirm:$false`,
        ),
      ];
    },
  },
  {
    id: 'adapter.connect',
    label: say('operation.adapter.connect.label'),
    group: 'network',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Interact.DeviceConnection'],
    refusal: (subject) => usable(subject) ?? running(subject),
    inputs: () => [adapterInput],
    choices: { adapter: chooseAdapter },
    ...connecting(true),
  },
  {
    id: 'adapter.disconnect',
    label: say('operation.adapter.disconnect.label'),
    group: 'network',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Interact.DeviceConnection'],
    refusal: (subject) => usable(subject) ?? running(subject),
    confirm: ({ name }) => say('confirm.adapter.disconnect', { name }),
    risk: () => say('risk.adapter.disconnect'),
    inputs: () => [adapterInput],
    choices: { adapter: chooseAdapter },
    ...connecting(false),
  },
  {
    id: 'adapter.network',
    label: say('operation.adapter.network.label'),
    group: 'network',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.EditDevice'],
    refusal: usable,
    inputs: () => [adapterInput, networkInput],
    choices: { adapter: chooseAdapter, network: chooseNetwork },
    prepare: async (work) => {
      const adapter = await chosenDevice(work, 'adapter', card);
      const network = chosenNetwork(work);
      const backing = await networkBacking(work, network);
      return {
        calls: [reconfigure(work, [change('edit', { ...adapter, backing })])],
        steps: [
          say('step.adapter.move', {
            adapter: labelOf(adapter),
            name: work.name,
            network: networkName(work, network),
          }),
        ],
      };
    },
    commands: async (work) => {
      const adapter = await chosenDevice(work, 'adapter', card);
      const network = chosenNetwork(work);
      return [
        govc(
          'vm.network.change',
          '-vm',
          inventoryPath(work.ref, work.lookup),
          '-net',
          inventoryPath(network, work.lookup),
          await govcAdapter(work, adapter),
        ),
        powercli(
          `Set-NetworkAdapter -NetworkAdapter ${powercliAdapter(work, adapter)} ${powercliNetwork(work, network)} -Confirm:$false`,
        ),
      ];
    },
  },
  {
    id: 'adapter.remove',
    label: say('operation.adapter.remove.label'),
    group: 'network',
    icon: 'trash',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.AddRemoveDevice'],
    refusal: usable,
    confirm: ({ name }) => say('confirm.adapter.remove', { name }),
    risk: () => say('risk.adapter.remove'),
    inputs: () => [adapterInput],
    choices: { adapter: chooseAdapter },
    prepare: async (work) => {
      const adapter = await chosenDevice(work, 'adapter', card);
      return {
        calls: [reconfigure(work, [change('remove', adapter)])],
        steps: [say('step.adapter.remove', { adapter: labelOf(adapter), name: work.name })],
      };
    },
    commands: async (work) => {
      const adapter = await chosenDevice(work, 'adapter', card);
      return [
        govc(
          'device.remove',
          '-vm',
          inventoryPath(work.ref, work.lookup),
          await govcAdapter(work, adapter),
        ),
        powercli(
          `Remove-NetworkAdapter -NetworkAdapter ${powercliAdapter(work, adapter)} -Confirm:$false`,
        ),
      ];
    },
  },
];

function chosenNetwork(work: Work): Ref {
  return reference(work.chosen('network')) ?? (work.text('network') as Ref);
}

function powercliNetwork({ lookup }: Work, network: Ref): string {
  return network.startsWith('DistributedVirtualPortgroup:')
    ? `-Portgroup ${powercliObject(network)}`
    : `-NetworkName ${powershellString(networkName({ lookup }, network))}`;
}
