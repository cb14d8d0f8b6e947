import type { VirtualMachine, VmDisk, VmNic } from '../estate/entity.ts';
import type { ScsiController, VmCdrom } from '../estate/machine/vm-parts.ts';
import { hexDigits, uuidFrom } from '../estate/random.ts';
import { data } from '../wire/value.ts';
import { diskFile, diskNumber, diskUnit } from './vm-facts.ts';
import {
  info,
  keyboard,
  otherDevice,
  pointingDevice,
  ps2Controller,
  sioController,
} from './vm-other-devices.ts';

/** `config.hardware.device`: what a VM that vCenter made has. */

const kilobytes = new Intl.NumberFormat('en-US');

/** Controllers and what hangs on them, in the order of vCenter; but for disks and network adapters. */
function controllers(vm: VirtualMachine): object[] {
  return [
    ideController(vm, 0),
    ideController(vm, 1),
    ps2Controller,
    pciController(vm),
    sioController(vm),
    keyboard,
    pointingDevice,
    videoCard,
    vmci(vm),
    ...vm.scsi.map((item) => scsiController(vm, item)),
    sataController(vm),
    ...vm.cdroms.map(cdrom),
    ...vm.others.map((other) => otherDevice(other, connectable)),
  ];
}

function ideController(vm: VirtualMachine, bus: number): object {
  return data('VirtualIDEController', {
    key: 200 + bus,
    deviceInfo: info(`IDE ${bus}`, `IDE ${bus}`),
    busNumber: bus,
    device: cdromsOn(vm, 200 + bus),
  });
}

function pciController(vm: VirtualMachine): object {
  return data('VirtualPCIController', {
    key: 100,
    deviceInfo: info('PCI controller 0', 'PCI controller 0'),
    busNumber: 0,
    device: [500, 12000, ...vm.scsi.map(({ key }) => key), ...vm.nics.map(({ key }) => key), 15000],
  });
}

const videoCard = data('VirtualMachineVideoCard', {
  key: 500,
  deviceInfo: info('Video card ', 'Video card'),
  controllerKey: 100,
  unitNumber: 0,
  videoRamSizeInKB: 8192,
  numDisplays: 1,
  useAutoDetect: false,
  enable3DSupport: false,
  use3dRenderer: 'automatic',
  graphicsMemorySizeInKB: 262_144,
});

function vmci(vm: VirtualMachine): object {
  return data('VirtualMachineVMCIDevice', {
    key: 12000,
    deviceInfo: info(
      'VMCI device',
      'Device on the virtual machine PCI bus that provides support for the virtual machine communication interface',
    ),
    controllerKey: 100,
    unitNumber: 17,
    id: (vm.serial * 7919) % 2_000_000_000,
    allowUnrestrictedCommunication: false,
    filterEnable: true,
  });
}

function sataController(vm: VirtualMachine): object {
  return data('VirtualAHCIController', {
    key: 15000,
    deviceInfo: info('SATA controller 0', 'AHCI'),
    slotInfo: data('VirtualDevicePciBusSlotInfo', { pciSlotNumber: 33 }),
    controllerKey: 100,
    unitNumber: 24,
    busNumber: 0,
    device: cdromsOn(vm, 15_000),
  });
}

const scsiNames: Readonly<Record<string, string>> = {
  ParaVirtualSCSIController: 'VMware paravirtual SCSI',
  VirtualLsiLogicController: 'LSI Logic',
  VirtualLsiLogicSASController: 'LSI Logic SAS',
  VirtualBusLogicController: 'BusLogic',
};

function scsiController(vm: VirtualMachine, { key, controllerType }: ScsiController): object {
  const bus = key - 1000;
  return data(controllerType, {
    key,
    deviceInfo: info(`SCSI controller ${bus}`, scsiNames[controllerType] ?? controllerType),
    slotInfo: data('VirtualDevicePciBusSlotInfo', { pciSlotNumber: 160 + bus * 32 }),
    controllerKey: 100,
    unitNumber: 3 + bus,
    busNumber: bus,
    device: vm.disks.filter((item) => diskUnit(item).controllerKey === key).map((item) => item.key),
    hotAddRemove: true,
    sharedBus: 'noSharing',
    scsiCtlrUnitNumber: 7,
  });
}

/** The keys of drives: 3000 to 3003 on the IDE controllers, from 16000 on the SATA controller. */
export function cdromPlace(key: number): { controllerKey: number; unitNumber: number } {
  return key < 16_000
    ? { controllerKey: 200 + Math.floor((key - 3000) / 2), unitNumber: (key - 3000) % 2 }
    : { controllerKey: 15_000, unitNumber: key - 16_000 };
}

const cdromsOn = (vm: VirtualMachine, controllerKey: number): number[] =>
  vm.cdroms.map(({ key }) => key).filter((key) => cdromPlace(key).controllerKey === controllerKey);

export function cdromLabel({ key }: Pick<VmCdrom, 'key'>): string {
  return `CD/DVD drive ${key < 16_000 ? key - 2999 : key - 15_999}`;
}

/** A drive; as vCenter does, an ISO image is summed up by its path. */
function cdrom({ key, medium, connected, startConnected }: VmCdrom): object {
  const [summary, backing] =
    medium.kind === 'iso'
      ? [
          `ISO ${medium.file}`,
          data('VirtualCdromIsoBackingInfo', {
            fileName: medium.file,
            datastore: medium.datastore,
            backingObjectId: '',
          }),
        ]
      : medium.kind === 'host'
        ? [
            `ATAPI ${medium.device}`,
            data('VirtualCdromAtapiBackingInfo', {
              deviceName: medium.device,
              useAutoDetect: false,
            }),
          ]
        : [
            'Remote device',
            data('VirtualCdromRemotePassthroughBackingInfo', {
              deviceName: '',
              useAutoDetect: false,
              exclusive: false,
            }),
          ];
  return data('VirtualCdrom', {
    key,
    deviceInfo: info(cdromLabel({ key }), summary),
    backing,
    connectable: connectable(connected, startConnected),
    ...cdromPlace(key),
  });
}

function connectable(connected: boolean, atStart: boolean): object {
  return {
    migrateConnect: 'unset',
    startConnected: atStart,
    allowGuestControl: true,
    connected,
    status: connected ? 'ok' : 'untried',
  };
}

/** The name of the file that takes the writes: below a snapshot, a delta of its own. */
export function currentFile(vm: VirtualMachine, item: VmDisk): string {
  const base = diskFile(vm, item);
  return vm.currentSnapshot === undefined
    ? base
    : base.replace(/\.vmdk$/, `-${String(vm.currentSnapshot.number).padStart(6, '0')}.vmdk`);
}

/** What a disk in a snapshot was when that was taken: the file that its delta lies on. */
function parentOf(vm: VirtualMachine, item: VmDisk): object | undefined {
  const file = diskFile(vm, item);
  return currentFile(vm, item) === file
    ? undefined
    : data('VirtualDiskFlatVer2BackingInfo', {
        fileName: file,
        datastore: item.datastore,
        diskMode: item.mode ?? 'persistent',
        thinProvisioned: item.thin,
      });
}

function disk(vm: VirtualMachine, item: VmDisk, seed: number): object {
  const n = item.key - 2000;
  const shares = { shares: 1000, level: 'normal' };
  return data('VirtualDisk', {
    key: item.key,
    deviceInfo: info(
      `Hard disk ${diskNumber(item)}`,
      `${kilobytes.format(Math.round(item.capacityGB * 1024 ** 2))} KB`,
    ),
    backing: data('VirtualDiskFlatVer2BackingInfo', {
      fileName: currentFile(vm, item),
      datastore: item.datastore,
      backingObjectId: '',
      diskMode: item.mode ?? 'persistent',
      split: false,
      writeThrough: false,
      thinProvisioned: item.thin,
      eagerlyScrub: item.eager === true,
      uuid: `6000C29${uuidFrom(seed, `disk/${vm.serial}/${n}`).slice(7)}`,
      contentId: hexDigits(seed, `content/${vm.serial}/${n}`, 32),
      digestEnabled: false,
      sharing: 'sharingNone',
      parent: parentOf(vm, item),
    }),
    ...diskUnit(item),
    capacityInKB: Math.round(item.capacityGB * 1024 ** 2),
    capacityInBytes: Math.round(item.capacityGB * 1024 ** 2) * 1024,
    shares,
    storageIOAllocation: { limit: -1, shares, reservation: 0 },
    diskObjectId: `${vm.serial}-${item.key}`,
    vDiskVersion: 1,
    nativeUnmanagedLinkedClone: false,
    guestReadOnly: false,
  });
}

function nicBacking(vm: VirtualMachine, { network }: VmNic, seed: number): object {
  const { dvs, name: deviceName } = network;
  return dvs === undefined
    ? data('VirtualEthernetCardNetworkBackingInfo', { deviceName, useAutoDetect: false, network })
    : data('VirtualEthernetCardDistributedVirtualPortBackingInfo', {
        port: {
          switchUuid: switchUuid(dvs.serial, seed),
          portgroupKey: network.id,
          portKey: String(vm.serial),
          connectionCookie: (vm.serial * 104_729) % 2_000_000_000,
        },
      });
}

function nic(vm: VirtualMachine, item: VmNic, seed: number): object {
  const { dvs } = item.network;
  const isVmxnet3 = item.nicType === undefined || item.nicType.startsWith('VirtualVmxnet3');
  return data(item.nicType ?? 'VirtualVmxnet3', {
    key: item.key,
    deviceInfo: info(
      `Network adapter ${item.key - 3999}`,
      dvs === undefined ? item.network.name : `DVSwitch: ${switchUuid(dvs.serial, seed)}`,
    ),
    backing: nicBacking(vm, item, seed),
    connectable: connectable(
      vm.power === 'poweredOn' && item.connected !== false,
      item.startConnected !== false,
    ),
    slotInfo: data('VirtualDevicePciBusSlotInfo', { pciSlotNumber: 192 + (item.key - 4000) * 32 }),
    controllerKey: 100,
    unitNumber: 7 + (item.key - 4000),
    addressType: item.manualMac === true ? 'manual' : 'assigned',
    macAddress: item.mac,
    wakeOnLanEnabled: true,
    resourceAllocation: { reservation: 0, share: { shares: 50, level: 'normal' }, limit: -1 },
    uptCompatibilityEnabled: true,
    ...(isVmxnet3 && { uptv2Enabled: false }),
    ...(item.protocol !== undefined && { deviceProtocol: item.protocol }),
  });
}

/** A distributed switch's UUID in the form that vCenter prints. */
export function switchUuid(serial: number, seed: number): string {
  const pairs = hexDigits(seed, `dvs/${serial}`, 32).match(/../g) ?? [];
  return `50 ${pairs.slice(1, 8).join(' ')}-${pairs.slice(8).join(' ')}`;
}

export function devices(vm: VirtualMachine, seed: number): object[] {
  return [
    ...controllers(vm),
    ...vm.disks.map((item) => disk(vm, item, seed)),
    ...vm.nics.map((item) => nic(vm, item, seed)),
  ];
}
