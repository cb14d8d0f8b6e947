import type { Certificate } from '../server/certificate.ts';
import type { Allocation } from './allocation.ts';
import { plainCluster, type ClusterConfig } from './cluster-settings.ts';
import type { Data } from '../wire/value.ts';
import { Entity } from './entity-base.ts';
import { HostSettings } from './host-settings.ts';

/** What virtual machines stand in, run on and are connected with. Nothing of it knows a machine: `residents.ts` says who is where. */

export class Folder extends Entity {
  readonly children = new Set<Entity>();
  readonly childTypes: readonly string[];
  /** Of a datastore cluster: what Storage DRS does by itself, beside the usual. */
  storageDrs: Data = {};

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
  settings: { readonly ha: boolean; readonly drs: boolean; readonly vsan: boolean };
  /** What was configured besides. */
  config: ClusterConfig = plainCluster;
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
  readonly datastores = new Set<Datastore>();
  readonly networks = new Set<Network>();
  readonly model: HostModel;
  bootTime: Date;
  /** When the server took it in, where that is no longer ago than history goes. */
  addedTime: Date | undefined;
  readonly address: string;
  readonly compute: ComputeResource;
  statsEpoch = 0;
  /** What a service of its own has taken of its memory and does not give back. */
  leakedMB = 0;
  readonly settings = new HostSettings();
  /** Made when somebody asks for it, unless it is the server's own. */
  certificate: Certificate | undefined;
  /** The key, in PEM, that a certificate was requested for. */
  awaitingCertificate: string | undefined;

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

export class Network extends Entity {
  readonly hosts = new Set<Host>();
  vlan: number;
  /** Of a port group: how many ports it has, and when a machine gets one. */
  ports = 8;
  binding = 'earlyBinding';
  description: string | undefined;
  /** `config.configVersion` */
  version = 1;
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
  /** What was set besides the usual: fields of its configuration. */
  settings: Data = {};
  productInfo: Data = {};
  /** `config.configVersion` */
  version = 1;

  constructor(id: string, serial: number, name: string) {
    super('VmwareDistributedVirtualSwitch', id, serial, name);
  }
}

/** A file of a datastore that no VM owns. */
export interface StoredFile {
  readonly bytes: number;
  readonly modified: Date;
  /** Set for a disk. */
  readonly disk?: {
    readonly capacityGB: number;
    readonly thin: boolean;
    /** Of a thick disk: it was zeroed when it was made, or later. */
    readonly eager?: boolean;
    readonly used: number;
  };
  /** What it says, where somebody reads it: an UnregisteredVm. */
  readonly content?: object;
  /** What was uploaded, or copied of a file whose content is known; a file without it reads as zeros. */
  readonly data?: Uint8Array;
}

/** A disk that stands in a datastore's catalogue, whether a machine has it or not: a “first class disk”, by its id. */
export interface FirstClassDisk {
  readonly id: string;
  readonly name: string;
  readonly created: Date;
  readonly keepAfterDeleteVm: boolean | undefined;
  /** Its file, below the datastore. */
  readonly path: string;
  /** Oldest first. */
  readonly snapshots: readonly {
    readonly id: string;
    readonly created: Date;
    readonly description: string;
  }[];
}

export class Datastore extends Entity {
  readonly hosts = new Set<Host>();
  readonly kind: 'VMFS' | 'NFS' | 'vsan';
  readonly capacity: number;
  freeSpace: number;
  uncommitted = 0;
  accessible = true;
  /** Files that belong to no VM of the inventory, by path below the datastore: ISO images, what was unregistered. */
  readonly files = new Map<string, StoredFile>();
  /** Folders that were made, which are there without files, too. */
  readonly folders = new Set<string>();
  /** The catalogue of first class disks; the file of one may be gone. */
  readonly firstClassDisks = new Map<string, FirstClassDisk>();
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
