import type { Allocation } from '../allocation.ts';
import type { Datastore, Network } from '../containers.ts';
import type { DeviceBacking } from '../devices/device-backing.ts';

/** What a VM is made of: its devices, its configuration as a snapshot keeps it, and its question. */

export type PowerState = 'poweredOn' | 'poweredOff' | 'suspended';

/** A guest operating system as VMs name it. */
export interface GuestOs {
  readonly guestId: string;
  readonly fullName: string;
  readonly family: 'linuxGuest' | 'windowsGuest' | 'otherGuest';
  /** What the tools report about it; unset for appliances without. */
  readonly detail: string;
}

export interface VmDisk {
  readonly key: number;
  readonly capacityGB: number;
  readonly datastore: Datastore;
  readonly thin: boolean;
  /** Of a thick disk: it was zeroed when it was made. */
  readonly eager?: boolean;
  /** Part of the capacity that is in use, 0 to 1. */
  readonly used: number;
  /** `[datastore] folder/name.vmdk` where it is not the name that follows from the VM and the key. */
  readonly file?: string;
  /** Default `persistent`. */
  readonly mode?: string;
}

/** The network adapters that can be added. */
export type NicType = 'VirtualVmxnet3' | 'VirtualVmxnet3Vrdma' | 'VirtualE1000e' | 'VirtualE1000';

export interface VmNic {
  readonly key: number;
  readonly network: Network;
  readonly mac: string;
  readonly ipv4: string;
  /** Default `VirtualVmxnet3`. */
  readonly nicType?: NicType;
  /** Of an adapter for RDMA. */
  readonly protocol?: string;
  /** Default true. A connected adapter is connected while the VM runs. */
  readonly connected?: boolean;
  /** Default true. */
  readonly startConnected?: boolean;
  /** The address was named by who made the adapter. */
  readonly manualMac?: boolean;
}

/** A CD-ROM drive: an ISO image of a datastore, a drive of the host, or a drive of the client (`remote`). */
export interface VmCdrom {
  readonly key: number;
  readonly medium:
    | { readonly kind: 'iso'; readonly file: string; readonly datastore: Datastore | undefined }
    | { readonly kind: 'host'; readonly device: string }
    | { readonly kind: 'remote' };
  readonly connected: boolean;
  readonly startConnected: boolean;
}

export interface ScsiController {
  /** 1000 to 1003. */
  readonly key: number;
  readonly controllerType: string;
}

/** A device that few machines have, as it was specified. */
export interface OtherDevice {
  readonly key: number;
  readonly deviceType: string;
  readonly backing?: DeviceBacking;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly connected: boolean;
  readonly startConnected: boolean;
}

/** A VirtualMachineBootOptionsBootableDevice. */
export interface BootDevice {
  readonly $type: string;
  readonly deviceKey?: number;
}

export interface BootSettings {
  readonly firmware: 'bios' | 'efi';
  readonly secure: boolean;
  /** Milliseconds. */
  readonly delay: number;
  readonly enterSetup: boolean;
  readonly retry: boolean;
  readonly retryDelay: number;
  readonly order: readonly BootDevice[];
  readonly protocol: string;
}

/** How a VM is scheduled; `high` gives each of its CPUs a core of its own. */
export interface LatencySensitivity {
  readonly level: 'low' | 'normal' | 'medium' | 'high' | 'custom';
  /** Of the level `custom`. */
  readonly sensitivity?: number;
}

export const usualLatency: LatencySensitivity = { level: 'normal' };

/** What a snapshot keeps of a VM's configuration, and a clone takes over. */
export interface VmConfig {
  readonly guest: GuestOs;
  readonly numCpu: number;
  readonly coresPerSocket: number;
  readonly memoryMB: number;
  readonly cpuHotAdd: boolean;
  readonly memoryHotAdd: boolean;
  readonly annotation: string;
  readonly disks: readonly VmDisk[];
  readonly nics: readonly VmNic[];
  readonly cdroms: readonly VmCdrom[];
  readonly scsi: readonly ScsiController[];
  readonly others: readonly OtherDevice[];
  readonly boot: BootSettings;
  readonly nestedHv: boolean;
  readonly extraConfig: ReadonlyMap<string, string> | undefined;
  readonly cpuAllocation: Allocation | undefined;
  readonly memoryAllocation: Allocation | undefined;
  readonly latency: LatencySensitivity;
  /** What was set of ToolsConfigInfo; the rest is as it is usually. */
  readonly toolsOptions: Readonly<Record<string, unknown>> | undefined;
}

export interface VmQuestion {
  readonly id: string;
  readonly text: string;
  readonly choices: readonly (readonly [key: string, label: string, summary: string])[];
  readonly defaultIndex: number;
  /** What an answer does besides ending the question. */
  readonly effects: Readonly<Record<string, 'powerOff' | 'cancelPowerOn'>>;
}

/** A VM that vCenter made has a drive of the client, not connected, and a paravirtual controller. */
export const usualCdroms: readonly VmCdrom[] = [
  { key: 16000, medium: { kind: 'remote' }, connected: false, startConnected: false },
];
export const usualScsi: readonly ScsiController[] = [
  { key: 1000, controllerType: 'ParaVirtualSCSIController' },
];

/** The configuration of a VM at this moment. */
export function configOf(vm: VmConfig): VmConfig {
  return {
    guest: vm.guest,
    numCpu: vm.numCpu,
    coresPerSocket: vm.coresPerSocket,
    memoryMB: vm.memoryMB,
    cpuHotAdd: vm.cpuHotAdd,
    memoryHotAdd: vm.memoryHotAdd,
    annotation: vm.annotation,
    disks: vm.disks,
    nics: vm.nics,
    cdroms: vm.cdroms,
    scsi: vm.scsi,
    others: vm.others,
    boot: vm.boot,
    nestedHv: vm.nestedHv,
    extraConfig: vm.extraConfig,
    cpuAllocation: vm.cpuAllocation,
    memoryAllocation: vm.memoryAllocation,
    latency: vm.latency,
    toolsOptions: vm.toolsOptions,
  };
}
