import { switchUuid } from '../../properties/vm-devices.ts';
import { VimFault } from '../../wire/fault.ts';
import { Network } from '../entity.ts';
import { badDevice, badOperation, existing, firstFree, inOrder, replaced } from './device-spec.ts';
import type { DeviceBacking } from './device-backing.ts';
import type { DeviceEdit, DeviceSpec, IndexedChange } from './device-spec.ts';
import type { NicType, VmNic } from '../machine/vm-parts.ts';

/** Adds, changes and removes network adapters. */

const nicTypes: readonly string[] = [
  'VirtualVmxnet3',
  'VirtualVmxnet3Vrdma',
  'VirtualE1000e',
  'VirtualE1000',
];
const isNicType = (type: string): type is NicType => nicTypes.includes(type);

const macPattern = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i;

function findNetwork(edit: DeviceEdit, backing: DeviceBacking): Network | undefined {
  const { estate, host } = edit;
  if (backing.$type === 'VirtualEthernetCardDistributedVirtualPortBackingInfo') {
    const group = estate.get(backing.port?.portgroupKey ?? '');
    const isRight =
      group instanceof Network &&
      group.dvs !== undefined &&
      !group.isUplink &&
      switchUuid(group.dvs.serial, estate.seed) === backing.port?.switchUuid;
    return isRight ? group : undefined;
  }
  const named = backing.network === undefined ? undefined : estate.get(backing.network.id);
  if (named instanceof Network) {
    return named;
  }
  return [...host.networks].find(
    ({ name, dvs }) => dvs === undefined && name === backing.deviceName,
  );
}

/** @throws VimFault InvalidDeviceBacking when the host has no such network */
function networkOf(edit: DeviceEdit, change: IndexedChange): Network {
  const { backing } = change.device;
  const network = backing === undefined ? undefined : findNetwork(edit, backing);
  if (network === undefined || !edit.host.networks.has(network)) {
    throw badDevice(change, 'virtualDeviceSpec.device.backing', 'InvalidDeviceBacking');
  }
  return network;
}

/** The address that vCenter gives: its own prefix, the VM and the adapter. */
export function generatedMac(serial: number, key: number): string {
  const hex = (((serial << 4) | (key - 4000)) & 0x3fffff).toString(16).padStart(6, '0');
  return `00:50:56:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
}

/** The address that the guest has in the subnet of a network. */
export function addressIn({ vlan }: Network, serial: number): string {
  return `10.${Math.floor(vlan / 10)}.${Math.floor(serial / 250) % 256}.${4 + (serial % 250)}`;
}

function macOf(device: DeviceSpec, change: IndexedChange): string | undefined {
  const isManual = device.addressType?.toLowerCase() === 'manual';
  if (!isManual || device.macAddress === undefined || device.macAddress === '') {
    return undefined;
  }
  if (!macPattern.test(device.macAddress)) {
    throw badDevice(change, 'virtualDeviceSpec.device.macAddress');
  }
  return device.macAddress.toLowerCase();
}

/** What the client says about the connection; while the VM is off only the next start counts. */
function connection(
  edit: DeviceEdit,
  { connectable }: DeviceSpec,
): Pick<VmNic, 'connected' | 'startConnected'> {
  if (connectable === undefined) {
    return {};
  }
  const { connected, startConnected } = connectable;
  return edit.vm.power === 'poweredOn'
    ? { connected, startConnected }
    : { connected: startConnected, startConnected };
}

function addNic(edit: DeviceEdit, change: IndexedChange): void {
  const { device } = change;
  if (!isNicType(device.$type)) {
    throw new VimFault('NotSupported', `The demo estate does not simulate a ${device.$type}.`);
  }
  const key = firstFree(
    edit.draft.nics.map((nic) => nic.key),
    4000,
    4009,
  );
  if (key === undefined) {
    throw new VimFault('TooManyDevices', 'The maximum number of devices has been exceeded.', {
      property: 'virtualDeviceSpec.device',
    });
  }
  const network = networkOf(edit, change);
  const isRdma = device.$type === 'VirtualVmxnet3Vrdma';
  // RDMA is a matter of distributed switches
  if (isRdma && network.dvs === undefined)
    throw badDevice(change, 'virtualDeviceSpec.device.backing', 'InvalidDeviceBacking');
  const mac = macOf(device, change);
  const nic: VmNic = {
    key,
    network,
    mac: mac ?? generatedMac(edit.vm.serial, key),
    ipv4: addressIn(network, edit.vm.serial),
    ...(device.$type !== 'VirtualVmxnet3' && { nicType: device.$type }),
    ...(isRdma && { protocol: device.deviceProtocol ?? 'rocev2' }),
    ...(mac !== undefined && { manualMac: true }),
    ...connection(edit, device),
  };
  edit.draft.nics = inOrder([...edit.draft.nics, nic]);
}

function editNic(edit: DeviceEdit, change: IndexedChange): void {
  const { device } = change;
  const nic = existing(change, edit.draft.nics);
  const network = device.backing === undefined ? nic.network : networkOf(edit, change);
  const mac = macOf(device, change);
  if (mac !== undefined && mac !== nic.mac && edit.vm.power === 'poweredOn') {
    throw badOperation(change);
  }
  edit.draft.nics = replaced(edit.draft.nics, nic.key, {
    ...nic,
    network,
    ...(network !== nic.network && { ipv4: addressIn(network, edit.vm.serial) }),
    ...(mac !== undefined && { mac, manualMac: true }),
    ...connection(edit, device),
  });
}

/** @throws VimFault InvalidDeviceSpec and those derived from it, TooManyDevices */
export function changeNic(edit: DeviceEdit, change: IndexedChange): void {
  switch (change.operation) {
    case 'add':
      return addNic(edit, change);
    case 'edit':
      return editNic(edit, change);
    case 'remove': {
      const { key } = existing(change, edit.draft.nics);
      edit.draft.nics = replaced(edit.draft.nics, key, undefined);
      return;
    }
    default:
      throw badOperation(change);
  }
}
