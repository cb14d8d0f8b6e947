import type { Datastore, ToolsState, VirtualMachine, VmDisk } from '../estate/entity.ts';
import { diskBytes } from '../estate/storage/space.ts';
import { hash, uuidFrom } from '../estate/random.ts';

/** Facts of a VM that several properties repeat. */

const gibibyte = 1024 ** 3;

/** BIOS UUID in the form that VMs made by vCenter have. */
export function biosUuid(vm: VirtualMachine, seed: number): string {
  return `42${uuidFrom(seed, `bios/${vm.serial}`).slice(2)}`;
}

export function instanceUuid(vm: VirtualMachine, seed: number): string {
  return `50${uuidFrom(seed, `instance/${vm.serial}`).slice(2)}`;
}

/** Where the configuration of a VM is. */
export function homeStore(vm: VirtualMachine): Datastore | undefined {
  return vm.home ?? vm.disks[0]?.datastore;
}

/** Every datastore that a VM has files on, its home first. */
export function datastoresOf(vm: VirtualMachine): Set<Datastore> {
  const stores = new Set(vm.disks.map(({ datastore }) => datastore));
  return vm.home === undefined ? stores : new Set([vm.home, ...stores]);
}

/** `[datastore] name/` */
export function homeDirectory(vm: VirtualMachine): string {
  return `[${homeStore(vm)?.name ?? ''}] ${vm.fileName}/`;
}

export function vmxPath(vm: VirtualMachine): string {
  const extension = vm.template ? 'vmtx' : 'vmx';
  return `${homeDirectory(vm)}${vm.fileName}.${extension}`;
}

export function hostName(vm: VirtualMachine): string | undefined {
  if (vm.tools === 'notInstalled') {
    return undefined;
  }
  const domain = vm.guest.family === 'windowsGuest' ? 'ad.corp.example' : 'corp.example';
  return `${vm.guestName}.${domain}`;
}

/** Place of a disk on its controller. */
export function diskUnit({ key }: VmDisk): { controllerKey: number; unitNumber: number } {
  const n = key - 2000;
  return { controllerKey: 1000 + Math.floor(n / 16), unitNumber: n % 16 };
}

/** Number of a disk as its label gives it: unit 7 is the controller's own. */
export function diskNumber({ key }: VmDisk): number {
  const n = key - 2000;
  const unit = n % 16;
  return Math.floor(n / 16) * 15 + (unit > 7 ? unit : unit + 1);
}

/** The file of a disk as it was made, without what snapshots append. */
export function diskFile(vm: VirtualMachine, disk: VmDisk): string {
  if (disk.file !== undefined) {
    return disk.file;
  }
  const number = diskNumber(disk) - 1;
  const directory =
    disk.datastore === homeStore(vm)
      ? homeDirectory(vm)
      : `[${disk.datastore.name}] ${vm.fileName}/`;
  return `${directory}${vm.fileName}${number === 0 ? '' : `_${number}`}.vmdk`;
}

/** Tools speak only while the guest runs. */
export function toolsRunning(vm: VirtualMachine): boolean {
  return vm.power === 'poweredOn' && vm.tools !== 'notInstalled' && vm.tools !== 'notRunning';
}

interface ToolsFacts {
  readonly toolsStatus: string;
  readonly toolsVersionStatus: string;
  readonly toolsVersionStatus2: string;
  readonly toolsRunningStatus: string;
  readonly toolsVersion: string;
  readonly toolsInstallType: string | undefined;
}

const toolsByState: Readonly<Record<ToolsState, Omit<ToolsFacts, 'toolsRunningStatus'>>> = {
  current: {
    toolsStatus: 'toolsOk',
    toolsVersionStatus: 'guestToolsCurrent',
    toolsVersionStatus2: 'guestToolsCurrent',
    toolsVersion: '12421',
    toolsInstallType: 'guestToolsTypeMSI',
  },
  old: {
    toolsStatus: 'toolsOld',
    toolsVersionStatus: 'guestToolsNeedUpgrade',
    toolsVersionStatus2: 'guestToolsSupportedOld',
    toolsVersion: '11333',
    toolsInstallType: 'guestToolsTypeMSI',
  },
  openVmTools: {
    toolsStatus: 'toolsOk',
    toolsVersionStatus: 'guestToolsUnmanaged',
    toolsVersionStatus2: 'guestToolsUnmanaged',
    toolsVersion: '12389',
    toolsInstallType: 'guestToolsTypeOpenVMTools',
  },
  notRunning: {
    toolsStatus: 'toolsNotRunning',
    toolsVersionStatus: 'guestToolsUnmanaged',
    toolsVersionStatus2: 'guestToolsUnmanaged',
    toolsVersion: '12389',
    toolsInstallType: 'guestToolsTypeOpenVMTools',
  },
  notInstalled: {
    toolsStatus: 'toolsNotInstalled',
    toolsVersionStatus: 'guestToolsNotInstalled',
    toolsVersionStatus2: 'guestToolsNotInstalled',
    toolsVersion: '0',
    toolsInstallType: undefined,
  },
};

export function toolsFacts(vm: VirtualMachine): ToolsFacts {
  const running = toolsRunning(vm);
  const facts = toolsByState[vm.tools];
  return {
    ...facts,
    toolsStatus: running || vm.tools === 'notInstalled' ? facts.toolsStatus : 'toolsNotRunning',
    toolsRunningStatus: running ? 'guestToolsRunning' : 'guestToolsNotRunning',
  };
}

/** Unique local and link-local addresses that follow from the MAC address (EUI-64). */
export function ipv6Of(mac: string, vlan: number): readonly [global: string, linkLocal: string] {
  const bytes = mac.split(':').map((part) => Number.parseInt(part, 16));
  const word = (a: number, b: number): string => ((a << 8) | b).toString(16);
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0] = bytes;
  const suffix = `${word(b0 ^ 2, b1)}:${word(b2, 0xff)}:${word(0xfe, b3)}:${word(b4, b5)}`;
  return [`fd4a:91c0:7e5b:${vlan.toString(16)}:${suffix}`, `fe80::${suffix}`];
}

/** The address that vCenter shows for the VM. */
export function primaryAddress(vm: VirtualMachine): string | undefined {
  return toolsRunning(vm) ? vm.nics[0]?.ipv4 : undefined;
}

/** Bytes on the datastores. */
export function committedBytes(vm: VirtualMachine): number {
  const disks = vm.disks.reduce((sum, disk) => sum + diskBytes(disk), 0);
  return disks + (vm.power === 'poweredOn' ? vm.memoryMB * 1024 ** 2 : 0) + 2_540_000;
}

export function uncommittedBytes(vm: VirtualMachine): number {
  return vm.disks.reduce(
    (sum, { capacityGB, used, thin }) =>
      sum + (thin ? Math.round(capacityGB * gibibyte * (1 - used)) : 0),
    0,
  );
}

/** Eight hexadecimal digits that file names carry. */
export function fileTag(vm: VirtualMachine): string {
  return hash(vm.fileName, vm.serial).toString(16).padStart(8, '0');
}
