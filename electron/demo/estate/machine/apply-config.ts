import { datastoresOf, diskFile, homeStore } from '../../properties/vm-facts.ts';
import { Network } from '../containers.ts';
import type { Datastore, VirtualMachine } from '../entity.ts';
import { walkSnapshots } from '../estate.ts';
import type { Estate } from '../estate.ts';
import { dropFile, parsePath, shelve } from '../storage/files.ts';
import { versionPaths } from '../operations.ts';
import { bookDisk, reportSpace } from '../storage/space.ts';
import type { VmConfig, VmDisk } from './vm-parts.ts';
import { reportPorts } from './ports.ts';
import { vmsOf } from './residents.ts';

/** Gives a VM another configuration: reconfiguration and the return to a snapshot end here. */

const changedPaths: Readonly<Partial<Record<keyof VmConfig, readonly string[]>>> = {
  guest: [
    'config.guestId',
    'config.guestFullName',
    'summary.config.guestId',
    'summary.config.guestFullName',
    'guest',
    'summary.guest',
  ],
  numCpu: [
    'config.hardware.numCPU',
    'summary.config.numCpu',
    'config.cpuAllocation',
    'config.extraConfig',
    'resourceConfig.cpuAllocation',
    'runtime.maxCpuUsage',
    'summary.runtime.maxCpuUsage',
    'summary.quickStats.staticCpuEntitlement',
  ],
  coresPerSocket: ['config.hardware.numCoresPerSocket'],
  memoryMB: [
    'config.hardware.memoryMB',
    'summary.config.memorySizeMB',
    'config.memoryAllocation',
    'config.hotPlugMemoryLimit',
    'config.initialOverhead',
    'resourceConfig.memoryAllocation',
    'runtime.maxMemoryUsage',
    'summary.runtime.maxMemoryUsage',
    'summary.quickStats.staticMemoryEntitlement',
    'summary.storage',
    'layoutEx',
  ],
  extraConfig: ['config.extraConfig'],
  boot: ['config.firmware', 'config.bootOptions'],
  nestedHv: ['config.nestedHVEnabled'],
  cpuHotAdd: ['config.cpuHotAddEnabled'],
  memoryHotAdd: ['config.memoryHotAddEnabled', 'config.hotPlugMemoryIncrementSize'],
  annotation: ['config.annotation', 'summary.config.annotation'],
  cpuAllocation: [
    'config.cpuAllocation',
    'resourceConfig.cpuAllocation',
    'summary.config.cpuReservation',
  ],
  memoryAllocation: [
    'config.memoryAllocation',
    'resourceConfig.memoryAllocation',
    'summary.config.memoryReservation',
  ],
  latency: ['config.latencySensitivity', 'config.extraConfig'],
  toolsOptions: ['config.tools'],
};

interface Keyed {
  readonly key: number;
}

/** Which elements of two lists of devices differ, by key. */
function difference<T extends Keyed>(
  before: readonly T[],
  after: readonly T[],
): { added: T[]; removed: T[]; edited: [before: T, after: T][] } {
  if (before === after) {
    return { added: [], removed: [], edited: [] };
  }
  const old = new Map(before.map((item) => [item.key, item]));
  const edited: [T, T][] = [];
  const added: T[] = [];
  for (const item of after) {
    const known = old.get(item.key);
    old.delete(item.key);
    if (known === undefined) {
      added.push(item);
    } else if (known !== item) {
      edited.push([known, item]);
    }
  }
  return { added, removed: [...old.values()], edited };
}

function isSome<T extends Keyed>(of: ReturnType<typeof difference<T>>): boolean {
  return of.added.length + of.removed.length + of.edited.length > 0;
}

/** Tells the elements of `config.hardware.device` one by one, as vCenter does; true when there was one. */
function reportDevices<T extends Keyed>(
  estate: Estate,
  vm: VirtualMachine,
  { added, removed, edited }: ReturnType<typeof difference<T>>,
): boolean {
  const tell = (items: readonly Keyed[], op: 'add' | 'remove' | 'assign'): void => {
    for (const { key } of items) {
      estate.elementChanged(vm, `config.hardware.device[${key}]`, op);
    }
  };
  tell(removed, 'remove');
  tell(
    edited.map(([, after]) => after),
    'assign',
  );
  tell(added, 'add');
  return added.length + removed.length > 0;
}

function applyDisks(
  vm: VirtualMachine,
  { added, removed, edited }: ReturnType<typeof difference<VmDisk>>,
  options: { destroyed: ReadonlySet<number>; now: Date },
): void {
  const inSnapshots = new Set(
    [...walkSnapshots(vm.rootSnapshots)].flatMap(({ config }) =>
      config.disks.map(({ key }) => key),
    ),
  );
  for (const disk of removed) {
    if (options.destroyed.has(disk.key) && !inSnapshots.has(disk.key)) {
      bookDisk(disk, -1);
    } else {
      shelve(disk, diskFile(vm, disk), options.now);
    }
  }
  for (const [before, after] of edited) {
    bookDisk(before, -1);
    bookDisk(after, 1);
  }
  for (const disk of added) {
    dropFile(disk.datastore, parsePath(diskFile(vm, disk)).path);
    bookDisk(disk, 1);
  }
}

/** Keeps `vm` of datastores or networks in step with what a VM uses. */
export function reportUse<T extends Datastore | Network>(
  estate: Estate,
  vm: VirtualMachine,
  before: ReadonlySet<T>,
  after: ReadonlySet<T>,
): boolean {
  let changed = false;
  for (const used of before) {
    if (!after.has(used)) {
      vmsOf(used).delete(vm);
      estate.memberChanged(used, 'vm', vm, 'remove');
      if (used instanceof Network) reportPorts(estate, used);
      changed = true;
    }
  }
  for (const used of after) {
    if (!before.has(used)) {
      vmsOf(used).add(vm);
      estate.memberChanged(used, 'vm', vm, 'add');
      if (used instanceof Network) reportPorts(estate, used);
      changed = true;
    }
  }
  return changed;
}

const networksOf = (vm: VirtualMachine): Set<Network> =>
  new Set(vm.nics.map(({ network }) => network));

/**
 * Applies a configuration and tells what changed.
 *
 * @param options.destroyed keys of disks whose files go with them; those of others stay on their datastores
 */
export function applyConfig(
  estate: Estate,
  vm: VirtualMachine,
  next: VmConfig,
  options: { destroyed?: ReadonlySet<number> } = {},
): void {
  const paths = new Set([...versionPaths, ...pathsOfFields(vm, next)]);
  const differences = differencesOf(vm, next);
  const { disks, nics } = differences;
  const stores = datastoresOf(vm);
  const networks = networksOf(vm);
  vm.home ??= homeStore(vm);
  applyDisks(vm, disks, { destroyed: options.destroyed ?? new Set(), now: estate.now() });
  Object.assign(vm, next);
  vm.configVersion = estate.now();
  reportControllers(estate, vm, differences);
  if (isSome(disks)) {
    reportSpace(estate, [...stores, ...datastoresOf(vm)]);
    addAll(paths, diskPaths);
  }
  if (reportUse(estate, vm, stores, datastoresOf(vm))) {
    paths.add('datastore');
  }
  if (isSome(nics)) {
    addAll(paths, nicPaths);
  }
  if (reportUse(estate, vm, networks, networksOf(vm))) {
    paths.add('network');
  }
  estate.changed(vm, ...paths);
}

const diskPaths = [
  'summary.config.numVirtualDisks',
  'summary.storage',
  'storage',
  'layoutEx',
  'guest.disk',
];

const nicPaths = [
  'summary.config.numEthernetCards',
  'guest.net',
  'guest.ipAddress',
  'summary.guest.ipAddress',
];

function addAll(paths: Set<string>, more: Iterable<string>): void {
  for (const path of more) {
    paths.add(path);
  }
}

/** The paths of what is another value in the next configuration. */
function pathsOfFields(vm: VirtualMachine, next: VmConfig): readonly string[] {
  const fields = Object.entries(changedPaths).filter(
    ([field]) => vm[field as keyof VmConfig] !== next[field as keyof VmConfig],
  );
  return fields.flatMap(([, paths]) => paths);
}

function differencesOf(vm: VirtualMachine, next: VmConfig) {
  return {
    scsi: difference(vm.scsi, next.scsi),
    cdroms: difference(vm.cdroms, next.cdroms),
    disks: difference(vm.disks, next.disks),
    nics: difference(vm.nics, next.nics),
    others: difference(vm.others, next.others),
  };
}

/** Tells the devices that changed, and the controllers, which name those that hang on them. */
function reportControllers(
  estate: Estate,
  vm: VirtualMachine,
  differences: ReturnType<typeof differencesOf>,
): void {
  const scsi = reportDevices(estate, vm, differences.scsi);
  const cdroms = reportDevices(estate, vm, differences.cdroms);
  const disks = reportDevices(estate, vm, differences.disks);
  const nics = reportDevices(estate, vm, differences.nics);
  const others = reportDevices(estate, vm, differences.others);
  const keys = [
    ...(scsi || nics ? [100] : []),
    ...(disks ? vm.scsi.map(({ key }) => key) : []),
    ...(cdroms ? [200, 201, 15_000] : []),
    ...(others ? [400] : []),
  ];
  for (const key of keys) {
    estate.elementChanged(vm, `config.hardware.device[${key}].device`, 'assign');
  }
}
