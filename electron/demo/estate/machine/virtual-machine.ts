import type { Allocation } from '../allocation.ts';
import type { Datastore, Host, ResourcePool } from '../containers.ts';
import { Entity, type Managed } from '../entity-base.ts';
import type { Task } from '../../tasks/task.ts';
import { efiBoot, plainBoot } from './boot-settings.ts';
import type {
  BootSettings,
  GuestOs,
  OtherDevice,
  PowerState,
  ScsiController,
  VmCdrom,
  VmConfig,
  VmDisk,
  VmNic,
  VmQuestion,
} from './vm-parts.ts';
import { usualCdroms, usualLatency, usualScsi } from './vm-parts.ts';

/** State of VMware Tools, from which the several tools fields follow. */
export type ToolsState = 'current' | 'old' | 'openVmTools' | 'notRunning' | 'notInstalled';

export class VirtualMachine extends Entity implements VmConfig {
  power: PowerState = 'poweredOff';
  connectionState: 'connected' | 'disconnected' | 'orphaned' | 'inaccessible' = 'connected';
  tools: ToolsState = 'notInstalled';
  template = false;
  annotation = '';
  bootTime: Date | undefined;
  suspendTime: Date | undefined;
  question: VmQuestion | undefined;
  disks: readonly VmDisk[] = [];
  nics: readonly VmNic[] = [];
  rootSnapshots: Snapshot[] = [];
  currentSnapshot: Snapshot | undefined;
  host: Host;
  pool: ResourcePool | undefined;
  guest: GuestOs;
  numCpu: number;
  coresPerSocket: number;
  memoryMB: number;
  cpuHotAdd: boolean;
  memoryHotAdd: boolean;
  cdroms: readonly VmCdrom[] = usualCdroms;
  scsi: readonly ScsiController[] = usualScsi;
  others: readonly OtherDevice[] = [];
  boot: BootSettings;
  nestedHv = false;
  /** What was set besides the usual. */
  extraConfig: ReadonlyMap<string, string> | undefined;
  cpuAllocation: Allocation | undefined;
  memoryAllocation: Allocation | undefined;
  latency = usualLatency;
  toolsOptions: VmConfig['toolsOptions'];
  /** Disk files were left behind by a snapshot whose removal did not finish. */
  consolidationNeeded = false;
  /** What a program in the guest takes nearly all of. */
  exhausted: 'cpu' | 'memory' | undefined;
  /** Another program holds a file of the VM open: what needs its disks fails with FileLocked. */
  locked = false;
  /** Was registered from files: asks whether it was moved or copied when it is powered on. */
  unknownOrigin = false;
  hardwareVersion: number;
  readonly createDate: Date;
  configVersion: Date;
  /** The name that its files were made with: a rename leaves them, a move to another datastore does not. */
  fileName: string;
  /** Where its configuration is, when that is not beside its first disk. */
  home: Datastore | undefined;
  /** What its guest calls itself. */
  guestName: string;
  statsEpoch = 0;
  busyWith: Task | undefined;

  constructor(
    id: string,
    serial: number,
    name: string,
    options: {
      host: Host;
      pool: ResourcePool | undefined;
      guest: GuestOs;
      numCpu: number;
      memoryMB: number;
      hardwareVersion: number;
      createDate: Date;
    },
  ) {
    super('VirtualMachine', id, serial, name);
    this.fileName = name;
    this.guestName = name;
    this.host = options.host;
    this.pool = options.pool;
    this.guest = options.guest;
    this.numCpu = options.numCpu;
    this.coresPerSocket = options.numCpu > 8 ? options.numCpu / 2 : 1;
    this.memoryMB = options.memoryMB;
    this.cpuHotAdd = options.numCpu >= 8;
    this.memoryHotAdd = options.memoryMB >= 16_384;
    this.hardwareVersion = options.hardwareVersion;
    this.boot = options.hardwareVersion >= 17 ? efiBoot : plainBoot;
    this.createDate = options.createDate;
    this.configVersion = options.createDate;
  }
}

/** A snapshot of a VM. */
export interface Snapshot extends Managed {
  readonly type: 'VirtualMachineSnapshot';
  readonly vm: VirtualMachine;
  readonly number: number;
  name: string;
  description: string;
  readonly createTime: Date;
  /** `poweredOn` when it holds the memory of a running VM. */
  readonly state: PowerState;
  readonly quiesced: boolean;
  config: VmConfig;
  parent: Snapshot | undefined;
  readonly children: Snapshot[];
}
