import {
  ComputeResource,
  Datacenter,
  Datastore,
  Folder,
  Host,
  Network,
  ResourcePool,
  VirtualMachine,
} from '../estate/entity.ts';
import { Estate } from '../estate/estate.ts';
import { singleHostId } from '../estate/host-parts.ts';
import { plainBoot } from '../estate/machine/boot-settings.ts';
import { singleHost } from '../estate/product.ts';
import { uuidFrom } from '../estate/random.ts';
import { guests, hostModels } from './catalog.ts';
import { addImages } from './images.ts';
import { link, MachineBuilder } from './machines.ts';
import { roles } from './roles.ts';
import { place } from './site-parts.ts';

/** One ESXi host without a vCenter: an inventory of its own, with the names that every such host has. */
export interface HostPlan {
  /** Its DNS name, which is that of its compute resource as well. */
  readonly name: string;
  readonly datastores: readonly string[];
  readonly vms: number;
  /** Names that begin so, and machines without oddities, for programs that bring names of their own. */
  readonly plainNames?: string;
  /** Whether plain machines run from the start. */
  readonly on?: boolean;
}

/** A host as one finds it in a branch office. */
export const usualHost: HostPlan = {
  name: 'esx-branch.corp.example',
  datastores: ['datastore1', 'nvme-01'],
  vms: 12,
};

const terabyte = 1024 ** 4;
const day = 86_400_000;

/** Builds the estate of one host. */
export function generateSingleHost(plan: HostPlan, seed: number, now: () => Date): Estate {
  const instanceUuid = uuidFrom(seed, `host/${plan.name}`);
  const estate = new Estate({ seed, now, instanceUuid, product: singleHost });
  const datacenter = addDatacenter(estate);
  const { host, network } = addHost(estate, datacenter, plan);
  if (plan.plainNames === undefined) {
    addMachines(estate, { datacenter, host, network, vms: plan.vms });
    const [first] = datacenter.datastores;
    if (first !== undefined) addImages(first, now());
  } else {
    for (let n = 0; n < plan.vms; n += 1) {
      const name = `${plan.plainNames}${n}`;
      addPlainMachine(estate, { name, n, datacenter, host, network, on: plan.on !== false });
    }
  }
  return estate;
}

function addDatacenter(estate: Estate): Datacenter {
  const folder = (kind: string, childTypes: readonly string[]): Folder =>
    new Folder(`ha-folder-${kind}`, estate.nextSerial(), kind, { childTypes });
  const datacenter = new Datacenter('ha-datacenter', estate.nextSerial(), 'ha-datacenter', {
    vm: folder('vm', ['VirtualMachine']),
    host: folder('host', ['ComputeResource']),
    datastore: folder('datastore', ['Datastore']),
    network: folder('network', ['Network']),
  });
  place(estate, estate.rootFolder, datacenter);
  const { vmFolder, hostFolder, datastoreFolder, networkFolder } = datacenter;
  for (const one of [vmFolder, hostFolder, datastoreFolder, networkFolder]) {
    one.parent = datacenter;
    estate.add(one);
  }
  return datacenter;
}

function addHost(
  estate: Estate,
  datacenter: Datacenter,
  plan: HostPlan,
): { host: Host; network: Network } {
  const rootPool = estate.add(new ResourcePool('ha-root-pool', estate.nextSerial(), 'Resources'));
  const compute = new ComputeResource('ha-compute-res', estate.nextSerial(), plan.name, {
    rootPool,
  });
  place(estate, datacenter.hostFolder, compute);
  rootPool.owner = compute;
  rootPool.parent = compute;
  const host = new Host(singleHostId, estate.nextSerial(), plan.name, {
    model: hostModels[0],
    bootTime: new Date(estate.startTime.getTime() - 41 * day),
    address: '127.0.0.1',
    compute,
  });
  host.parent = compute;
  compute.hosts.add(host);
  estate.add(host);
  for (const name of plan.datastores) addDatastore(estate, { datacenter, host, name });
  const options = { vlan: 0 };
  const network = new Network('HaNetwork-VM Network', estate.nextSerial(), 'VM Network', options);
  place(estate, datacenter.networkFolder, network);
  datacenter.networks.add(network);
  compute.networks.add(network);
  host.networks.add(network);
  network.hosts.add(host);
  return { host, network };
}

interface Place {
  readonly datacenter: Datacenter;
  readonly host: Host;
}

/** Called by the UUID of its volume, as VMFS writes it: `57089c25-85e3ccd4-17b6-000c29d0beb3`. */
function addDatastore(
  estate: Estate,
  { datacenter, host, name }: Place & { readonly name: string },
): void {
  const serial = estate.nextSerial();
  const hex = uuidFrom(estate.seed, `store/${serial}`).replaceAll('-', '');
  const id = hex.replace(/^(.{8})(.{8})(.{4})(.{12})$/, '$1-$2-$3-$4');
  const kind = 'VMFS';
  const store = new Datastore(id, serial, name, { kind, capacity: 10 * terabyte, datacenter });
  place(estate, datacenter.datastoreFolder, store);
  datacenter.datastores.add(store);
  host.compute.datastores.add(store);
  host.datastores.add(store);
  store.hosts.add(host);
}

function addMachines(
  estate: Estate,
  { datacenter, host, network, vms }: Place & { network: Network; readonly vms: number },
): void {
  const { rootPool } = host.compute;
  const [isoStore] = datacenter.datastores;
  if (isoStore === undefined) return;
  const cluster = {
    compute: host.compute,
    hosts: [host],
    datastores: [...datacenter.datastores],
    pools: new Map(roles.map(({ pool }) => [pool, rootPool])),
  };
  const site = {
    code: 'bra',
    index: 0,
    datacenter,
    clusters: [cluster],
    vmFolders: new Map<string, Folder>(),
    portgroups: new Map<string, Network>(),
    vmNetwork: network,
    isoStore,
  };
  const builder = new MachineBuilder(estate);
  for (let index = 0; index < vms; index += 1) builder.build(site, index);
}

function addPlainMachine(
  estate: Estate,
  options: Place & { network: Network; name: string; n: number; on: boolean },
): void {
  const { datacenter, host, network, name, n, on } = options;
  const [...stores] = datacenter.datastores;
  const datastore = stores[n % stores.length];
  if (datastore === undefined) return;
  const serial = estate.nextSerial();
  const vm = new VirtualMachine(estate.product.vmId(serial), serial, name, {
    host,
    pool: host.compute.rootPool,
    guest: guests.ubuntu,
    numCpu: 1,
    memoryMB: 32,
    hardwareVersion: 19,
    createDate: estate.startTime,
  });
  vm.boot = plainBoot;
  vm.tools = on ? 'openVmTools' : 'notRunning';
  if (on) {
    vm.power = 'poweredOn';
    vm.bootTime = estate.startTime;
  }
  vm.disks = [{ key: 2000, capacityGB: 10, datastore, thin: true, used: 0.1 }];
  const mac = `00:0c:29:00:00:${(serial & 0xff).toString(16).padStart(2, '0')}`;
  vm.nics = [{ key: 4000, network, mac, ipv4: `10.0.1.${(n % 250) + 1}` }];
  link(vm);
  place(estate, datacenter.vmFolder, vm);
}
