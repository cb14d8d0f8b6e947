import type { GuestOs, VirtualMachine, VmDisk, VmNic } from '../../estate/entity.ts';
import { switchUuid } from '../../properties/vm-devices.ts';
import { biosUuid, homeDirectory, instanceUuid } from '../../properties/vm-facts.ts';
import { networkType, powerStates } from './states.ts';

/** What a VM is made of, as `com.vmware.vcenter.VM.info` and the hardware services tell it. */

const guestNames: Readonly<Record<string, string>> = {
  rhel8_64Guest: 'RHEL_8_64',
  rhel9_64Guest: 'RHEL_9_64',
  sles15_64Guest: 'SLES_15_64',
  ubuntu64Guest: 'UBUNTU_64',
  debian12_64Guest: 'DEBIAN_12_64',
  vmwarePhoton64Guest: 'VMWARE_PHOTON_64',
  windows9Server64Guest: 'WINDOWS_9_SERVER_64',
  windows2019srv_64Guest: 'WINDOWS_SERVER_2019',
  windows2019srvNext_64Guest: 'WINDOWS_SERVER_2021',
  windows11_64Guest: 'WINDOWS_11_64',
  freebsd13_64Guest: 'FREEBSD_13_64',
};

/** `com.vmware.vcenter.vm.guest_OS`. */
export function guestName({ guestId }: GuestOs): string {
  return guestNames[guestId] ?? 'OTHER_64';
}

export function hardwareInfo(vm: VirtualMachine): object {
  return {
    version: `VMX_${vm.hardwareVersion}`,
    upgrade_policy: 'NEVER',
    upgrade_status: 'NONE',
  };
}

export function identityInfo(vm: VirtualMachine, seed: number): object {
  return {
    name: vm.name,
    bios_uuid: biosUuid(vm, seed),
    instance_uuid: instanceUuid(vm, seed),
  };
}

export function bootInfo(): object {
  return {
    type: 'EFI',
    efi_legacy_boot: false,
    network_protocol: 'IPV4',
    delay: 0,
    retry: false,
    retry_delay: 10_000,
    enter_setup_mode: false,
  };
}

export function cpuInfo(vm: VirtualMachine): object {
  return {
    count: vm.numCpu,
    cores_per_socket: vm.numCpu > 16 ? vm.numCpu / 2 : 1,
    hot_add_enabled: false,
    hot_remove_enabled: false,
  };
}

export function memoryInfo(vm: VirtualMachine): object {
  return {
    size_MiB: vm.memoryMB,
    hot_add_enabled: true,
    hot_add_increment_size_MiB: vm.power === 'poweredOn' ? 128 : undefined,
    hot_add_limit_MiB: vm.power === 'poweredOn' ? vm.memoryMB * 16 : undefined,
  };
}

function diskInfo(vm: VirtualMachine, { key, capacityGB, datastore }: VmDisk): object {
  const n = key - 2000;
  const suffix = n === 0 ? '' : `_${n}`;
  const directory = homeDirectory(vm).replace(/^\[[^\]]*\]/, `[${datastore.name}]`);
  return {
    label: `Hard disk ${n + 1}`,
    type: 'SCSI',
    scsi: { bus: 0, unit: n < 7 ? n : n + 1 },
    backing: { type: 'VMDK_FILE', vmdk_file: `${directory}${vm.fileName}${suffix}.vmdk` },
    capacity: capacityGB * 1024 ** 3,
  };
}

function nicBacking(vm: VirtualMachine, { network }: VmNic, seed: number): object {
  const type = networkType(network);
  if (network.dvs === undefined) {
    return { type, network: network.id, network_name: network.name };
  }
  return {
    type,
    network: network.id,
    distributed_switch_uuid: switchUuid(network.dvs.serial, seed),
    distributed_port: String(vm.serial),
    // Real cookies fill 32 bits; some here are beyond what a double can tell apart
    connection_cookie:
      vm.serial % 4 === 0
        ? 2n ** 53n + BigInt(2 * vm.serial + 1)
        : (vm.serial * 104_729) % 2_000_000_000,
  };
}

function nicInfo(vm: VirtualMachine, nic: VmNic, seed: number): object {
  return {
    label: `Network adapter ${nic.key - 3999}`,
    type: 'VMXNET3',
    upt_compatibility_enabled: true,
    mac_type: 'ASSIGNED',
    mac_address: nic.mac,
    pci_slot_number: 192 + (nic.key - 4000) * 32,
    wake_on_lan_enabled: true,
    backing: nicBacking(vm, nic, seed),
    state: vm.power === 'poweredOn' ? 'CONNECTED' : 'NOT_CONNECTED',
    start_connected: true,
    allow_guest_control: true,
  };
}

/** Devices of one kind by their keys. */
export type Devices = ReadonlyMap<string, object>;

function devices<T extends { readonly key: number }>(
  items: readonly T[],
  describe: (item: T) => object,
): Devices {
  return new Map(items.map((item) => [String(item.key), describe(item)]));
}

export function disks(vm: VirtualMachine): Devices {
  return devices(vm.disks, (item) => diskInfo(vm, item));
}

export function nics(vm: VirtualMachine, seed: number): Devices {
  return devices(vm.nics, (item) => nicInfo(vm, item, seed));
}

export function cdroms(vm: VirtualMachine): Devices {
  const cdrom = {
    label: 'CD/DVD drive 1',
    type: 'SATA',
    sata: { bus: 0, unit: 0 },
    backing: { type: 'CLIENT_DEVICE', device_access_type: 'PASSTHRU' },
    state: vm.power === 'poweredOn' ? 'NOT_CONNECTED' : 'UNKNOWN',
    start_connected: false,
    allow_guest_control: true,
  };
  return new Map([['16000', cdrom]]);
}

export function scsiAdapters(): Devices {
  const adapter = {
    label: 'SCSI controller 0',
    type: 'PVSCSI',
    scsi: { bus: 0, unit: 7 },
    pci_slot_number: 160,
    sharing: 'NONE',
  };
  return new Map([['1000', adapter]]);
}

export function sataAdapters(): Devices {
  const adapter = { label: 'SATA controller 0', type: 'AHCI', bus: 0, pci_slot_number: 33 };
  return new Map([['15000', adapter]]);
}

/** Kinds of devices that no VM of the estate has. */
const none: Devices = new Map();

export function vmInfo(vm: VirtualMachine, seed: number): object {
  return {
    guest_OS: guestName(vm.guest),
    name: vm.name,
    identity: identityInfo(vm, seed),
    power_state: powerStates[vm.power],
    instant_clone_frozen: false,
    hardware: hardwareInfo(vm),
    boot: bootInfo(),
    boot_devices: [],
    cpu: cpuInfo(vm),
    memory: memoryInfo(vm),
    disks: disks(vm),
    nics: nics(vm, seed),
    cdroms: cdroms(vm),
    floppies: none,
    parallel_ports: none,
    serial_ports: none,
    sata_adapters: sataAdapters(),
    scsi_adapters: scsiAdapters(),
    nvme_adapters: none,
  };
}
