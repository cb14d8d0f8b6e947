import { addressIn, generatedMac } from '../devices/nic-changes.ts';
import { diskFile, homeDirectory, homeStore, vmxPath } from '../../properties/vm-facts.ts';
import { invalidArgument, VimFault } from '../../wire/fault.ts';
import { Datacenter, VirtualMachine } from '../entity.ts';
import type { Datastore, Folder, Host, ResourcePool } from '../entity.ts';
import { plainBoot } from './boot-settings.ts';
import { UnregisteredVm } from './unregistered-vm.ts';
import type { Estate } from '../estate.ts';
import {
  dropFile,
  keepFile,
  ownerOf,
  parsePath,
  requireUnlocked,
  shelve,
  storeNamed,
} from '../storage/files.ts';
import { guestOs } from './guests.ts';
import { checkName, requirePower, versionPaths } from '../operations.ts';
import { draftConfig } from './reconfigure.ts';
import type { ConfigSpec } from './reconfigure.ts';
import type { Destination } from './relocation.ts';
import { requireSpace, reportSpace, diskBytes } from '../storage/space.ts';
import { vmxText } from '../storage/vm-file-text.ts';
import { delist, enlist, migrate, setPool } from './vm-changes.ts';
import { fileNameFor } from '../storage/files.ts';
import { configOf } from './vm-parts.ts';
import type { VmConfig, VmNic } from './vm-parts.ts';
import type { Snapshot } from './virtual-machine.ts';

/** VMs made, copied, registered, turned into templates and back. */

const nextId = (estate: Estate): { id: string; serial: number } => {
  const serial = estate.nextSerial();
  return { id: estate.product.vmId(serial), serial };
};

/** A copy's adapters have addresses of their own. */
function ownNic(nic: VmNic, serial: number): VmNic {
  const { manualMac: _, ...rest } = nic;
  const mac = generatedMac(serial, nic.key);
  return { ...rest, mac, ipv4: addressIn(nic.network, serial) };
}

export interface CloneRequest {
  readonly name: string;
  readonly folder: Folder;
  readonly to: Destination;
  readonly template: boolean;
  /** Copies the state that the snapshot keeps. */
  readonly snapshot?: Snapshot | undefined;
  /** The copy's disks hold only what differs from the source's. */
  readonly linked?: boolean;
  readonly config?: ConfigSpec | undefined;
}

/** The VM that a clone makes, not yet in the inventory. */
function copyOf(
  estate: Estate,
  source: VirtualMachine,
  { name, to, template, snapshot, linked, config }: CloneRequest,
): VirtualMachine {
  const { id, serial } = nextId(estate);
  const copied: VmConfig = snapshot?.config ?? configOf(source);
  const { host, pool } = to;
  const { numCpu, memoryMB, guest } = copied;
  const vm = new VirtualMachine(id, serial, name, {
    host,
    pool: template ? undefined : pool,
    guest,
    numCpu,
    memoryMB,
    hardwareVersion: source.hardwareVersion,
    createDate: estate.now(),
  });
  Object.assign(vm, copied);
  vm.template = template;
  vm.fileName = to.fileName;
  vm.home = to.home;
  vm.disks = to.disks.map((disk) => (linked === true ? { ...disk, thin: true, used: 0.01 } : disk));
  const before = new Map(copied.nics.map(({ key, mac }) => [key, mac]));
  // What the request gives an address keeps it
  const isGiven = ({ key, mac, manualMac }: VmNic): boolean =>
    manualMac === true && before.get(key) !== mac;
  vm.nics = to.nics.map((nic) => (isGiven(nic) ? nic : ownNic(nic, serial)));
  vm.cdroms = copied.cdroms.map((drive) => ({ ...drive, connected: false }));
  // A customisation would rename the guest; there is none
  vm.guestName = source.guestName;
  vm.tools = source.tools === 'notInstalled' ? 'notInstalled' : 'notRunning';
  if (config !== undefined) {
    Object.assign(vm, draftConfig(estate, vm, config, to.home).next);
  }
  return vm;
}

/** @throws VimFault InvalidName, DuplicateName, NoDiskSpace, FileLocked, and what `draftConfig` throws */
export function requireClone(source: VirtualMachine, request: CloneRequest): void {
  checkName(undefined, request.name, request.folder.children);
  requireUnlocked(source);
  const needed = new Map<Datastore, number>();
  for (const disk of request.linked === true ? [] : request.to.disks) {
    needed.set(disk.datastore, (needed.get(disk.datastore) ?? 0) + diskBytes(disk));
  }
  for (const [store, bytes] of needed) {
    requireSpace(store, bytes, `[${store.name}] ${request.to.fileName}/`);
  }
}

/** @throws VimFault as `requireClone` */
export function cloneVm(
  estate: Estate,
  source: VirtualMachine,
  request: CloneRequest,
): VirtualMachine {
  requireClone(source, request);
  const vm = copyOf(estate, source, request);
  enlist(estate, vm, request.folder);
  return vm;
}

/** The data center above a folder. */
export function datacenterOf(folder: Folder): Datacenter | undefined {
  for (let at = folder.parent; at !== undefined; at = at.parent) {
    if (at instanceof Datacenter) {
      return at;
    }
  }
  return undefined;
}

export interface CreateRequest {
  readonly config: ConfigSpec;
  readonly folder: Folder;
  readonly pool: ResourcePool;
  readonly host: Host;
}

/** What the hosts of this server run at most. */
export const newestHardware = 21;

/** The number of `vmx-19`. @throws VimFault InvalidArgument for what no host runs */
export function hardwareVersion(version: string, property: string): number {
  const number = Number(/^vmx-(\d+)$/.exec(version)?.[1] ?? 0);
  if (number < 4 || number > newestHardware) throw invalidArgument(property);
  return number;
}

/** The VM that a configuration makes, not yet in the inventory. */
export function draftVm(estate: Estate, { config, pool, host }: CreateRequest): VirtualMachine {
  const { name = '', files, version } = config;
  const path = parsePath(files?.vmPathName ?? '');
  const home = storeNamed(host.datastores, path.store);
  const { id, serial } = nextId(estate);
  const vm = new VirtualMachine(id, serial, name, {
    host,
    pool,
    guest: guestOs(config.guestId ?? 'otherGuest'),
    numCpu: 1,
    memoryMB: 128,
    hardwareVersion: hardwareVersion(version ?? 'vmx-20', 'config.version'),
    createDate: estate.now(),
  });
  vm.home = home;
  const folder = path.path.includes('/') ? (path.path.split('/')[0] ?? name) : name;
  vm.fileName = fileNameFor(home, folder);
  vm.scsi = [];
  vm.cdroms = [];
  vm.boot = plainBoot;
  Object.assign(vm, draftConfig(estate, vm, config, home).next);
  return vm;
}

/** @throws VimFault InvalidName, DuplicateName, InvalidDatastore, and what `draftConfig` throws */
export function createVm(estate: Estate, request: CreateRequest): VirtualMachine {
  checkName(undefined, request.config.name ?? '', request.folder.children);
  const vm = draftVm(estate, request);
  for (const disk of vm.disks) {
    // A disk that was there already is a loose file no more
    dropFile(disk.datastore, parsePath(diskFile(vm, disk)).path);
  }
  enlist(estate, vm, request.folder);
  return vm;
}

/** Takes a VM out of the inventory and leaves its files on the datastores. */
export function unregisterVm(estate: Estate, vm: VirtualMachine): void {
  requirePower(vm, ['poweredOff', 'suspended'], 'poweredOff');
  const home = homeStore(vm);
  const now = estate.now();
  const config = configOf(vm);
  const disks = vm.disks.map((disk) => ({ ...disk, file: diskFile(vm, disk) }));
  const record = new UnregisteredVm({
    name: vm.name,
    config: { ...config, disks },
    hardwareVersion: vm.hardwareVersion,
    createDate: vm.createDate,
    template: vm.template,
    tools: vm.tools,
    guestName: vm.guestName,
    fileName: vm.fileName,
  });
  for (const disk of disks) {
    shelve(disk, disk.file, now);
  }
  if (home !== undefined) {
    const directory = parsePath(homeDirectory(vm)).path;
    const data = Buffer.from(vmxText(vm, estate.seed));
    const bytes = data.length;
    keepFile(home, parsePath(vmxPath(vm)).path, { bytes, modified: now, content: record, data });
    keepFile(home, `${directory}/${vm.fileName}.nvram`, { bytes: 270_840, modified: now });
  }
  delist(estate, vm);
}

export interface RegisterRequest {
  readonly path: string;
  readonly name: string | undefined;
  readonly asTemplate: boolean;
  readonly folder: Folder;
  readonly pool: ResourcePool | undefined;
  readonly host: Host;
}

/** @throws VimFault AlreadyExists, NotFound, InvalidDatastore, InvalidDatastorePath, InvalidName, DuplicateName */
export function requireRegistrable(request: RegisterRequest): {
  store: Datastore;
  record: UnregisteredVm;
} {
  const { store: storeName, path } = parsePath(request.path);
  const store = storeNamed(request.host.datastores, storeName);
  const record = store.files.get(path)?.content;
  if (!(record instanceof UnregisteredVm)) {
    const owner = ownerOf(store, `[${storeName}] ${path}`);
    if (owner !== undefined && vmxPath(owner) === `[${storeName}] ${path}`) {
      throw new VimFault('AlreadyExists', `The object '${request.path}' already exists.`, {
        name: owner.name,
      });
    }
    throw new VimFault('NotFound', `The file ${request.path} was not found, or is no VM’s.`);
  }
  checkName(undefined, request.name ?? record.name, request.folder.children);
  return { store, record };
}

/** @throws VimFault as `requireRegistrable` */
export function registerVm(estate: Estate, request: RegisterRequest): VirtualMachine {
  const { store, record } = requireRegistrable(request);
  const { id, serial } = nextId(estate);
  const vm = new VirtualMachine(id, serial, request.name ?? record.name, {
    host: request.host,
    pool: request.asTemplate ? undefined : request.pool,
    guest: record.config.guest,
    numCpu: record.config.numCpu,
    memoryMB: record.config.memoryMB,
    hardwareVersion: record.hardwareVersion,
    createDate: record.createDate,
  });
  Object.assign(vm, record.config);
  vm.template = request.asTemplate;
  vm.fileName = record.fileName;
  vm.guestName = record.guestName;
  vm.home = store;
  vm.tools = record.tools === 'notInstalled' ? 'notInstalled' : 'notRunning';
  vm.unknownOrigin = !request.asTemplate;
  const { path } = parsePath(request.path);
  dropFile(store, path);
  dropFile(store, path.replace(/\.vmt?x$/, '.nvram'));
  for (const disk of vm.disks) {
    dropFile(disk.datastore, parsePath(diskFile(vm, disk)).path);
  }
  enlist(estate, vm, request.folder);
  reportSpace(estate, [store]);
  return vm;
}

const templatePaths = [
  'config.template',
  'config.files',
  'summary.config.template',
  'summary.config.vmPathName',
  'layoutEx',
  'disabledMethod',
];

/** @throws VimFault InvalidPowerState, NotSupported */
export function markAsTemplate(estate: Estate, vm: VirtualMachine): void {
  requirePower(vm, ['poweredOff'], 'poweredOff');
  if (vm.parent === undefined) {
    throw new VimFault('NotSupported', 'A member of a vApp cannot be marked as template.');
  }
  vm.template = true;
  vm.configVersion = estate.now();
  setPool(estate, vm, undefined);
  estate.changed(vm, ...templatePaths, ...versionPaths);
}

/** @throws VimFault NotSupported when it is no template */
export function markAsVm(
  estate: Estate,
  vm: VirtualMachine,
  { pool, host }: { pool: ResourcePool; host: Host },
): void {
  if (!vm.template) {
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  }
  vm.template = false;
  vm.configVersion = estate.now();
  migrate(estate, vm, host);
  setPool(estate, vm, pool);
  estate.changed(vm, ...templatePaths, ...versionPaths);
}
