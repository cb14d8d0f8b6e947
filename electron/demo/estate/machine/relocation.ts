import { diskFile, homeStore } from '../../properties/vm-facts.ts';
import { invalidArgument } from '../../wire/fault.ts';
import type { Reference } from '../../wire/value.ts';
import { Datastore, Host, ResourcePool } from '../entity.ts';
import type { ComputeResource, VirtualMachine } from '../entity.ts';
import { changeDevices } from '../devices/device-changes.ts';
import type { DeviceChange, Draft } from '../devices/device-spec.ts';
import type { Estate } from '../estate.ts';
import { fileNameFor } from '../storage/files.ts';
import { configOf } from './vm-parts.ts';
import type { VmConfig, VmDisk, VmNic } from './vm-parts.ts';
import { vmsOf } from './residents.ts';

/** Where a VM goes: a RelocateSpec against the estate. */

/** The part of VirtualMachineRelocateSpec that is simulated. */
export interface RelocateSpec {
  readonly folder?: Reference;
  readonly datastore?: Reference;
  readonly diskMoveType?: string;
  readonly pool?: Reference;
  readonly host?: Reference;
  readonly disk?: readonly {
    readonly diskId: number;
    readonly datastore: Reference;
    readonly diskBackingInfo?: { readonly thinProvisioned?: boolean };
  }[];
  readonly transform?: 'flat' | 'sparse';
  readonly deviceChange?: readonly DeviceChange[];
}

/** A place for a VM, complete. */
export interface Destination {
  readonly host: Host;
  readonly pool: ResourcePool;
  /** Where the configuration goes. */
  readonly home: Datastore;
  /** The name of its folder on the datastore. */
  readonly fileName: string;
  readonly disks: readonly VmDisk[];
  readonly nics: readonly VmNic[];
  readonly movesStorage: boolean;
}

const isUsable = (host: Host): boolean =>
  host.connectionState === 'connected' && !host.inMaintenance;

/** The host of a cluster that has the least to do, of those that see the datastores. */
export function chooseHost(
  hosts: Iterable<Host>,
  stores: Iterable<Datastore> = [],
): Host | undefined {
  const needed = [...stores];
  let best: Host | undefined;
  for (const host of hosts) {
    const fits = isUsable(host) && needed.every((store) => host.datastores.has(store));
    if (fits && (best === undefined || vmsOf(host).size < vmsOf(best).size)) {
      best = host;
    }
  }
  return best;
}

function find<T extends Host | ResourcePool | Datastore>(
  estate: Estate,
  reference: Reference | undefined,
  kind: abstract new (...args: never[]) => T,
  property: string,
): T | undefined {
  if (reference === undefined) {
    return undefined;
  }
  const object = estate.get(reference.id);
  if (!(object instanceof kind)) {
    throw invalidArgument(`spec.${property}`);
  }
  return object;
}

/**
 * Host and pool of a RelocateSpec. A pool without a host: the host of a compute resource that has one; DRS chooses, but for a running VM
 * that comes from elsewhere; without DRS nobody does (VirtualMachineRelocateSpec.host).
 *
 * @throws VimFault InvalidArgument when host and pool do not go together, and where a host has to be named
 */
function placeFor(
  vm: VirtualMachine,
  host: Host | undefined,
  pool: ResourcePool | undefined,
  asTemplate: boolean,
): { host: Host; pool: ResourcePool } {
  const owner = pool?.owner;
  if (host !== undefined && pool !== undefined) {
    if (owner !== host.compute) {
      throw invalidArgument('spec.pool');
    }
    return { host, pool };
  }
  if (pool !== undefined && owner !== undefined) {
    return { host: hostBehind(vm, owner), pool };
  }
  const target = host ?? vm.host;
  // The pool of a template does not count
  if (target.compute !== vm.host.compute && !asTemplate) {
    throw invalidArgument('spec.pool');
  }
  const own = target.compute === vm.host.compute ? vm.pool : undefined;
  return { host: target, pool: own ?? target.compute.rootPool };
}

function hostBehind(vm: VirtualMachine, owner: ComputeResource): Host {
  const isHere = owner === vm.host.compute;
  const hosts = [...owner.hosts];
  const canChoose =
    hosts.length === 1 || (owner.settings.drs && (isHere || vm.power !== 'poweredOn'));
  const target = isHere && isUsable(vm.host) ? vm.host : (chooseHost(hosts) ?? hosts[0]);
  if (!canChoose || target === undefined) {
    throw invalidArgument('spec.host');
  }
  return target;
}

/**
 * Works out where a VM goes.
 *
 * @param config what goes there: the VM's own configuration, or what a snapshot keeps
 * @param copy the name of a copy, whose files are new ones
 * @throws VimFault InvalidArgument, InvalidDeviceSpec
 */
export function destinationOf(
  estate: Estate,
  vm: VirtualMachine,
  spec: RelocateSpec,
  {
    config = configOf(vm),
    copy,
    asTemplate = false,
  }: { config?: VmConfig; copy?: string; asTemplate?: boolean } = {},
): Destination {
  const place = placeFor(
    vm,
    find(estate, spec.host, Host, 'host'),
    find(estate, spec.pool, ResourcePool, 'pool'),
    asTemplate,
  );
  const store = find(estate, spec.datastore, Datastore, 'datastore');
  const home = store ?? homeStore(vm);
  if (home === undefined) {
    throw invalidArgument('spec.datastore');
  }
  const isNewHome = copy !== undefined || home !== homeStore(vm);
  const fileName = isNewHome ? fileNameFor(home, copy ?? vm.name, vm) : vm.fileName;
  const disks = config.disks.map((disk) =>
    movedDisk(estate, vm, disk, { spec, store, isCopy: copy !== undefined, isNewHome }),
  );
  const draft: Draft = { ...config, disks };
  const edit = { estate, vm, draft, home, host: place.host };
  changeDevices({ ...edit, controllers: new Map(), destroyed: new Set() }, spec.deviceChange ?? []);
  const movesStorage = isNewHome || disks.some((disk, n) => disk !== config.disks[n]);
  return { ...place, home, fileName, disks: draft.disks, nics: draft.nics, movesStorage };
}

/** A disk at its destination: what moves loses the name that it had, what stays while its VM goes keeps it. */
function movedDisk(
  estate: Estate,
  vm: VirtualMachine,
  disk: VmDisk,
  {
    spec,
    store,
    isCopy,
    isNewHome,
  }: { spec: RelocateSpec; store: Datastore | undefined; isCopy: boolean; isNewHome: boolean },
): VmDisk {
  const locator = spec.disk?.find(({ diskId }) => diskId === disk.key);
  const datastore =
    find(estate, locator?.datastore, Datastore, 'disk.datastore') ?? store ?? disk.datastore;
  const thin =
    locator?.diskBackingInfo?.thinProvisioned ??
    (spec.transform === undefined ? disk.thin : spec.transform === 'sparse');
  if (!isCopy && datastore === disk.datastore && thin === disk.thin) {
    return isNewHome ? { ...disk, file: diskFile(vm, disk) } : disk;
  }
  const { file: _, ...rest } = disk;
  return { ...rest, datastore, thin };
}
