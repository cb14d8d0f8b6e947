import { Datastore, Folder, ResourcePool } from '../estate/entity.ts';
import type { VirtualMachine } from '../estate/entity.ts';
import { settleAlarms } from '../estate/alarms.ts';
import { Estate, walkSnapshots } from '../estate/estate.ts';
import { movedOrCopied } from '../estate/machine/questions.ts';
import { uuidFrom } from '../estate/random.ts';
import { hostMemoryUsage, memoryBytes } from '../properties/host-statistics.ts';
import { alarmDefinitions } from './alarm-definitions.ts';
import { MachineBuilder } from './machines.ts';
import { place } from './site-parts.ts';
import { buildSite } from './site.ts';
import type { Site, SitePlan } from './site.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** What the estate is made from. */
export interface EstateOptions {
  readonly vms: number;
  readonly seed: number;
  readonly now: () => Date;
}

const vmsPerHost = 24;
const hostsPerCluster = 32;

function planSite(index: number, vms: number): SitePlan {
  const codes = ['fra', 'dub'];
  const code = codes[index] ?? `dc${index}`;
  const hosts = Math.max(index === 0 ? 7 : 4, Math.ceil(vms / vmsPerHost));
  const wanted = index === 0 ? ['prod-01', 'prod-02', 'mgmt-01'] : ['prod-01', 'test-01'];
  const count = Math.max(wanted.length, Math.ceil(hosts / hostsPerCluster));
  const clusterNames = Array.from(
    { length: count },
    (_, n) => `${code}-${wanted[n] ?? `scale-${String(n + 1 - wanted.length).padStart(2, '0')}`}`,
  );
  const share = Math.floor(hosts / count);
  return {
    code,
    name: index === 0 ? 'Frankfurt' : 'Dublin',
    index,
    clusterNames,
    hostsPerCluster: clusterNames.map((_, n) => share + (n < hosts % count ? 1 : 0)),
    datastoresPerCluster: Math.max(2, Math.ceil(vms / count / 45)),
    standaloneHost: index === 1 ? 'esx-edge-01.dub.corp.example' : undefined,
  };
}

/** Builds the whole estate: the same seed and size give the same estate. */
export function generateEstate({ vms, seed, now }: EstateOptions): Estate {
  const estate = new Estate({ seed, now, instanceUuid: uuidFrom(seed, 'vcenter') });
  estate.customFields = [
    { key: 101, name: 'Owner', managedType: 'VirtualMachine' },
    { key: 102, name: 'Cost centre', managedType: undefined },
    { key: 103, name: 'Last backup', managedType: 'VirtualMachine' },
  ];
  for (const alarm of alarmDefinitions()) estate.alarms.push(estate.add(alarm));
  const first = Math.ceil(vms * 0.6);
  const counts = [first, vms - first];
  const sites = counts.map((count, index) => buildSite(estate, planSite(index, count)));
  const machines = new MachineBuilder(estate);
  for (const [n, site] of sites.entries()) {
    for (let index = 0; index < (counts[n] ?? 0); index += 1) {
      decorate(machines.build(site, index), index);
    }
  }
  addOddities(estate, sites);
  settleAlarms(estate, beforeStart(estate));
  return estate;
}

const owners = [
  'web-team',
  'dba@corp.example',
  'SAP Basis',
  'platform',
  'M. Kelly',
  'j.weber@corp.example',
];

function decorate(vm: VirtualMachine, index: number): void {
  if (index % 3 === 0) {
    vm.customValues = new Map([
      [101, owners[(index / 3) % owners.length] ?? ''],
      [102, String(4200 + (index % 17))],
    ]);
  }
  if (index % 23 === 7 && vm.power === 'poweredOn') {
    vm.exhausted = index % 2 === 0 ? 'memory' : 'cpu';
  }
}

/** Alarms that were there before the server was: when each went off, and which of them somebody has seen. */
function beforeStart({ startTime }: Estate): Parameters<typeof settleAlarms>[1] {
  return ({ serial }) => {
    const time = new Date(startTime.getTime() - 3_600_000 - (serial % 50) * 60_000);
    const acknowledged =
      serial % 5 === 0
        ? { user: 'VSPHERE.LOCAL\\Administrator', time: new Date(time.getTime() + 900_000) }
        : undefined;
    return { time, acknowledged };
  };
}

/** The states that a healthy estate lacks and a client must show: one of each. */
function addOddities(estate: Estate, sites: readonly Site[]): void {
  for (const site of sites) {
    vAppAt(estate, site);
  }
  hostOddities(sites);
  vmOddities(estate, sites);
  const stores = [...estate.objects.values()].filter((one) => one instanceof Datastore);
  for (const [n, store] of stores.filter((_, index) => index % 9 === 4).entries()) fill(store, n);
}

/** Somebody has copied images to it. */
function fill(store: Datastore, n: number): void {
  const left = Math.round(store.capacity * (n % 2 === 0 ? 0.18 : 0.09));
  const bytes = store.freeSpace - left;
  if (bytes <= 0) return;
  store.files.set('exports/archive.ova', { bytes, modified: new Date(0) });
  store.freeSpace = left;
}

function machinesIn(site: Site): VirtualMachine[] {
  return site.clusters.flatMap(({ hosts }) => hosts.flatMap((host) => [...vmsOf(host)]));
}

function hostOddities([first, second]: readonly Site[]): void {
  const maintained = first?.clusters[0]?.hosts.at(-1);
  if (maintained !== undefined && first?.clusters[0] !== undefined) {
    const others = first.clusters[0].hosts.slice(0, -1);
    for (const [n, vm] of [...vmsOf(maintained)].entries()) {
      const host = others[n % Math.max(1, others.length)];
      if (host !== undefined) {
        vmsOf(maintained).delete(vm);
        vm.host = host;
        vmsOf(host).add(vm);
      }
    }
    maintained.inMaintenance = true;
  }
  const leaking = first?.clusters[1]?.hosts[0];
  if (leaking !== undefined) {
    const wanted = Math.round((memoryBytes(leaking) / 1024 ** 2) * 0.93);
    leaking.leakedMB = wanted - hostMemoryUsage(leaking);
  }
  const lost = second?.clusters[1]?.hosts.at(-1);
  if (lost !== undefined) {
    lost.connectionState = 'disconnected';
    for (const vm of vmsOf(lost)) {
      vm.connectionState = 'disconnected';
      vm.status = 'gray';
    }
  }
}

function vmOddities(estate: Estate, [first, second]: readonly Site[]): void {
  const off =
    first === undefined ? [] : machinesIn(first).filter(({ power }) => power === 'poweredOff');
  for (const vm of off.slice(0, 4)) {
    vm.template = true;
    for (const snapshot of walkSnapshots(vm.rootSnapshots)) {
      estate.remove(snapshot);
    }
    vm.rootSnapshots = [];
    vm.currentSnapshot = undefined;
    if (vm.pool !== undefined) vmsOf(vm.pool).delete(vm);
    vm.pool = undefined;
    moveToFolder(vm, first, 'Templates');
    vm.name = `tmpl-${vm.guest.guestId.replace(/_?64Guest$/, '').toLowerCase()}-${vm.serial}`;
  }
  const rest =
    second === undefined
      ? []
      : machinesIn(second).filter((vm) => vm.connectionState === 'connected');
  const orphan = rest.find(({ power }) => power === 'poweredOff');
  if (orphan !== undefined) {
    orphan.connectionState = 'orphaned';
  }
  const unreachable = rest.findLast(({ power }) => power === 'poweredOff');
  if (unreachable !== undefined && unreachable !== orphan) {
    unreachable.connectionState = 'inaccessible';
    moveToFolder(unreachable, second, 'Discovered virtual machine');
  }
  const asking = rest.find(({ power }) => power === 'poweredOn');
  if (asking !== undefined) {
    asking.question = movedOrCopied('151552', 'powerOff');
  }
  lockOne(off);
}

/** A backup that hangs keeps the disks of a VM open. */
function lockOne(off: readonly VirtualMachine[]): void {
  const locked = off.slice(5).findLast((vm) => vm.connectionState === 'connected');
  if (locked !== undefined) {
    locked.locked = true;
  }
}

function moveToFolder(vm: VirtualMachine, site: Site | undefined, path: string): void {
  const folder = site?.vmFolders.get(path);
  if (folder !== undefined && vm.parent instanceof Folder) {
    vm.parent.children.delete(vm);
    vm.parent = folder;
    folder.children.add(vm);
  }
}

function vAppAt(estate: Estate, site: Site): void {
  const cluster = site.clusters[0];
  const folder = site.vmFolders.get('Production');
  const root = cluster?.pools.get('Resources');
  if (cluster === undefined || folder === undefined || root === undefined) {
    return;
  }
  const serial = estate.nextSerial();
  const vApp = new ResourcePool(`resgroup-v${serial}`, serial, `${site.code}-webshop`, {
    vAppIn: folder,
  });
  vApp.parent = root;
  vApp.owner = cluster.compute;
  root.pools.add(vApp);
  place(estate, folder, vApp);
  vApp.parent = root;
  const production = cluster.pools.get('Production');
  const members = production === undefined ? [] : [...vmsOf(production)].slice(0, 4);
  for (const vm of members) {
    if (vm.pool !== undefined) vmsOf(vm.pool).delete(vm);
    vm.pool = vApp;
    vmsOf(vApp).add(vm);
    // A member of a vApp is shown below it and has no folder of its own
    if (vm.parent instanceof Folder) {
      vm.parent.children.delete(vm);
    }
    vm.parent = undefined;
  }
}
