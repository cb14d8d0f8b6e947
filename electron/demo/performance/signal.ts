import {
  ComputeResource,
  Datastore,
  Host,
  ResourcePool,
  VirtualMachine,
} from '../estate/entity.ts';
import type { Entity } from '../estate/entity.ts';
import { vmsOf } from '../estate/machine/residents.ts';
import { hash, noise } from '../estate/random.ts';
import { memoryBytes, totalMhz } from '../properties/host-statistics.ts';
import { nameOf, type Counter } from './counters.ts';

/**
 * What a counter was at a moment: a function of object, counter, device and time, so that a year of samples needs no memory and is the same
 * whenever it is asked for. A machine is busy by day and less so by night and at weekends, is busy while it boots, and does nothing while
 * it is off. What a host or a cluster has is what its machines have together.
 */

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Samples of the moment are so far apart. */
export const tickMs = 20_000;

/** Between 0 and 1; highest at 13:00 UTC, low at night and at weekends. */
function workday(time: number): number {
  const hour = (time % dayMs) / hourMs;
  const isWeekend = [2, 3].includes(Math.floor(time / dayMs) % 7);
  return Math.max(0, Math.cos(((hour - 13) / 12) * Math.PI)) * (isWeekend ? 0.25 : 1);
}

/** Between 0 and 1, moving slowly: noise of every five minutes, joined by straight lines. */
function drift(serial: number, time: number, salt: number): number {
  const at = time / 300_000;
  const step = Math.floor(at);
  const before = noise(serial, step, salt);
  return before + (noise(serial, step + 1, salt) - before) * (at - step);
}

/** Whether a machine ran, as far as can be told. */
export function ranAt(vm: VirtualMachine, time: number): boolean {
  if (vm.power !== 'poweredOn' || vm.connectionState !== 'connected') return false;
  return vm.bootTime === undefined || time > vm.bootTime.getTime();
}

/** Use of its processors, between 0 and 1. */
function load(vm: VirtualMachine, time: number): number {
  if (!ranAt(vm, time)) return 0;
  const base = vm.exhausted === 'cpu' ? 0.84 : 0.04 + 0.4 * noise(vm.serial, 0, 11) ** 2;
  const minutes = vm.bootTime === undefined ? 9 : (time - vm.bootTime.getTime()) / 60_000;
  const boot = minutes < 4 ? 0.5 * (1 - minutes / 4) : 0;
  const day = 0.25 * workday(time) * noise(vm.serial, 1, 11);
  const fast = 0.06 * noise(vm.serial, Math.floor(time / tickMs), 7);
  return Math.min(1, base + boot + day + 0.1 * drift(vm.serial, time, 12) + fast);
}

type Signal<T> = (object: T, time: number, salt: number) => number;

/** What a machine moves, in KB a second: some much, most little. */
function traffic(vm: VirtualMachine, time: number, salt: number): number {
  const scale = 20 + 4000 * noise(vm.serial, 2, salt) ** 4;
  return scale * (0.3 + load(vm, time)) * (0.5 + drift(vm.serial, time, salt));
}

const whenOn =
  (signal: Signal<VirtualMachine>): Signal<VirtualMachine> =>
  (vm, time, salt) =>
    ranAt(vm, time) ? signal(vm, time, salt) : 0;

const memoryKB = (vm: VirtualMachine): number => vm.memoryMB * 1024;

/** The part of its memory that a machine uses. */
function activeMemory(vm: VirtualMachine, time: number): number {
  const base = vm.exhausted === 'memory' ? 0.8 : 0.08;
  return (
    base +
    0.2 * noise(vm.serial, 0, 3) * (0.7 + 0.3 * workday(time)) +
    0.05 * drift(vm.serial, time, 5)
  );
}

const consumed = (vm: VirtualMachine): number =>
  memoryKB(vm) * (0.55 + 0.4 * noise(vm.serial, 0, 9));

/** Time that a processor waits for a host's, in parts of the time: more where a host is full. */
const waiting: Signal<VirtualMachine> = (vm, time, salt) =>
  load(vm, time) * 0.03 * (1 + 2 * drift(vm.serial, time, salt));

const latency: Signal<VirtualMachine> = (vm, time, salt) =>
  0.6 + 3 * drift(vm.serial, time, salt) + (drift(vm.serial, time, salt + 1) > 0.97 ? 25 : 0);

const nothing = (): number => 0;

/** In the unit of the counter; per cent in hundredths, what is summed up in parts of the interval. */
const ofVm: Readonly<Record<string, Signal<VirtualMachine>>> = {
  'cpu.usage': (vm, time) => 10_000 * load(vm, time),
  'cpu.usagemhz': (vm, time) => load(vm, time) * vm.numCpu * vm.host.model.mhz,
  'cpu.ready': waiting,
  'cpu.readiness': (vm, time, salt) => (10_000 * waiting(vm, time, salt)) / vm.numCpu,
  'cpu.costop': (vm, time, salt) => (vm.numCpu > 4 ? waiting(vm, time, salt) * 0.2 : 0),
  'cpu.latency': (vm, time, salt) => 12_000 * waiting(vm, time, salt),
  'mem.usage': whenOn((vm, time) => 10_000 * activeMemory(vm, time)),
  'mem.active': whenOn((vm, time) => memoryKB(vm) * activeMemory(vm, time)),
  'mem.consumed': whenOn(consumed),
  'mem.granted': whenOn(consumed),
  'mem.overhead': whenOn((vm) => 60_000 + vm.numCpu * 6000),
  'mem.vmmemctl': nothing,
  'mem.swapped': nothing,
  'mem.swapinRate': nothing,
  'mem.swapoutRate': nothing,
  'disk.usage': whenOn((vm, time) => traffic(vm, time, 31) + traffic(vm, time, 32)),
  'disk.read': whenOn((vm, time) => traffic(vm, time, 31)),
  'disk.write': whenOn((vm, time) => traffic(vm, time, 32)),
  'disk.maxTotalLatency': whenOn(latency),
  'virtualDisk.read': whenOn((vm, time) => traffic(vm, time, 31) / Math.max(1, vm.disks.length)),
  'virtualDisk.write': whenOn((vm, time) => traffic(vm, time, 32) / Math.max(1, vm.disks.length)),
  'virtualDisk.totalReadLatency': whenOn(latency),
  'virtualDisk.totalWriteLatency': whenOn(latency),
  'virtualDisk.numberReadAveraged': whenOn((vm, time) => traffic(vm, time, 31) / 24),
  'virtualDisk.numberWriteAveraged': whenOn((vm, time) => traffic(vm, time, 32) / 16),
  'net.usage': whenOn((vm, time) => traffic(vm, time, 41) + traffic(vm, time, 42)),
  'net.bytesRx': whenOn((vm, time) => traffic(vm, time, 41)),
  'net.bytesTx': whenOn((vm, time) => traffic(vm, time, 42)),
  'net.droppedRx': nothing,
  'net.droppedTx': nothing,
  'sys.uptime': whenOn((vm, time) => (time - (vm.bootTime?.getTime() ?? time)) / 1000),
  'power.power': whenOn((vm, time) => 4 + 22 * load(vm, time) * vm.numCpu),
};

/** What the machines of a host have together. */
function sum(vms: Iterable<VirtualMachine>, name: string, time: number, salt: number): number {
  let total = 0;
  for (const vm of vms) total += ofVm[name]?.(vm, time, salt) ?? 0;
  return total;
}

const hostMhz = (host: Host, time: number, salt: number): number =>
  Math.min(totalMhz(host), 200 + sum(vmsOf(host), 'cpu.usagemhz', time, salt));

const hostMemory = (host: Host, time: number, salt: number): number =>
  Math.min(
    memoryBytes(host) / 1024,
    (4200 + host.leakedMB) * 1024 + sum(vmsOf(host), 'mem.consumed', time, salt),
  );

const ofHost: Readonly<Record<string, Signal<Host>>> = {
  'cpu.usage': (host, time, salt) => (10_000 * hostMhz(host, time, salt)) / totalMhz(host),
  'cpu.usagemhz': hostMhz,
  'cpu.coreUtilization': (host, time, salt) =>
    Math.min(10_000, (12_000 * hostMhz(host, time, salt)) / totalMhz(host)),
  'cpu.readiness': (host, time, salt) => (300 * hostMhz(host, time, salt)) / totalMhz(host),
  'cpu.latency': (host, time, salt) => (400 * hostMhz(host, time, salt)) / totalMhz(host),
  'mem.usage': (host, time, salt) =>
    (10_000 * 1024 * hostMemory(host, time, salt)) / memoryBytes(host),
  'mem.consumed': hostMemory,
  'mem.state': nothing,
  'sys.uptime': (host, time) => Math.max(0, (time - host.bootTime.getTime()) / 1000),
  'power.power': (host, time, salt) => 140 + (320 * hostMhz(host, time, salt)) / totalMhz(host),
  'disk.maxTotalLatency': (host, time, salt) => 1 + 6 * drift(host.serial, time, salt),
};

function ofHosts(compute: ComputeResource, name: string, time: number, salt: number): number {
  const hosts = [...compute.hosts];
  const all = hosts.reduce((total, host) => total + hostValue(host, name, time, salt), 0);
  // Per cent are not added up
  return name.endsWith('.usage') ? all / Math.max(1, hosts.length) : all;
}

function hostValue(host: Host, name: string, time: number, salt: number): number {
  if (host.connectionState !== 'connected' || time < host.bootTime.getTime()) return 0;
  return ofHost[name]?.(host, time, salt) ?? sum(vmsOf(host), name, time, salt);
}

/** Operations of a cluster since its start: they only grow. */
function operations(compute: ComputeResource, time: number, salt: number): number {
  return Math.floor((time / hourMs) * (0.2 + noise(compute.serial, 3, salt))) % 1_000_000;
}

/** Some datastores fill up, by a hundredth of themselves a day. */
function usedKB(store: Datastore, time: number, now: number): number {
  const used = store.capacity - store.freeSpace;
  const growth = noise(store.serial, 4, 61) > 0.6 ? store.capacity / 100 : 0;
  return Math.max(used * 0.1, used - (growth * (now - time)) / dayMs) / 1024;
}

function storeValue(store: Datastore, name: string, time: number, now: number): number {
  if (name === 'disk.capacity') return store.capacity / 1024;
  const used = usedKB(store, time, now);
  return name === 'disk.provisioned' ? used + store.uncommitted / 1024 : used;
}

function* below(pool: ResourcePool): Generator<VirtualMachine> {
  yield* vmsOf(pool);
  for (const child of pool.pools) yield* below(child);
}

/** The value of an object as a whole, in the counter's unit; what is summed up in parts of the time. */
function whole(entity: Entity, counter: Counter, time: number, now: number): number {
  const name = nameOf(counter);
  const salt = hash(name);
  if (entity instanceof VirtualMachine) return ofVm[name]?.(entity, time, salt) ?? 0;
  if (entity instanceof Host) return hostValue(entity, name, time, salt);
  if (entity instanceof ResourcePool) return sum(below(entity), name, time, salt);
  if (entity instanceof Datastore) return storeValue(entity, name, time, now);
  if (!(entity instanceof ComputeResource)) return 0;
  return counter.group === 'vmop'
    ? operations(entity, time, salt)
    : ofHosts(entity, name, time, salt);
}

/** The part of a device: those of an object differ, and are together what it has. */
function share(entity: Entity, counter: Counter, instance: string): number {
  const isPart = counter.unit !== 'percent' && counter.group !== 'virtualDisk';
  const devices =
    entity instanceof VirtualMachine
      ? counter.group === 'net'
        ? entity.nics.length
        : entity.numCpu
      : 4;
  return instance === '' || !isPart ? 1 : 1 / Math.max(1, devices);
}

/**
 * A sample: what was at a moment, or on the average of the time before it.
 *
 * @param end of the interval, in milliseconds
 * @returns a whole number, as the server keeps them
 */
export function sample(
  entity: Entity,
  { counter, instance }: { readonly counter: Counter; readonly instance: string },
  { end, seconds, now }: { readonly end: number; readonly seconds: number; readonly now: number },
): number {
  const moments = counter.rollup === 'latest' || seconds <= 20 ? 1 : 4;
  let total = 0;
  for (let n = 0; n < moments; n += 1)
    total += whole(entity, counter, end - (n * seconds * 1000) / moments, now);
  const average = (total / moments) * share(entity, counter, instance);
  return Math.round(counter.rollup === 'summation' ? average * seconds * 1000 : average);
}
