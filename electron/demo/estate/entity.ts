import type { Reference } from '../wire/value.ts';
import type { Task } from '../tasks/task.ts';
import type {
  Allocation,
  ScsiController,
  Snapshot,
  VmCdrom,
  VmConfig,
  VmDisk,
  VmNic,
  VmQuestion,
} from './vm-parts.ts';
import { usualCdroms, usualScsi } from './vm-parts.ts';

export type { Snapshot, VmDisk, VmNic } from './vm-parts.ts';

/** The inventory's objects as the server holds them: compact state, from which properties are made when asked for. */

export type Status = 'gray' | 'green' | 'yellow' | 'red';

/** An alarm that has gone off on an entity. */
export interface TriggeredAlarm {
  readonly alarm: AlarmObject;
  readonly status: Status;
  readonly time: Date;
  readonly acknowledged: boolean;
}

/** Anything that has an id on the server. */
export interface Managed extends Reference {
  readonly type: string;
  readonly id: string;
}

/** What every entity of the inventory has. */
export class Entity implements Managed {
  readonly type: string;
  readonly id: string;
  name: string;
  parent: Entity | undefined;
  status: Status = 'green';
  alarms: TriggeredAlarm[] = [];
  /** Custom field key → value. */
  customValues: Map<number, string> | undefined;
  recentTasks: Task[] = [];
  /** What another program has disabled, as a backup does with moving while it is at work. */
  disabledByOthers: readonly string[] = [];
  /** Serial number of the object: the seed of whatever is derived from it. */
  readonly serial: number;

  constructor(type: string, id: string, serial: number, name: string) {
    this.type = type;
    this.id = id;
    this.serial = serial;
    this.name = name;
  }
}

export class Folder extends Entity {
  readonly children = new Set<Entity>();
  readonly childTypes: readonly string[];

  constructor(
    id: string,
    serial: number,
    name: string,
    options: { childTypes: readonly string[]; isStoragePod?: boolean },
  ) {
    super(options.isStoragePod === true ? 'StoragePod' : 'Folder', id, serial, name);
    this.childTypes = options.childTypes;
  }
}

export class Datacenter extends Entity {
  readonly vmFolder: Folder;
  readonly hostFolder: Folder;
  readonly datastoreFolder: Folder;
  readonly networkFolder: Folder;
  readonly datastores = new Set<Datastore>();
  readonly networks = new Set<Network>();

  constructor(
    id: string,
    serial: number,
    name: string,
    folders: Record<'vm' | 'host' | 'datastore' | 'network', Folder>,
  ) {
    super('Datacenter', id, serial, name);
    this.vmFolder = folders.vm;
    this.hostFolder = folders.host;
    this.datastoreFolder = folders.datastore;
    this.networkFolder = folders.network;
  }
}

export class ComputeResource extends Entity {
  readonly hosts = new Set<Host>();
  readonly datastores = new Set<Datastore>();
  readonly networks = new Set<Network>();
  readonly settings: { readonly ha: boolean; readonly drs: boolean; readonly vsan: boolean };
  readonly rootPool: ResourcePool;
  readonly isCluster: boolean;

  constructor(
    id: string,
    serial: number,
    name: string,
    options: { rootPool: ResourcePool; cluster?: { ha: boolean; drs: boolean; vsan: boolean } },
  ) {
    super(options.cluster ? 'ClusterComputeResource' : 'ComputeResource', id, serial, name);
    this.rootPool = options.rootPool;
    this.isCluster = options.cluster !== undefined;
    this.settings = options.cluster ?? { ha: false, drs: false, vsan: false };
  }
}

/** A make of server. */
export interface HostModel {
  readonly vendor: string;
  readonly model: string;
  readonly cpuModel: string;
  readonly mhz: number;
  readonly packages: number;
  readonly coresPerPackage: number;
  readonly memoryGB: number;
}

export class Host extends Entity {
  connectionState: 'connected' | 'disconnected' | 'notResponding' = 'connected';
  inMaintenance = false;
  readonly vms = new Set<VirtualMachine>();
  readonly datastores = new Set<Datastore>();
  readonly networks = new Set<Network>();
  readonly model: HostModel;
  bootTime: Date;
  readonly address: string;
  readonly compute: ComputeResource;
  statsEpoch = 0;

  constructor(
    id: string,
    serial: number,
    name: string,
    options: { model: HostModel; bootTime: Date; address: string; compute: ComputeResource },
  ) {
    super('HostSystem', id, serial, name);
    this.model = options.model;
    this.bootTime = options.bootTime;
    this.address = options.address;
    this.compute = options.compute;
  }
}

const poolShares = { low: 2000, normal: 4000, high: 8000 };
const poolMemoryShares = { low: 81_920, normal: 163_840, high: 327_680 };

export class ResourcePool extends Entity {
  /** Set once the compute resource exists. */
  owner: ComputeResource | undefined;
  readonly pools = new Set<ResourcePool>();
  readonly vms = new Set<VirtualMachine>();
  cpuAllocation: Allocation;
  memoryAllocation: Allocation;
  /** Where a vApp is shown in VMs and Templates. */
  readonly parentFolder: Folder | undefined;

  constructor(
    id: string,
    serial: number,
    name: string,
    options: { shares?: 'low' | 'normal' | 'high'; vAppIn?: Folder } = {},
  ) {
    super(options.vAppIn ? 'VirtualApp' : 'ResourcePool', id, serial, name);
    const level = options.shares ?? 'normal';
    const usual = { reservation: 0, expandable: true, limit: -1, level } as const;
    this.cpuAllocation = { ...usual, shares: poolShares[level] };
    this.memoryAllocation = { ...usual, shares: poolMemoryShares[level] };
    this.parentFolder = options.vAppIn;
  }
}

/** A file of a datastore that no VM owns. */
export interface StoredFile {
  readonly bytes: number;
  readonly modified: Date;
  /** Set for a disk. */
  readonly disk?: { readonly capacityGB: number; readonly thin: boolean; readonly used: number };
  /** Set for the configuration file of a VM that was unregistered. */
  readonly vm?: UnregisteredVm;
}

/** What a configuration file says about its VM. */
export interface UnregisteredVm {
  readonly name: string;
  readonly config: VmConfig;
  readonly hardwareVersion: number;
  readonly createDate: Date;
  readonly template: boolean;
  readonly tools: ToolsState;
  readonly guestName: string;
  readonly fileName: string;
}

export class Datastore extends Entity {
  readonly hosts = new Set<Host>();
  readonly vms = new Set<VirtualMachine>();
  readonly kind: 'VMFS' | 'NFS' | 'vsan';
  readonly capacity: number;
  freeSpace: number;
  uncommitted = 0;
  accessible = true;
  /** Files that belong to no VM of the inventory, by path below the datastore: ISO images, what was unregistered. */
  readonly files = new Map<string, StoredFile>();
  readonly datacenter: Datacenter;

  constructor(
    id: string,
    serial: number,
    name: string,
    options: { kind: 'VMFS' | 'NFS' | 'vsan'; capacity: number; datacenter: Datacenter },
  ) {
    super('Datastore', id, serial, name);
    this.kind = options.kind;
    this.capacity = options.capacity;
    this.freeSpace = options.capacity;
    this.datacenter = options.datacenter;
  }
}

export class Network extends Entity {
  readonly hosts = new Set<Host>();
  readonly vms = new Set<VirtualMachine>();
  readonly vlan: number;
  /** Set for a distributed port group. */
  readonly dvs: DistributedSwitch | undefined;
  readonly isUplink: boolean;

  constructor(
    id: string,
    serial: number,
    name: string,
    options: { vlan: number; dvs?: DistributedSwitch; uplink?: boolean },
  ) {
    super(options.dvs ? 'DistributedVirtualPortgroup' : 'Network', id, serial, name);
    this.vlan = options.vlan;
    this.dvs = options.dvs;
    this.isUplink = options.uplink === true;
  }
}

export class DistributedSwitch extends Entity {
  readonly portgroups = new Set<Network>();
  readonly hosts = new Set<Host>();

  constructor(id: string, serial: number, name: string) {
    super('VmwareDistributedVirtualSwitch', id, serial, name);
  }
}

export type PowerState = 'poweredOn' | 'poweredOff' | 'suspended';

/** State of VMware Tools, from which the several tools fields follow. */
export type ToolsState = 'current' | 'old' | 'openVmTools' | 'notRunning' | 'notInstalled';

/** A guest operating system as VMs name it. */
export interface GuestOs {
  readonly guestId: string;
  readonly fullName: string;
  readonly family: 'linuxGuest' | 'windowsGuest' | 'otherGuest';
  /** What the tools report about it; unset for appliances without. */
  readonly detail: string;
}

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
  /** What was set besides the usual. */
  extraConfig: ReadonlyMap<string, string> | undefined;
  cpuAllocation: Allocation | undefined;
  memoryAllocation: Allocation | undefined;
  /** Disk files were left behind by a snapshot whose removal did not finish. */
  consolidationNeeded = false;
  /** Another program holds a file of the VM open: what needs its disks fails with FileLocked. */
  locked = false;
  /** Was registered from files: asks whether it was moved or copied when it is powered on. */
  unknownOrigin = false;
  readonly hardwareVersion: number;
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
    this.coresPerSocket = options.numCpu > 8 ? options.numCpu / 2 : options.numCpu;
    this.memoryMB = options.memoryMB;
    this.cpuHotAdd = options.numCpu >= 8;
    this.memoryHotAdd = options.memoryMB >= 16_384;
    this.hardwareVersion = options.hardwareVersion;
    this.createDate = options.createDate;
    this.configVersion = options.createDate;
  }
}

/** The definition of an alarm. */
export interface AlarmObject extends Managed {
  readonly type: 'Alarm';
  readonly name: string;
  readonly description: string;
}
