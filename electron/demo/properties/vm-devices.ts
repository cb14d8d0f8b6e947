import type { VirtualMachine, VmDisk, VmNic } from '../estate/entity.ts';
import { hexDigits, uuidFrom } from '../estate/random.ts';
import { data } from '../wire/value.ts';
import { homeDirectory } from './vm-facts.ts';

/** `config.hardware.device`: what a VM that vCenter made has. */

const kilobytes = new Intl.NumberFormat('en-US');

function info(label: string, summary: string): object {
  return { label, summary };
}

function controllers(vm: VirtualMachine): object[] {
  return [
    data('VirtualIDEController', { key: 200, deviceInfo: info('IDE 0', 'IDE 0'), busNumber: 0 }),
    data('VirtualIDEController', { key: 201, deviceInfo: info('IDE 1', 'IDE 1'), busNumber: 1 }),
    data('VirtualPS2Controller', {
      key: 300,
      deviceInfo: info('PS2 controller 0', 'PS2 controller 0'),
      busNumber: 0,
      device: [600, 700],
    }),
    data('VirtualPCIController', {
      key: 100,
      deviceInfo: info('PCI controller 0', 'PCI controller 0'),
      busNumber: 0,
      device: [500, 12000, 1000, ...vm.nics.map(({ key }) => key), 15000],
    }),
    data('VirtualSIOController', {
      key: 400,
      deviceInfo: info('SIO controller 0', 'SIO controller 0'),
      busNumber: 0,
    }),
    data('VirtualKeyboard', {
      key: 600,
      deviceInfo: info('Keyboard ', 'Keyboard'),
      controllerKey: 300,
      unitNumber: 0,
    }),
    data('VirtualPointingDevice', {
      key: 700,
      deviceInfo: info('Pointing device', 'Pointing device; Device'),
      backing: data('VirtualPointingDeviceDeviceBackingInfo', {
        deviceName: '',
        useAutoDetect: false,
        hostPointingDevice: 'autodetect',
      }),
      controllerKey: 300,
      unitNumber: 1,
    }),
    data('VirtualMachineVideoCard', {
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
    }),
    data('VirtualMachineVMCIDevice', {
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
    }),
    data('ParaVirtualSCSIController', {
      key: 1000,
      deviceInfo: info('SCSI controller 0', 'VMware paravirtual SCSI'),
      slotInfo: data('VirtualDevicePciBusSlotInfo', { pciSlotNumber: 160 }),
      controllerKey: 100,
      unitNumber: 3,
      busNumber: 0,
      device: vm.disks.map(({ key }) => key),
      hotAddRemove: true,
      sharedBus: 'noSharing',
      scsiCtlrUnitNumber: 7,
    }),
    data('VirtualAHCIController', {
      key: 15000,
      deviceInfo: info('SATA controller 0', 'AHCI'),
      slotInfo: data('VirtualDevicePciBusSlotInfo', { pciSlotNumber: 33 }),
      controllerKey: 100,
      unitNumber: 24,
      busNumber: 0,
      device: [16000],
    }),
    data('VirtualCdrom', {
      key: 16000,
      deviceInfo: info('CD/DVD drive 1', 'Remote device'),
      backing: data('VirtualCdromRemotePassthroughBackingInfo', {
        deviceName: '',
        useAutoDetect: false,
        exclusive: false,
      }),
      connectable: connectable(false, false),
      controllerKey: 15000,
      unitNumber: 0,
    }),
  ];
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

function disk(vm: VirtualMachine, item: VmDisk, seed: number): object {
  const n = item.key - 2000;
  const suffix = n === 0 ? '' : `_${n}`;
  const delta =
    vm.currentSnapshot === undefined
      ? ''
      : `-${String(vm.currentSnapshot.number).padStart(6, '0')}`;
  const directory =
    n === 0
      ? homeDirectory(vm)
      : homeDirectory(vm).replace(/^\[[^\]]*\]/, `[${item.datastore.name}]`);
  const shares = { shares: 1000, level: 'normal' };
  return data('VirtualDisk', {
    key: item.key,
    deviceInfo: info(`Hard disk ${n + 1}`, `${kilobytes.format(item.capacityGB * 1024 ** 2)} KB`),
    backing: data('VirtualDiskFlatVer2BackingInfo', {
      fileName: `${directory}${vm.fileName}${suffix}${delta}.vmdk`,
      datastore: item.datastore,
      backingObjectId: '',
      diskMode: 'persistent',
      split: false,
      writeThrough: false,
      thinProvisioned: item.thin,
      eagerlyScrub: false,
      uuid: `6000C29${uuidFrom(seed, `disk/${vm.serial}/${n}`).slice(7)}`,
      contentId: hexDigits(seed, `content/${vm.serial}/${n}`, 32),
      digestEnabled: false,
      sharing: 'sharingNone',
    }),
    controllerKey: 1000,
    unitNumber: n < 7 ? n : n + 1,
    capacityInKB: item.capacityGB * 1024 ** 2,
    capacityInBytes: item.capacityGB * 1024 ** 3,
    shares,
    storageIOAllocation: { limit: -1, shares, reservation: 0 },
    diskObjectId: `${vm.serial}-${item.key}`,
    vDiskVersion: 1,
    nativeUnmanagedLinkedClone: false,
    guestReadOnly: false,
  });
}

function nic(vm: VirtualMachine, item: VmNic, seed: number): object {
  const { dvs } = item.network;
  const backing =
    dvs === undefined
      ? data('VirtualEthernetCardNetworkBackingInfo', {
          deviceName: item.network.name,
          useAutoDetect: false,
          network: item.network,
        })
      : data('VirtualEthernetCardDistributedVirtualPortBackingInfo', {
          port: {
            switchUuid: switchUuid(dvs.serial, seed),
            portgroupKey: item.network.id,
            portKey: String(vm.serial),
            connectionCookie: (vm.serial * 104_729) % 2_000_000_000,
          },
        });
  return data('VirtualVmxnet3', {
    key: item.key,
    deviceInfo: info(
      `Network adapter ${item.key - 3999}`,
      dvs === undefined ? item.network.name : `DVSwitch: ${switchUuid(dvs.serial, seed)}`,
    ),
    backing,
    connectable: connectable(vm.power === 'poweredOn', true),
    slotInfo: data('VirtualDevicePciBusSlotInfo', { pciSlotNumber: 192 + (item.key - 4000) * 32 }),
    controllerKey: 100,
    unitNumber: 7 + (item.key - 4000),
    addressType: 'assigned',
    macAddress: item.mac,
    wakeOnLanEnabled: true,
    resourceAllocation: { reservation: 0, share: { shares: 50, level: 'normal' }, limit: -1 },
    uptCompatibilityEnabled: true,
    uptv2Enabled: false,
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
