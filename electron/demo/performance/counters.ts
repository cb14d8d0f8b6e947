import {
  Datastore,
  Host,
  ResourcePool,
  VirtualMachine,
  ComputeResource,
} from '../estate/entity.ts';
import type { Entity } from '../estate/entity.ts';

/** The counters of the server: what it measures of which kind of object, in which unit, and at which level history keeps it. */

export type Rollup = 'average' | 'summation' | 'latest';

type Unit =
  | 'percent'
  | 'megaHertz'
  | 'millisecond'
  | 'kiloBytes'
  | 'kiloBytesPerSecond'
  | 'number'
  | 'second'
  | 'watt';

export interface Counter {
  /** Means something on this server only. */
  readonly key: number;
  readonly group: string;
  readonly name: string;
  readonly rollup: Rollup;
  readonly stats: 'absolute' | 'delta' | 'rate';
  readonly unit: Unit;
  /** History keeps what is of the server's level, or below. */
  readonly level: 1 | 2 | 3 | 4;
  /** Which objects have it, and of which of their devices. */
  readonly of: readonly (readonly [Kind, Devices])[];
}

export type Kind = 'vm' | 'host' | 'cluster' | 'pool' | 'datastore';

/** Devices whose own values there are; `all` stands for the object as a whole, which has the instance ''. */
export type Devices = 'all' | 'cpu' | 'nic' | 'disk' | 'onlyDisk';

const unitLabels: Readonly<Record<Unit, string>> = {
  percent: '%',
  megaHertz: 'MHz',
  millisecond: 'ms',
  kiloBytes: 'KB',
  kiloBytesPerSecond: 'KBps',
  number: 'num',
  second: 's',
  watt: 'W',
};

type Row = readonly [name: string, unit: Unit, level: Counter['level'], of: string];

/** `cpu.usage.average`; kinds behind it, each with the devices that it also counts. */
const rows: readonly Row[] = [
  ['cpu.usage.average', 'percent', 1, 'vm host cluster'],
  ['cpu.usagemhz.average', 'megaHertz', 1, 'vm:cpu host cluster pool'],
  ['cpu.ready.summation', 'millisecond', 1, 'vm:cpu'],
  ['cpu.readiness.average', 'percent', 2, 'vm:cpu host'],
  ['cpu.costop.summation', 'millisecond', 2, 'vm:cpu'],
  ['cpu.latency.average', 'percent', 2, 'vm host'],
  ['cpu.coreUtilization.average', 'percent', 2, 'host:cpu'],
  ['mem.usage.average', 'percent', 1, 'vm host cluster'],
  ['mem.active.average', 'kiloBytes', 2, 'vm host'],
  ['mem.consumed.average', 'kiloBytes', 1, 'vm host cluster pool'],
  ['mem.granted.average', 'kiloBytes', 2, 'vm host pool'],
  ['mem.overhead.average', 'kiloBytes', 1, 'vm host'],
  ['mem.vmmemctl.average', 'kiloBytes', 1, 'vm host'],
  ['mem.swapped.average', 'kiloBytes', 2, 'vm'],
  ['mem.swapinRate.average', 'kiloBytesPerSecond', 1, 'vm host'],
  ['mem.swapoutRate.average', 'kiloBytesPerSecond', 1, 'vm host'],
  ['mem.state.latest', 'number', 2, 'host'],
  ['disk.usage.average', 'kiloBytesPerSecond', 1, 'vm host'],
  ['disk.read.average', 'kiloBytesPerSecond', 2, 'vm host'],
  ['disk.write.average', 'kiloBytesPerSecond', 2, 'vm host'],
  ['disk.maxTotalLatency.latest', 'millisecond', 1, 'vm host'],
  ['virtualDisk.read.average', 'kiloBytesPerSecond', 2, 'vm:onlyDisk'],
  ['virtualDisk.write.average', 'kiloBytesPerSecond', 2, 'vm:onlyDisk'],
  ['virtualDisk.totalReadLatency.average', 'millisecond', 1, 'vm:onlyDisk'],
  ['virtualDisk.totalWriteLatency.average', 'millisecond', 1, 'vm:onlyDisk'],
  ['virtualDisk.numberReadAveraged.average', 'number', 1, 'vm:onlyDisk'],
  ['virtualDisk.numberWriteAveraged.average', 'number', 1, 'vm:onlyDisk'],
  ['net.usage.average', 'kiloBytesPerSecond', 1, 'vm:nic host:nic'],
  ['net.bytesRx.average', 'kiloBytesPerSecond', 2, 'vm:nic host:nic'],
  ['net.bytesTx.average', 'kiloBytesPerSecond', 2, 'vm:nic host:nic'],
  ['net.droppedRx.summation', 'number', 2, 'vm:nic host:nic'],
  ['net.droppedTx.summation', 'number', 2, 'vm:nic host:nic'],
  ['sys.uptime.latest', 'second', 1, 'vm host'],
  ['power.power.average', 'watt', 2, 'vm host'],
  ['disk.used.latest', 'kiloBytes', 1, 'datastore'],
  ['disk.provisioned.latest', 'kiloBytes', 1, 'datastore'],
  ['disk.capacity.latest', 'kiloBytes', 1, 'datastore'],
  ['vmop.numPoweron.latest', 'number', 1, 'cluster'],
  ['vmop.numPoweroff.latest', 'number', 1, 'cluster'],
  ['vmop.numVMotion.latest', 'number', 1, 'cluster'],
];

/** Of one call what is added up is what changed since the sample before; else a level, or an amount for each second. */
function statsOf(rollup: string, unit: Unit): Counter['stats'] {
  if (rollup === 'summation') return 'delta';
  return unit === 'kiloBytes' || unit === 'second' || unit === 'number' ? 'absolute' : 'rate';
}

export const counters: readonly Counter[] = rows.map(([full, unit, level, of], n) => {
  const [group = '', name = '', rollup = ''] = full.split('.');
  return {
    key: 2 + n * 3,
    group,
    name,
    rollup: rollup as Rollup,
    stats: statsOf(rollup, unit),
    unit,
    level,
    of: of.split(' ').map((one) => {
      const [kind = '', devices = 'all'] = one.split(':');
      return [kind as Kind, devices as Devices] as const;
    }),
  };
});

const byKey = new Map(counters.map((counter) => [counter.key, counter]));

export const findCounter = (key: number): Counter | undefined => byKey.get(key);

/** By its full name. @throws Error where there is none: a slip in the demo itself */
export function counterKey(full: string): number {
  const found = counters.find(({ group, name, rollup }) => `${group}.${name}.${rollup}` === full);
  if (found === undefined) throw new Error(`There is no counter ${full}.`);
  return found.key;
}

export const nameOf = ({ group, name }: Counter): string => `${group}.${name}`;

export function kindOf(entity: Entity): Kind | undefined {
  if (entity instanceof VirtualMachine) return 'vm';
  if (entity instanceof Host) return 'host';
  if (entity instanceof ComputeResource) return entity.isCluster ? 'cluster' : undefined;
  if (entity instanceof ResourcePool) return 'pool';
  return entity instanceof Datastore ? 'datastore' : undefined;
}

function devicesOf(entity: Entity, devices: Devices): readonly string[] {
  if (entity instanceof VirtualMachine) {
    if (devices === 'cpu') return Array.from({ length: entity.numCpu }, (_, n) => String(n));
    if (devices === 'nic') return entity.nics.map(({ key }) => String(key));
    if (devices === 'onlyDisk') return entity.disks.map((_, n) => `scsi0:${n}`);
  }
  if (entity instanceof Host) {
    const { packages, coresPerPackage } = entity.model;
    if (devices === 'cpu')
      return Array.from({ length: packages * coresPerPackage }, (_, n) => String(n));
    if (devices === 'nic') return ['vmnic0', 'vmnic1', 'vmnic2', 'vmnic3'];
  }
  return [];
}

/** A counter of an object: as a whole, or of one of its devices. */
export interface Metric {
  readonly counter: Counter;
  /** '' for the object as a whole. */
  readonly instance: string;
}

/** Everything that is measured of an object, at the moment or as history keeps it. */
export function metricsOf(entity: Entity, isHistory: boolean): readonly Metric[] {
  const kind = kindOf(entity);
  return counters.flatMap((counter) => {
    const [, devices] = counter.of.find(([of]) => of === kind) ?? [];
    if (devices === undefined || (isHistory && counter.level > 1)) return [];
    const whole = devices === 'onlyDisk' ? [] : [''];
    const each = isHistory && devices !== 'onlyDisk' ? [] : devicesOf(entity, devices);
    return [...whole, ...each].map((instance) => ({ counter, instance }));
  });
}

const element = (key: string, label: string): object => ({ key, label, summary: label });

/** `PerfCounterInfo` */
export function counterInfo(counter: Counter): object {
  const { key, group, name, rollup, stats, unit, level } = counter;
  return {
    key,
    nameInfo: element(name, name),
    groupInfo: element(group, group),
    unitInfo: element(unit, unitLabels[unit]),
    rollupType: rollup,
    statsType: stats,
    level,
    perDeviceLevel: Math.max(3, level),
  };
}

/** `PerformanceManager.description` */
export const performanceDescription: object = {
  counterType: ['none', 'average', 'maximum', 'minimum', 'latest', 'summation'].map((key) =>
    element(key, key),
  ),
  statsType: ['absolute', 'delta', 'rate'].map((key) => element(key, key)),
};
