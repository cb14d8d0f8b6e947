import { ComputeResource, DistributedSwitch, Network } from '../estate/entity.ts';
import type { Datacenter, Datastore, Folder, Host, ResourcePool } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import { attach } from './attach.ts';
import type { SiteNetworks } from './attach.ts';
import { hostModels, portgroups } from './catalog.ts';
import { addImages } from './images.ts';
import { place, SiteParts } from './site-parts.ts';

/** A data center with everything that VMs need, before the VMs. */
export interface Site {
  readonly code: string;
  readonly index: number;
  readonly datacenter: Datacenter;
  readonly clusters: readonly Cluster[];
  readonly vmFolders: ReadonlyMap<string, Folder>;
  readonly portgroups: ReadonlyMap<string, Network>;
  readonly vmNetwork: Network;
  readonly isoStore: Datastore;
}

/** A cluster, or a standalone host, with its pools and datastores. */
export interface Cluster {
  readonly compute: ComputeResource;
  readonly hosts: readonly Host[];
  readonly datastores: readonly Datastore[];
  readonly pools: ReadonlyMap<string, ResourcePool>;
}

/** How large a site is to be. */
export interface SitePlan {
  readonly code: string;
  readonly name: string;
  readonly index: number;
  readonly clusterNames: readonly string[];
  readonly hostsPerCluster: readonly number[];
  readonly datastoresPerCluster: number;
  readonly standaloneHost: string | undefined;
}

const tebibyte = 1024 ** 4;
const folderPaths = [
  'Production/Web',
  'Production/Applications',
  'Production/Databases',
  'Production/SAP',
  'Production/Kubernetes',
  'Infrastructure',
  'Test and Development/Build agents',
  'Test and Development/Sandboxes',
  'Desktops',
  'Templates',
  'Discovered virtual machine',
];

class SiteBuilder {
  readonly #estate: Estate;
  readonly #plan: SitePlan;
  readonly #parts: SiteParts;

  constructor(estate: Estate, plan: SitePlan) {
    this.#estate = estate;
    this.#plan = plan;
    this.#parts = new SiteParts(estate, plan);
  }

  build(): Site {
    const networks = this.#networks();
    const pod = this.#parts.folder(this.#parts.datacenter.datastoreFolder, 'Tier 1', true);
    const archive = this.#parts.folder(this.#parts.datacenter.datastoreFolder, 'Archive');
    const isoStore = this.#parts.datastore(
      archive,
      `${this.#plan.code}-nfs-iso`,
      'NFS',
      8 * tebibyte,
    );
    addImages(isoStore, this.#estate.startTime);
    const clusters = this.#plan.clusterNames.map((name, index) =>
      this.#cluster(name, index, { pod, networks, isoStore }),
    );
    if (this.#plan.standaloneHost !== undefined) {
      this.#standalone(this.#plan.standaloneHost, networks);
    }
    return {
      code: this.#plan.code,
      index: this.#plan.index,
      datacenter: this.#parts.datacenter,
      clusters,
      vmFolders: this.#vmFolders(),
      portgroups: networks.portgroups,
      vmNetwork: networks.vmNetwork,
      isoStore,
    };
  }

  #vmFolders(): Map<string, Folder> {
    const folders = new Map<string, Folder>();
    for (const path of folderPaths) {
      let parent = this.#parts.datacenter.vmFolder;
      let sofar = '';
      for (const name of path.split('/')) {
        sofar = sofar === '' ? name : `${sofar}/${name}`;
        const folder: Folder = folders.get(sofar) ?? this.#parts.folder(parent, name);
        folders.set(sofar, folder);
        parent = folder;
      }
    }
    return folders;
  }

  #networks(): SiteNetworks {
    const { networkFolder, networks } = this.#parts.datacenter;
    const estate = this.#estate;
    const vmSerial = estate.nextSerial();
    const vmNetwork = place(
      estate,
      networkFolder,
      new Network(`network-${vmSerial}`, vmSerial, 'VM Network', { vlan: 0 }),
    );
    networks.add(vmNetwork);
    const folder = this.#parts.folder(networkFolder, 'Distributed');
    const dvsSerial = estate.nextSerial();
    const dvs = place(
      estate,
      folder,
      new DistributedSwitch(`dvs-${dvsSerial}`, dvsSerial, `dvs-${this.#plan.code}-01`),
    );
    const byName = new Map<string, Network>();
    for (const [index, name] of [...portgroups, 'uplinks'].entries()) {
      const serial = estate.nextSerial();
      const uplink = name === 'uplinks';
      const vlan = uplink ? 0 : 110 + 10 * index;
      const label = uplink
        ? `${dvs.name}-DVUplinks-${dvsSerial}`
        : `dpg-${this.#plan.code}-${name}-${vlan}`;
      const group = place(
        estate,
        folder,
        new Network(`dvportgroup-${serial}`, serial, label, { vlan, dvs, uplink }),
      );
      dvs.portgroups.add(group);
      networks.add(group);
      byName.set(name, group);
    }
    return { vmNetwork, portgroups: byName, dvs };
  }

  #cluster(
    name: string,
    index: number,
    shared: { pod: Folder; isoStore: Datastore; networks: SiteNetworks },
  ): Cluster {
    const vsan = index === 1;
    const folder =
      index < 2
        ? this.#parts.datacenter.hostFolder
        : this.#parts.hostFolderFor(`Room ${1 + (index % 4)}`);
    const rootPool = this.#parts.pool(undefined, 'Resources', 'normal');
    const serial = this.#estate.nextSerial();
    const compute = new ComputeResource(`domain-c${serial}`, serial, name, {
      rootPool,
      cluster: { ha: true, drs: index !== 2, vsan },
    });
    place(this.#estate, folder, compute);
    rootPool.owner = compute;
    rootPool.parent = compute;
    const hosts = Array.from({ length: this.#plan.hostsPerCluster[index] ?? 1 }, (_, n) =>
      this.#parts.host(compute, `esx-${name}-${String(n + 1).padStart(2, '0')}.corp.example`, {
        model: (this.#plan.index * 3 + index) % hostModels.length,
      }),
    );
    const datastores = this.#clusterStores(name, vsan, shared.pod);
    attach(compute, hosts, [...datastores, shared.isoStore], shared.networks);
    return { compute, hosts, datastores, pools: this.#pools(rootPool, compute.settings.drs) };
  }

  #clusterStores(cluster: string, vsan: boolean, pod: Folder): Datastore[] {
    const stores: Datastore[] = [];
    if (vsan) {
      stores.push(
        this.#parts.datastore(
          this.#parts.datacenter.datastoreFolder,
          `vsan-${cluster}`,
          'vsan',
          tebibyte * 60 * Math.max(1, this.#plan.datastoresPerCluster),
        ),
      );
    }
    for (let n = vsan ? 1 : 0; n < this.#plan.datastoresPerCluster; n += 1) {
      const label = `${cluster}-vmfs-${String(n + 1).padStart(2, '0')}`;
      stores.push(this.#parts.datastore(pod, label, 'VMFS', tebibyte * (n % 3 === 2 ? 32 : 20)));
    }
    return stores;
  }

  /** Without DRS a cluster has no pool but its root. */
  #pools(root: ResourcePool, drs: boolean): Map<string, ResourcePool> {
    const pools = new Map<string, ResourcePool>();
    if (!drs) {
      const names = [
        'Production',
        'Databases',
        'Infrastructure',
        'Test and Development',
        'Resources',
      ];
      return new Map(names.map((name) => [name, root]));
    }
    const production = this.#parts.pool(root, 'Production', 'high');
    pools.set('Production', production);
    pools.set('Databases', this.#parts.pool(production, 'Databases', 'high'));
    pools.set('Infrastructure', this.#parts.pool(root, 'Infrastructure', 'normal'));
    pools.set('Test and Development', this.#parts.pool(root, 'Test and Development', 'low'));
    pools.set('Resources', root);
    return pools;
  }

  #standalone(name: string, networks: SiteNetworks): void {
    const folder = this.#parts.hostFolderFor('Standalone hosts');
    const rootPool = this.#parts.pool(undefined, 'Resources', 'normal');
    const serial = this.#estate.nextSerial();
    const compute = new ComputeResource(`domain-s${serial}`, serial, name, { rootPool });
    place(this.#estate, folder, compute);
    rootPool.owner = compute;
    rootPool.parent = compute;
    const host = this.#parts.host(compute, name, { model: 4 });
    const local = this.#parts.datastore(
      this.#parts.datacenter.datastoreFolder,
      'edge-local-01',
      'VMFS',
      2 * tebibyte,
    );
    attach(compute, [host], [local], networks);
  }
}

/** Builds one data center of the estate. */
export function buildSite(estate: Estate, plan: SitePlan): Site {
  return new SiteBuilder(estate, plan).build();
}
