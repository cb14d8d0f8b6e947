import { Folder, ResourcePool } from '../estate/entity.ts';
import type { AlarmObject, Entity, Status, VirtualMachine } from '../estate/entity.ts';
import { Estate, walkSnapshots } from '../estate/estate.ts';
import { movedOrCopied } from '../estate/questions.ts';
import { uuidFrom } from '../estate/random.ts';
import { alarmDefinitions } from './catalog.ts';
import { MachineBuilder } from './machines.ts';
import { buildSite, place } from './site.ts';
import type { Site, SitePlan } from './site.ts';

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
  for (const [id, name, description] of alarmDefinitions) {
    const alarm: AlarmObject = { type: 'Alarm', id, name, description };
    estate.alarms.push(estate.add(alarm));
  }
  const first = Math.ceil(vms * 0.6);
  const counts = [first, vms - first];
  const sites = counts.map((count, index) => buildSite(estate, planSite(index, count)));
  const machines = new MachineBuilder(estate);
  for (const [n, site] of sites.entries()) {
    for (let index = 0; index < (counts[n] ?? 0); index += 1) {
      decorate(estate, machines.build(site, index), index);
    }
  }
  addOddities(estate, sites);
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

function decorate(estate: Estate, vm: VirtualMachine, index: number): void {
  if (index % 3 === 0) {
    vm.customValues = new Map([
      [101, owners[(index / 3) % owners.length] ?? ''],
      [102, String(4200 + (index % 17))],
    ]);
  }
  if (index % 23 === 7 && vm.power === 'poweredOn') {
    raise(estate, vm, index % 2 === 0 ? 0 : 1, index % 46 === 7 ? 'red' : 'yellow');
  }
}

function raise(estate: Estate, entity: Entity, alarm: number, status: Status): void {
  const definition = estate.alarms[alarm];
  if (definition !== undefined) {
    const time = new Date(estate.startTime.getTime() - 3_600_000 - (entity.serial % 50) * 60_000);
    entity.status = status;
    entity.alarms.push({ alarm: definition, status, time, acknowledged: entity.serial % 5 === 0 });
  }
}

/** The states that a healthy estate lacks and a client must show: one of each. */
function addOddities(estate: Estate, sites: readonly Site[]): void {
  for (const site of sites) {
    vAppAt(estate, site);
  }
  hostOddities(estate, sites);
  vmOddities(estate, sites);
  const stores = [...estate.objects.values()].filter((o) => o.type === 'Datastore') as Entity[];
  for (const store of stores.filter((_, n) => n % 9 === 4)) {
    raise(estate, store, 2, 'yellow');
  }
}

function vmsOf(site: Site): VirtualMachine[] {
  return site.clusters.flatMap(({ hosts }) => hosts.flatMap(({ vms }) => [...vms]));
}

function hostOddities(estate: Estate, [first, second]: readonly Site[]): void {
  const maintained = first?.clusters[0]?.hosts.at(-1);
  if (maintained !== undefined && first?.clusters[0] !== undefined) {
    const others = first.clusters[0].hosts.slice(0, -1);
    for (const [n, vm] of [...maintained.vms].entries()) {
      const host = others[n % Math.max(1, others.length)];
      if (host !== undefined) {
        maintained.vms.delete(vm);
        vm.host = host;
        host.vms.add(vm);
      }
    }
    maintained.inMaintenance = true;
  }
  const lost = second?.clusters[1]?.hosts.at(-1);
  if (lost !== undefined) {
    lost.connectionState = 'disconnected';
    raise(estate, lost, 3, 'red');
    for (const vm of lost.vms) {
      vm.connectionState = 'disconnected';
      vm.status = 'gray';
    }
  }
}

function vmOddities(estate: Estate, [first, second]: readonly Site[]): void {
  const off = first === undefined ? [] : vmsOf(first).filter(({ power }) => power === 'poweredOff');
  for (const vm of off.slice(0, 4)) {
    vm.template = true;
    for (const snapshot of walkSnapshots(vm.rootSnapshots)) {
      estate.remove(snapshot);
    }
    vm.rootSnapshots = [];
    vm.currentSnapshot = undefined;
    vm.pool?.vms.delete(vm);
    vm.pool = undefined;
    moveToFolder(vm, first, 'Templates');
    vm.name = `tmpl-${vm.guest.guestId.replace(/_?64Guest$/, '').toLowerCase()}-${vm.serial}`;
  }
  const rest =
    second === undefined ? [] : vmsOf(second).filter((vm) => vm.connectionState === 'connected');
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
  const members = [...(cluster.pools.get('Production')?.vms ?? [])].slice(0, 4);
  for (const vm of members) {
    vm.pool?.vms.delete(vm);
    vm.pool = vApp;
    vApp.vms.add(vm);
    // A member of a vApp is shown below it and has no folder of its own
    if (vm.parent instanceof Folder) {
      vm.parent.children.delete(vm);
    }
    vm.parent = undefined;
  }
}
