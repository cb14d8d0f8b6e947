import { isA } from '../../api/model.ts';
import type { VirtualMachine } from '../../estate/entity.ts';
import type { Call } from '../server/call.ts';
import { number, part, parts, readData, reference, text } from './vim-values.ts';
import type { VimValue } from './vim-values.ts';

/** Devices of a VM as the hardware services tell them, from its vim25 devices. */

/** Devices of one kind by their keys. */
export type Devices = ReadonlyMap<string, object>;

/** What describing a device takes. */
interface Around {
  readonly vm: VirtualMachine;
  readonly devices: readonly VimValue[];
}

/** Kinds of devices, by the names of their maps in `VM.info`. */
export const deviceKinds = {
  disks: { base: 'VirtualDisk', describe: disk },
  nics: { base: 'VirtualEthernetCard', describe: nic },
  cdroms: { base: 'VirtualCdrom', describe: cdrom },
  floppies: { base: 'VirtualFloppy', describe: connectable },
  parallel_ports: { base: 'VirtualParallelPort', describe: connectable },
  serial_ports: { base: 'VirtualSerialPort', describe: connectable },
  scsi_adapters: { base: 'VirtualSCSIController', describe: scsiAdapter },
  sata_adapters: { base: 'VirtualSATAController', describe: sataAdapter },
  nvme_adapters: { base: 'VirtualNVMEController', describe: nvmeAdapter },
} as const;

export type DeviceKind = keyof typeof deviceKinds;

/** The devices of one kind. */
export function devicesOf(call: Call, vm: VirtualMachine, kind: DeviceKind): Devices {
  return select({ vm, devices: vimDevices(call, vm) }, kind);
}

/** The devices of every kind: the maps of `VM.info`. */
export function allDevices(call: Call, vm: VirtualMachine): Record<DeviceKind, Devices> {
  const around = { vm, devices: vimDevices(call, vm) };
  const kinds = Object.keys(deviceKinds) as DeviceKind[];
  return Object.fromEntries(kinds.map((kind) => [kind, select(around, kind)])) as Record<
    DeviceKind,
    Devices
  >;
}

function vimDevices(call: Call, vm: VirtualMachine): readonly VimValue[] {
  return parts(part(readData(call, vm, 'config'), 'hardware'), 'device');
}

function select(around: Around, kind: DeviceKind): Devices {
  const { base, describe } = deviceKinds[kind];
  return new Map(
    around.devices
      .filter((device) => isA(text(device, '$type'), base))
      .map((device) => [String(number(device, 'key')), describe(device, around)]),
  );
}

function label(device: VimValue): string {
  return text(part(device, 'deviceInfo'), 'label');
}

/** On which controller a device is, and where. */
function address(
  device: VimValue,
  { devices }: Around,
): { type: string } & Record<string, unknown> {
  const key = number(device, 'controllerKey');
  const controller = devices.find((other) => number(other, 'key') === key) ?? {};
  const type = text(controller, '$type');
  const place = { bus: number(controller, 'busNumber'), unit: number(device, 'unitNumber') };
  if (isA(type, 'VirtualIDEController')) {
    return { type: 'IDE', ide: { primary: place.bus === 0, master: place.unit === 0 } };
  }
  if (isA(type, 'VirtualSATAController')) {
    return { type: 'SATA', sata: place };
  }
  return isA(type, 'VirtualNVMEController')
    ? { type: 'NVME', nvme: place }
    : { type: 'SCSI', scsi: place };
}

function disk(device: VimValue, around: Around): object {
  return {
    label: label(device),
    ...address(device, around),
    backing: { type: 'VMDK_FILE', vmdk_file: text(part(device, 'backing'), 'fileName') },
    capacity: number(device, 'capacityInBytes'),
  };
}

function connection(device: VimValue): object {
  const { connected, startConnected, allowGuestControl, status } = part(device, 'connectable');
  return {
    state: connected === true ? 'CONNECTED' : status === 'untried' ? 'NOT_CONNECTED' : 'UNKNOWN',
    start_connected: startConnected === true,
    allow_guest_control: allowGuestControl === true,
  };
}

const emulations: Readonly<Record<string, string>> = {
  VirtualVmxnet3: 'VMXNET3',
  VirtualVmxnet2: 'VMXNET2',
  VirtualVmxnet: 'VMXNET',
  VirtualE1000e: 'E1000E',
  VirtualE1000: 'E1000',
  VirtualPCNet32: 'PCNET32',
};

function nic(device: VimValue, { vm }: Around): object {
  const type = emulations[text(device, '$type')] ?? 'E1000';
  return {
    label: label(device),
    type,
    upt_compatibility_enabled:
      type === 'VMXNET3' ? device.uptCompatibilityEnabled === true : undefined,
    mac_type: text(device, 'addressType').toUpperCase(),
    mac_address: text(device, 'macAddress'),
    pci_slot_number: number(part(device, 'slotInfo'), 'pciSlotNumber') || undefined,
    wake_on_lan_enabled: device.wakeOnLanEnabled === true,
    backing: nicBacking(part(device, 'backing'), vm),
    ...connection(device),
  };
}

function nicBacking(backing: VimValue, vm: VirtualMachine): object {
  const port = part(backing, 'port');
  const key = text(port, 'portgroupKey');
  if (key === '') {
    return {
      type: 'STANDARD_PORTGROUP',
      network: reference(backing, 'network'),
      network_name: text(backing, 'deviceName'),
    };
  }
  return {
    type: 'DISTRIBUTED_PORTGROUP',
    network: key,
    distributed_switch_uuid: text(port, 'switchUuid'),
    distributed_port: text(port, 'portKey'),
    connection_cookie: cookie(vm.serial, number(port, 'connectionCookie')),
  };
}

/** Real cookies fill 32 bits; some here are odd numbers beyond 2^53, which a double cannot hold. */
function cookie(serial: number, real: number): number | bigint {
  return serial % 4 === 0 ? 2n ** 53n + BigInt(2 * serial + 1) : real;
}

function cdrom(device: VimValue, around: Around): object {
  const backing = part(device, 'backing');
  const isFile = isA(text(backing, '$type'), 'VirtualCdromIsoBackingInfo');
  return {
    label: label(device),
    ...address(device, around),
    backing: isFile
      ? { type: 'ISO_FILE', iso_file: text(backing, 'fileName') }
      : { type: 'CLIENT_DEVICE', device_access_type: 'PASSTHRU' },
    ...connection(device),
  };
}

/** Of kinds that no VM of the estate has: enough to name it. */
function connectable(device: VimValue): object {
  return { label: label(device), backing: { type: 'CLIENT_DEVICE' }, ...connection(device) };
}

function slot(device: VimValue): number | undefined {
  return number(part(device, 'slotInfo'), 'pciSlotNumber') || undefined;
}

const scsiTypes: Readonly<Record<string, string>> = {
  ParaVirtualSCSIController: 'PVSCSI',
  VirtualLsiLogicSASController: 'LSILOGICSAS',
  VirtualBusLogicController: 'BUSLOGIC',
};

const sharing: Readonly<Record<string, string>> = {
  virtualSharing: 'VIRTUAL',
  physicalSharing: 'PHYSICAL',
};

function scsiAdapter(device: VimValue): object {
  return {
    label: label(device),
    type: scsiTypes[text(device, '$type')] ?? 'LSILOGIC',
    scsi: { bus: number(device, 'busNumber'), unit: number(device, 'scsiCtlrUnitNumber') },
    pci_slot_number: slot(device),
    sharing: sharing[text(device, 'sharedBus')] ?? 'NONE',
  };
}

function sataAdapter(device: VimValue): object {
  return { ...nvmeAdapter(device), type: 'AHCI' };
}

function nvmeAdapter(device: VimValue): object {
  return { label: label(device), bus: number(device, 'busNumber'), pci_slot_number: slot(device) };
}
