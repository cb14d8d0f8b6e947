import { onlyDefined } from '#shared/model/only-defined.ts';
import {
  ComputeResource,
  Datacenter,
  Datastore,
  DistributedSwitch,
  Folder,
  Host,
  Network,
  ResourcePool,
  VirtualMachine,
} from '../estate/entity.ts';
import { Estate } from '../estate/estate.ts';
import { plainBoot } from '../estate/machine/boot-settings.ts';
import { uuidFrom } from '../estate/random.ts';
import { alarmDefinitions } from './alarm-definitions.ts';
import { attach, type SiteNetworks } from './attach.ts';
import { guests, hostModels } from './catalog.ts';
import { link } from './machines.ts';
import { place } from './site-parts.ts';

/**
 * A plain estate of any shape, for programs that bring names of their own: those of govmomi's simulator, by which its end-to-end tests
 * call objects (`/DC0/host/DC0_C0/DC0_C0_H0`, `DC0_H0_VM0`). It has no oddities.
 */
export interface LabPlan {
  readonly datacenters: number;
  /** Per data center. */
  readonly clusters: number;
  readonly clusterHosts: number;
  readonly standaloneHosts: number;
  readonly datastores: number;
  readonly pods: number;
  readonly portgroups: number;
  /** Per cluster, below its root pool. */
  readonly pools: number;
  readonly apps: number;
  /** Per pool, vApp, and standalone host. */
  readonly vms: number;
  /** Whether data centers, and what is in them, stand in folders. */
  readonly folders: boolean;
  /** Whether machines run from the start. */
  readonly on: boolean;
}

export const usualLab: LabPlan = {
  datacenters: 1,
  clusters: 1,
  clusterHosts: 3,
  standaloneHosts: 1,
  datastores: 1,
  pods: 0,
  portgroups: 1,
  pools: 0,
  apps: 0,
  vms: 2,
  folders: false,
  on: true,
};

const terabyte = 1024 ** 4;

/** Builds a plain estate. */
export function generateLab(plan: LabPlan, seed: number, now: () => Date): Estate {
  const estate = new Estate({ seed, now, instanceUuid: uuidFrom(seed, 'vcenter') });
  for (const alarm of alarmDefinitions()) estate.alarms.push(estate.add(alarm));
  for (let n = 0; n < plan.datacenters; n += 1) new LabSite(estate, plan, n).build();
  return estate;
}

class LabSite {
  readonly #estate: Estate;
  readonly #plan: LabPlan;
  readonly #name: string;
  readonly #index: number;
  readonly #datacenter: Datacenter;
  readonly #stores: Datastore[] = [];
  #machines = 0;

  constructor(estate: Estate, plan: LabPlan, index: number) {
    this.#estate = estate;
    this.#plan = plan;
    this.#index = index;
    this.#name = `DC${index}`;
    const root = plan.folders
      ? this.#folder(estate.rootFolder, `F${index}`, 'group-d')
      : estate.rootFolder;
    const own = (prefix: string, name: string, childTypes: readonly string[]): Folder => {
      const serial = estate.nextSerial();
      return new Folder(`${prefix}${serial}`, serial, name, {
        childTypes: ['Folder', ...childTypes],
      });
    };
    const serial = estate.nextSerial();
    this.#datacenter = new Datacenter(`datacenter-${serial}`, serial, this.#name, {
      vm: own('group-v', 'vm', ['VirtualMachine', 'VirtualApp']),
      host: own('group-h', 'host', ['ComputeResource']),
      datastore: own('group-s', 'datastore', ['Datastore', 'StoragePod']),
      network: own('group-n', 'network', ['Network', 'DistributedVirtualSwitch']),
    });
    place(estate, root, this.#datacenter);
    const { vmFolder, hostFolder, datastoreFolder, networkFolder } = this.#datacenter;
    for (const folder of [vmFolder, hostFolder, datastoreFolder, networkFolder]) {
      folder.parent = this.#datacenter;
      estate.add(folder);
    }
  }

  build(): void {
    const { pods, datastores, clusters, standaloneHosts } = this.#plan;
    const networks = this.#networks();
    const { datastoreFolder, hostFolder, vmFolder } = this.#inner();
    for (let n = 0; n < pods; n += 1) {
      const serial = this.#estate.nextSerial();
      const pod = new Folder(`group-p${serial}`, serial, `${this.#name}_POD${n}`, {
        childTypes: ['Datastore'],
        isStoragePod: true,
      });
      place(this.#estate, datastoreFolder, pod);
    }
    for (let n = 0; n < datastores; n += 1) this.#datastore(datastoreFolder, `LocalDS_${n}`);
    for (let n = 0; n < standaloneHosts; n += 1) {
      const name = `${this.#name}_H${n}`;
      const compute = this.#compute(hostFolder, name, false);
      const host = this.#host(compute, name);
      attach(compute, [host], this.#stores, networks, true);
      this.#vms(name, { hosts: [host], pool: compute.rootPool, folder: vmFolder, networks });
    }
    for (let n = 0; n < clusters; n += 1)
      this.#cluster(`${this.#name}_C${n}`, { hostFolder, vmFolder, networks });
  }

  #cluster(
    name: string,
    at: { hostFolder: Folder; vmFolder: Folder; networks: SiteNetworks },
  ): void {
    const { clusterHosts, pools, apps } = this.#plan;
    const { networks, vmFolder: folder } = at;
    const compute = this.#compute(at.hostFolder, name, true);
    const hosts = Array.from({ length: clusterHosts }, (_, n) =>
      this.#host(compute, `${name}_H${n}`),
    );
    attach(compute, hosts, this.#stores, networks, true);
    const root = compute.rootPool;
    this.#vms(`${name}_RP0`, { hosts, pool: root, folder, networks });
    for (let n = 1; n <= pools; n += 1) {
      const pool = this.#pool(root, `${name}_RP${n}`);
      this.#vms(pool.name, { hosts, pool, folder, networks });
    }
    for (let n = 0; n < apps; n += 1) {
      const serial = this.#estate.nextSerial();
      const app = new ResourcePool(`resgroup-v${serial}`, serial, `${name}_APP${n}`, {
        vAppIn: folder,
      });
      place(this.#estate, folder, app);
      app.parent = root;
      app.owner = compute;
      root.pools.add(app);
      this.#vms(app.name, { hosts, pool: app, folder: undefined, networks });
    }
  }

  /** The folders that objects stand in: the data center's own, or one in each. */
  #inner(): Pick<Datacenter, 'vmFolder' | 'hostFolder' | 'datastoreFolder' | 'networkFolder'> {
    if (!this.#plan.folders) return this.#datacenter;
    const { vmFolder, hostFolder, datastoreFolder, networkFolder } = this.#datacenter;
    const inside = (folder: Folder): Folder =>
      this.#folder(folder, `F${this.#index}`, folder.id.replace(/\d+$/, ''));
    return {
      vmFolder: inside(vmFolder),
      hostFolder: inside(hostFolder),
      datastoreFolder: inside(datastoreFolder),
      networkFolder: inside(networkFolder),
    };
  }

  #folder(parent: Folder, name: string, prefix: string): Folder {
    const serial = this.#estate.nextSerial();
    const { childTypes } = parent;
    return place(
      this.#estate,
      parent,
      new Folder(`${prefix}${serial}`, serial, name, { childTypes }),
    );
  }

  #networks(): SiteNetworks {
    const { networkFolder, networks } = this.#datacenter;
    const estate = this.#estate;
    const add = (
      prefix: string,
      name: string,
      dvs?: DistributedSwitch,
      uplink = false,
    ): Network => {
      const serial = estate.nextSerial();
      const options = { vlan: 0, uplink, ...onlyDefined({ dvs }) };
      const network = new Network(`${prefix}-${serial}`, serial, name, options);
      networks.add(network);
      dvs?.portgroups.add(network);
      return place(estate, networkFolder, network);
    };
    const vmNetwork = add('network', 'VM Network');
    const serial = estate.nextSerial();
    const dvs = place(
      estate,
      networkFolder,
      new DistributedSwitch(`dvs-${serial}`, serial, 'DVS0'),
    );
    const portgroups = new Map([['uplinks', add('dvportgroup', 'DVS0-DVUplinks-9', dvs, true)]]);
    for (let n = 0; n < this.#plan.portgroups; n += 1)
      portgroups.set(String(n), add('dvportgroup', `${this.#name}_DVPG${n}`, dvs));
    return { vmNetwork, portgroups, dvs };
  }

  #datastore(folder: Folder, name: string): void {
    const serial = this.#estate.nextSerial();
    const datacenter = this.#datacenter;
    const store = new Datastore(`datastore-${serial}`, serial, name, {
      kind: 'VMFS',
      capacity: 10 * terabyte,
      datacenter,
    });
    datacenter.datastores.add(store);
    this.#stores.push(place(this.#estate, folder, store));
  }

  #compute(folder: Folder, name: string, isCluster: boolean): ComputeResource {
    const rootPool = this.#pool(undefined, 'Resources');
    const serial = this.#estate.nextSerial();
    const compute = new ComputeResource(`domain-${isCluster ? 'c' : 's'}${serial}`, serial, name, {
      rootPool,
      ...(isCluster && { cluster: { ha: false, drs: true, vsan: false } }),
    });
    place(this.#estate, folder, compute);
    rootPool.owner = compute;
    rootPool.parent = compute;
    return compute;
  }

  #pool(parent: ResourcePool | undefined, name: string): ResourcePool {
    const serial = this.#estate.nextSerial();
    const pool = new ResourcePool(`resgroup-${serial}`, serial, name);
    if (parent !== undefined) {
      pool.parent = parent;
      pool.owner = parent.owner;
      parent.pools.add(pool);
    }
    return this.#estate.add(pool);
  }

  #host(compute: ComputeResource, name: string): Host {
    const serial = this.#estate.nextSerial();
    const host = new Host(`host-${serial}`, serial, name, {
      model: hostModels[0],
      bootTime: this.#estate.startTime,
      address: `10.${this.#index}.0.${(serial % 250) + 1}`,
      compute,
    });
    host.parent = compute;
    host.addedTime = this.#estate.startTime;
    compute.hosts.add(host);
    return this.#estate.add(host);
  }

  #vms(
    prefix: string,
    at: {
      hosts: readonly Host[];
      pool: ResourcePool;
      folder: Folder | undefined;
      networks: SiteNetworks;
    },
  ): void {
    const [network = at.networks.vmNetwork] = [...at.networks.portgroups.values()].slice(1);
    for (let n = 0; n < this.#plan.vms; n += 1) {
      const host = at.hosts[n % at.hosts.length];
      const store = this.#stores[n % this.#stores.length];
      if (host === undefined || store === undefined) return;
      const { serial, vm } = this.#machine(`${prefix}_VM${n}`, host, at.pool);
      vm.disks = [{ key: 2000, capacityGB: 10, datastore: store, thin: true, used: 0.1 }];
      const mac = `00:50:56:00:${((serial >> 8) & 0xff).toString(16).padStart(2, '0')}:${(serial & 0xff).toString(16).padStart(2, '0')}`;
      const on = host.compute.isCluster ? network : at.networks.vmNetwork;
      vm.nics = [
        { key: 4000, network: on, mac, ipv4: `10.${this.#index}.1.${(this.#machines % 250) + 1}` },
      ];
      link(vm);
      if (at.folder === undefined) this.#estate.add(vm);
      else place(this.#estate, at.folder, vm);
    }
  }

  #machine(name: string, host: Host, pool: ResourcePool): { serial: number; vm: VirtualMachine } {
    this.#machines += 1;
    const serial = this.#estate.nextSerial();
    const vm = new VirtualMachine(`vm-${serial}`, serial, name, {
      host,
      pool,
      guest: guests.ubuntu,
      numCpu: 1,
      memoryMB: 32,
      hardwareVersion: 19,
      createDate: this.#estate.startTime,
    });
    vm.boot = plainBoot;
    vm.tools = this.#plan.on ? 'openVmTools' : 'notRunning';
    if (this.#plan.on) {
      vm.power = 'poweredOn';
      vm.bootTime = this.#estate.startTime;
    }
    return { serial, vm };
  }
}
