import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { AlertMeasure } from '#shared/model/alert.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import {
  isDataObject,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import { makeRef, refType, type Ref } from '#shared/model/reference.ts';
import { number, reference, text } from './read.ts';

/** What an alarm of a vCenter goes by: `MetricAlarmExpression` watches a counter, `StateAlarmExpression` a property. */

/** What of an alarm and of its target is known. */
export interface Triggered {
  readonly definition: Properties;
  /** What it has gone off on, with its properties. */
  readonly target: Ref;
  readonly entity: Properties;
  /** ManagedEntityStatus: `red`. */
  readonly status: string | undefined;
}

/** The native object of a performance counter, by which an alarm names what it watches. */
export function counterRef(id: number): Ref {
  return makeRef('PerfCounterInfo', String(id));
}

/** The counters that a definition watches. */
export function counterIds(definition: Properties): readonly number[] {
  return expressionsOf(definition['info.expression']).flatMap((one) => counterId(one) ?? []);
}

/** What the alarm watches, as it is now; undefined where it watches events alone. */
export function measureOf(triggered: Triggered, lookup: Lookup): AlertMeasure | undefined {
  const { definition, target, entity, status } = triggered;
  const all = expressionsOf(definition['info.expression']);
  const metric = all.find((one) => one.$type === 'MetricAlarmExpression');
  if (metric !== undefined) return metricMeasure(metric, triggered, lookup);
  const states = all.filter((one) => one.$type === 'StateAlarmExpression');
  const state =
    states.find((one) => holds(one, entity, status)) ??
    states.find(({ type }) => type === refType(target));
  const path = state?.['statePath'];
  if (typeof path !== 'string') return undefined;
  const value = entity[path];
  return typeof value === 'string' || typeof value === 'boolean'
    ? { value: say('alert.measure.state', { path, value: String(value) }), isLive: true }
    : undefined;
}

function holds(state: DataObjectValue, entity: Properties, status: string | undefined): boolean {
  const path = state['statePath'];
  const wanted = state[status === 'red' ? 'red' : 'yellow'];
  if (typeof path !== 'string' || wanted === undefined) return false;
  const value = entity[path];
  return value === wanted || (typeof value === 'boolean' && String(value) === wanted);
}

/** An alarm of several parts holds them within each other (OrAlarmExpression, AndAlarmExpression). */
function expressionsOf(value: PropertyValue | undefined): readonly DataObjectValue[] {
  if (!isDataObject(value)) return [];
  const parts = value['expression'];
  return Array.isArray(parts)
    ? (parts as readonly PropertyValue[]).flatMap((part) => expressionsOf(part))
    : [value];
}

function counterId({ metric }: DataObjectValue): number | undefined {
  const id = isDataObject(metric) ? metric['counterId'] : undefined;
  return typeof id === 'number' ? id : undefined;
}

function metricMeasure(
  metric: DataObjectValue,
  { target, entity, status }: Triggered,
  lookup: Lookup,
): AlertMeasure | undefined {
  const id = counterId(metric);
  const counter = id === undefined ? undefined : lookup.get(counterRef(id));
  if (counter === undefined) return undefined;
  const name = `${refType(target)} ${counterName(counter)}`;
  // Of a datastore's use, which is counted in kilobytes, limits are percentages all the same.
  const isShare = text(counter, 'unitInfo.key') === 'percent' || Object.hasOwn(sharePaths, name);
  const limit = (name: 'yellow' | 'red'): number | undefined => {
    const value = metric[name];
    // Percentages are told in hundredths of a per cent.
    return typeof value === 'number' ? (isShare ? value / 10_000 : value) : undefined;
  };
  const what = quantity(counter);
  const passed = limit(status === 'red' ? 'red' : 'yellow');
  const share = isShare ? shareNow(name, entity, lookup) : undefined;
  return {
    ...(share !== undefined && {
      value: say('alert.measure.share', { what, share }),
      isLive: true,
    }),
    ...(passed !== undefined && { threshold: thresholdText(passed, isShare) }),
    definition: definitionText(metric, { what, isShare, limit }),
  };
}

function thresholdText(passed: number, isShare: boolean): Text {
  return isShare
    ? say('alert.threshold.share', { share: passed })
    : say('alert.threshold.amount', { amount: passed });
}

function definitionText(
  metric: DataObjectValue,
  about: {
    readonly what: Text;
    readonly isShare: boolean;
    readonly limit: (name: 'yellow' | 'red') => number | undefined;
  },
): Text {
  const { what, isShare, limit } = about;
  const limitText = (name: 'yellow' | 'red'): Text => {
    const value = limit(name);
    if (value === undefined) return '';
    const seconds = metric[`${name}Interval`];
    const ms = typeof seconds === 'number' ? seconds * 1000 : 0;
    return isShare
      ? say('alert.limit.share', { share: value, ms })
      : say('alert.limit.amount', { amount: value, ms });
  };
  const limits = { what, yellow: limitText('yellow'), red: limitText('red') };
  return metric['operator'] === 'isBelow'
    ? say('alert.definition.below', limits)
    : say('alert.definition.above', limits);
}

const known = {
  'cpu.usage': say('alert.counter.cpu.usage'),
  'mem.usage': say('alert.counter.mem.usage'),
  'disk.used': say('alert.counter.disk.used'),
} as const;

function counterName(counter: Properties): string {
  return `${text(counter, 'groupInfo.key') ?? ''}.${text(counter, 'nameInfo.key') ?? ''}`;
}

/** Counters that nobody translated here are called as the server calls them. */
function quantity(counter: Properties): Text {
  const name = counterName(counter);
  if (Object.hasOwn(known, name)) return known[name as keyof typeof known];
  const labels = [text(counter, 'groupInfo.label'), text(counter, 'nameInfo.label')];
  return labels.filter((label) => label !== undefined).join(' ');
}

/** The value of a counter as the object's own properties tell it, which are followed; a share of one. */
function shareNow(name: string, entity: Properties, lookup: Lookup): number | undefined {
  if (!Object.hasOwn(sharePaths, name)) return undefined;
  const [used, total] = sharePaths[name]?.(entity, lookup) ?? [];
  if (used === undefined || total === undefined || total <= 0) return undefined;
  return Math.round((used / total) * 1000) / 1000;
}

type Part = readonly [used: number | undefined, total: number | undefined];

const sharePaths: Readonly<Record<string, (entity: Properties, lookup: Lookup) => Part>> = {
  'VirtualMachine cpu.usage': (vm, lookup) => {
    // What it may use at most (runtime.maxCpuUsage) is not followed: its processors are those of its host.
    const host = reference(vm['runtime.host']);
    const mhz = host && number(lookup.get(host) ?? {}, 'summary.hardware.cpuMhz');
    const count = number(vm, 'summary.config.numCpu');
    return [
      number(vm, 'summary.quickStats.overallCpuUsage'),
      mhz === undefined || count === undefined ? undefined : mhz * count,
    ];
  },
  'VirtualMachine mem.usage': (vm) => [
    number(vm, 'summary.quickStats.guestMemoryUsage'),
    number(vm, 'summary.config.memorySizeMB'),
  ],
  'HostSystem cpu.usage': (host) => [
    number(host, 'summary.quickStats.overallCpuUsage'),
    (number(host, 'summary.hardware.cpuMhz') ?? 0) *
      (number(host, 'summary.hardware.numCpuCores') ?? 0),
  ],
  'HostSystem mem.usage': (host) => [
    number(host, 'summary.quickStats.overallMemoryUsage'),
    (number(host, 'summary.hardware.memorySize') ?? 0) / 1024 ** 2,
  ],
  'Datastore disk.used': (store) => {
    const capacity = number(store, 'summary.capacity');
    const free = number(store, 'summary.freeSpace');
    return [capacity === undefined || free === undefined ? undefined : capacity - free, capacity];
  },
};
