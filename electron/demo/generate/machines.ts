import { VirtualMachine } from '../estate/entity.ts';
import type {
  Datastore,
  Folder,
  Host,
  PowerState,
  Snapshot,
  ToolsState,
  VmDisk,
  VmNic,
} from '../estate/entity.ts';
import { walkSnapshots } from '../estate/estate.ts';
import { configOf } from '../estate/machine/vm-parts.ts';
import { bookDisk } from '../estate/storage/space.ts';
import type { Estate } from '../estate/estate.ts';
import { datastoresOf } from '../properties/vm-facts.ts';
import { randomFrom } from '../estate/random.ts';
import type { Random } from '../estate/random.ts';
import { roles } from './roles.ts';
import type { Role } from './roles.ts';
import { place } from './site-parts.ts';
import type { Cluster, Site } from './site.ts';
import { vmsOf } from '../estate/machine/residents.ts';

const day = 86_400_000;
const totalWeight = roles.reduce((sum, { weight }) => sum + weight, 0);

/** Makes the VMs of the estate, one after the other. */
export class MachineBuilder {
  readonly #estate: Estate;
  readonly #names = new Map<string, number>();

  constructor(estate: Estate) {
    this.#estate = estate;
  }

  /** One more VM at a site. */
  build(site: Site, index: number): VirtualMachine {
    const random = randomFrom(this.#estate.seed, `vm/${site.code}/${index}`);
    const role = pickRole(random);
    const cluster = site.clusters[index % site.clusters.length];
    if (cluster === undefined) {
      throw new Error('A site needs a cluster.');
    }
    const host = cluster.hosts[Math.floor(index / site.clusters.length) % cluster.hosts.length];
    if (host === undefined) {
      throw new Error('A cluster needs a host.');
    }
    const vm = this.#machine(role, this.#name(role, site), { random, host, cluster });
    vm.disks = disksOf(role, cluster, { random, index });
    vm.nics = nicsOf(site, role, { random, serial: vm.serial });
    vm.annotation = random.pick(role.notes);
    this.#state(vm, random);
    this.#snapshots(vm, role, random);
    this.register(vm, site.vmFolders.get(role.folder) ?? site.datacenter.vmFolder);
    return vm;
  }

  /** Links a VM to everything that it uses. */
  register(vm: VirtualMachine, folder: Folder): void {
    link(vm);
    place(this.#estate, folder, vm);
    for (const snapshot of walkSnapshots(vm.rootSnapshots)) {
      this.#estate.add(snapshot);
    }
  }

  #name(role: Role, site: Site): string {
    const count = (this.#names.get(role.name + site.code) ?? 0) + 1;
    this.#names.set(role.name + site.code, count);
    // SAP systems are numbered over all sites, by odd and even
    const number = role.name.includes('{site}') ? count : count * 2 - 1 + site.index;
    return role.name
      .replace('{site}', site.code)
      .replace('{nn}', String(number).padStart(2, '0'))
      .replace('{n}', String(number).padStart(3, '0'));
  }

  #machine(
    role: Role,
    name: string,
    { random, host, cluster }: { random: Random; host: Host; cluster: Cluster },
  ): VirtualMachine {
    const serial = this.#estate.nextSerial();
    const age = random.int(5, 1500) * day + random.int(0, day);
    return new VirtualMachine(this.#estate.product.vmId(serial), serial, name, {
      host,
      pool: cluster.pools.get(role.pool),
      guest: random.pick(role.guests),
      numCpu: random.pick(role.cpus),
      memoryMB: random.pick(role.memoryGB) * 1024,
      hardwareVersion: random.pick([14, 17, 19, 19, 20, 21]),
      createDate: new Date(this.#estate.startTime.getTime() - age),
    });
  }

  #state(vm: VirtualMachine, random: Random): void {
    const roll = random.next();
    const power: PowerState = roll < 0.84 ? 'poweredOn' : roll < 0.97 ? 'poweredOff' : 'suspended';
    const tools: ToolsState = pickTools(vm, random);
    vm.power = power;
    vm.tools = power === 'poweredOn' || tools === 'notInstalled' ? tools : 'notRunning';
    const start = Math.floor(this.#estate.startTime.getTime() / 1000) * 1000;
    if (power === 'poweredOn') {
      vm.bootTime = new Date(start - random.int(60, 90 * 86_400) * 1000);
    } else if (power === 'suspended') {
      vm.suspendTime = new Date(start - random.int(3600, 30 * 86_400) * 1000);
    }
    vm.statsEpoch = random.int(0, 1000);
  }

  #snapshots(vm: VirtualMachine, role: Role, random: Random): void {
    if (!random.chance(role.pool === 'Test and Development' ? 0.35 : 0.08)) {
      return;
    }
    const names = [
      'before patching',
      'Clean install',
      'pre-upgrade 8.0 U3',
      'with test data',
      'nightly',
    ];
    let parent: Snapshot | undefined;
    const depth = random.int(1, 4);
    for (let n = 1; n <= depth; n += 1) {
      const snapshot: Snapshot = makeSnapshot(vm, {
        number: n,
        name: names[(n + random.int(0, 2)) % names.length] ?? 'snapshot',
        createTime: new Date(
          this.#estate.startTime.getTime() - (depth - n + 1) * random.int(1, 40) * day,
        ),
        parent,
        id: this.#estate.product.snapshotId(vm, n, this.#estate.nextSerial()),
      });
      // A branch now and then, since real trees are no chains
      parent = n > 1 && random.chance(0.3) ? snapshot.parent : snapshot;
      vm.currentSnapshot = snapshot;
    }
  }
}

/** Adds a snapshot to the tree of a VM; the caller registers it. */
export function makeSnapshot(
  vm: VirtualMachine,
  options: {
    number: number;
    name: string;
    createTime: Date;
    parent: Snapshot | undefined;
    id: string;
    description?: string;
    quiesced?: boolean;
    /** Default true: a running VM's memory is kept. */
    memory?: boolean;
  },
): Snapshot {
  const snapshot: Snapshot = {
    type: 'VirtualMachineSnapshot',
    id: options.id,
    vm,
    number: options.number,
    name: options.name,
    description: options.description ?? '',
    createTime: options.createTime,
    state: options.memory !== false && vm.power === 'poweredOn' ? 'poweredOn' : 'poweredOff',
    quiesced: options.quiesced ?? false,
    config: configOf(vm),
    parent: options.parent,
    children: [],
  };
  (options.parent?.children ?? vm.rootSnapshots).push(snapshot);
  return snapshot;
}

/** Enters a VM into the sets of its host, pool, datastores and networks, and books its space. */
export function link(vm: VirtualMachine): void {
  vmsOf(vm.host).add(vm);
  if (vm.pool !== undefined) vmsOf(vm.pool).add(vm);
  for (const disk of vm.disks) {
    bookDisk(disk, 1);
  }
  for (const store of datastoresOf(vm)) {
    vmsOf(store).add(vm);
  }
  for (const nic of vm.nics) {
    vmsOf(nic.network).add(vm);
  }
}

function pickRole(random: Random): Role {
  let roll = random.next() * totalWeight;
  for (const role of roles) {
    roll -= role.weight;
    if (roll < 0) {
      return role;
    }
  }
  return roles[0];
}

function pickTools(vm: VirtualMachine, random: Random): ToolsState {
  if (vm.guest.family === 'otherGuest') {
    return 'notInstalled';
  }
  const roll = random.next();
  if (roll > 0.97) {
    return 'notRunning';
  }
  return vm.guest.family === 'linuxGuest' && roll < 0.85
    ? 'openVmTools'
    : roll < 0.75
      ? 'current'
      : 'old';
}

function disksOf(
  role: Role,
  cluster: Cluster,
  { random, index }: { random: Random; index: number },
): VmDisk[] {
  const home = Math.floor(index / 3) % cluster.datastores.length;
  return role.disksGB.map((capacityGB, n) => ({
    key: 2000 + n,
    capacityGB,
    datastore: pickStore(cluster.datastores, n > 1 ? home + 1 : home),
    thin: random.chance(0.8),
    used: 0.15 + 0.7 * random.next(),
  }));
}

function pickStore(stores: readonly Datastore[], index: number): Datastore {
  const store = stores[index % stores.length];
  if (store === undefined) {
    throw new Error('A cluster needs a datastore.');
  }
  return store;
}

function nicsOf(
  site: Site,
  role: Role,
  { random, serial }: { random: Random; serial: number },
): VmNic[] {
  const main = site.portgroups.get(role.portgroup) ?? site.vmNetwork;
  const nics = [nicOf(site, main, { key: 4000, serial })];
  if (role.pool === 'Databases' || random.chance(0.06)) {
    nics.push(nicOf(site, site.portgroups.get('backup') ?? site.vmNetwork, { key: 4001, serial }));
  }
  return nics;
}

function nicOf(
  site: Site,
  network: VmNic['network'],
  { key, serial }: { key: number; serial: number },
): VmNic {
  const hex = (((site.index << 23) | (serial << 3) | (key - 4000)) & 0x3fffff)
    .toString(16)
    .padStart(6, '0');
  return {
    key,
    network,
    mac: `00:50:56:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`,
    ipv4: `10.${site.index * 32 + Math.floor(network.vlan / 10)}.${Math.floor(serial / 250) % 256}.${4 + (serial % 250)}`,
  };
}
