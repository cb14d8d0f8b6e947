import { ComputeResource, Host, ResourcePool, VirtualMachine } from '../estate/entity.ts';
import type { Entity } from '../estate/entity.ts';
import { data } from '../wire/value.ts';
import type { Data } from '../wire/value.ts';
import { findCounter, kindOf, metricsOf, type Metric } from './counters.ts';
import { ranAt, sample } from './signal.ts';

/** Series of samples, as QueryPerf asks for them. */

/** What history keeps: samples of so many seconds, for so long. */
export const historicalIntervals: readonly {
  readonly key: number;
  readonly samplingPeriod: number;
  readonly name: string;
  readonly length: number;
  readonly level: number;
  readonly enabled: boolean;
}[] = [
  { key: 1, samplingPeriod: 300, name: 'Past day', length: 86_400, level: 1, enabled: true },
  { key: 2, samplingPeriod: 1800, name: 'Past week', length: 604_800, level: 1, enabled: true },
  { key: 3, samplingPeriod: 7200, name: 'Past month', length: 2_592_000, level: 1, enabled: true },
  {
    key: 4,
    samplingPeriod: 86_400,
    name: 'Past year',
    length: 31_536_000,
    level: 1,
    enabled: true,
  },
];

/** Seconds between samples of the moment, and for how long they are kept. */
export const realTime = { period: 20, length: 3600 } as const;

/** `PerfQuerySpec` without its entity. */
export interface QuerySpec {
  readonly startTime?: Date;
  readonly endTime?: Date;
  readonly maxSample?: number;
  readonly metricId?: readonly { readonly counterId: number; readonly instance: string }[];
  readonly intervalId?: number;
  readonly format?: string;
}

/** Machines and hosts, and pools in part, are measured at the moment; everything else by history alone. */
export const isLive = (entity: Entity): boolean =>
  entity instanceof VirtualMachine || entity instanceof Host || entity instanceof ResourcePool;

/** `PerfProviderSummary` */
export function providerSummary(entity: Entity): object {
  const currentSupported = isLive(entity);
  const summarySupported = kindOf(entity) !== undefined || entity instanceof ComputeResource;
  return {
    entity,
    currentSupported,
    summarySupported,
    ...(currentSupported && { refreshRate: realTime.period }),
  };
}

/** What is not given is the shortest that there is. */
function periodOf(entity: Entity, { intervalId }: QuerySpec): number {
  return intervalId ?? (isLive(entity) ? realTime.period : 300);
}

/** The ends of the intervals that a query asks for, oldest first, in milliseconds. */
function moments(entity: Entity, spec: QuerySpec, now: Date): readonly number[] {
  const seconds = periodOf(entity, spec);
  const kept =
    seconds === realTime.period
      ? realTime.length
      : (historicalIntervals.find(({ samplingPeriod }) => samplingPeriod === seconds)?.length ?? 0);
  const step = seconds * 1000;
  const first = Math.max(now.getTime() - kept * 1000, spec.startTime?.getTime() ?? 0);
  const last = Math.min(now.getTime(), spec.endTime?.getTime() ?? Number.POSITIVE_INFINITY);
  const ends: number[] = [];
  for (let at = (Math.floor(first / step) + 1) * step; at <= last; at += step) ends.push(at);
  // History is not cut: maxSample counts for the moment only
  const { maxSample } = spec;
  return maxSample === undefined || seconds !== realTime.period ? ends : ends.slice(-maxSample);
}

/** The server collects nothing while it is backed up. */
function isCollected(end: number): boolean {
  const minute = Math.floor(end / 60_000) % 1440;
  return minute < 190 || minute >= 196;
}

/** Since when, and whether, there is anything to measure. */
function isMeasured(entity: Entity, end: number): boolean {
  if (entity instanceof VirtualMachine) return ranAt(entity, end);
  if (entity instanceof Host)
    return entity.connectionState === 'connected' && end > entity.bootTime.getTime();
  return true;
}

function wanted(entity: Entity, { metricId }: QuerySpec, isHistory: boolean): readonly Metric[] {
  const all = metricsOf(entity, isHistory);
  if (metricId === undefined || metricId.length === 0) return all;
  return metricId.flatMap(({ counterId, instance }) => {
    const counter = findCounter(counterId);
    const own = all.filter((metric) => metric.counter === counter);
    return instance === '*' ? own : own.filter((metric) => metric.instance === instance);
  });
}

/** How many series a query asks for: the server takes so many at a time. */
export function breadth(entity: Entity, spec: QuerySpec): number {
  return periodOf(entity, spec) === realTime.period ? 0 : wanted(entity, spec, true).length;
}

/** `PerfEntityMetric` or `PerfEntityMetricCSV`; -1 stands where nothing was collected. Undefined for what has no samples. */
export function querySeries(entity: Entity, spec: QuerySpec, now: Date): Data | undefined {
  const seconds = periodOf(entity, spec);
  const isHistory = seconds !== realTime.period;
  if (!isHistory && !isLive(entity)) return undefined;
  const ends = moments(entity, spec, now);
  if (!ends.some((end) => isMeasured(entity, end))) return undefined;
  const at = now.getTime();
  const series = wanted(entity, spec, isHistory).map(({ counter, instance }) => ({
    id: { counterId: counter.key, instance },
    value: ends.map((end) =>
      isMeasured(entity, end) && isCollected(end)
        ? sample(entity, { counter, instance }, { end, seconds, now: at })
        : -1,
    ),
  }));
  return spec.format === 'csv'
    ? csv(entity, { ends, seconds, series })
    : plain(entity, { ends, seconds, series });
}

interface Series {
  readonly ends: readonly number[];
  readonly seconds: number;
  readonly series: readonly { readonly id: object; readonly value: readonly number[] }[];
}

function plain(entity: Entity, { ends, seconds, series }: Series): Data {
  return data('PerfEntityMetric', {
    entity,
    sampleInfo: ends.map((end) => ({ timestamp: new Date(end), interval: seconds })),
    value: series.map((one) => data('PerfMetricIntSeries', one)),
  });
}

function csv(entity: Entity, { ends, seconds, series }: Series): Data {
  const time = (end: number): string => new Date(end).toISOString().replace('.000Z', 'Z');
  return data('PerfEntityMetricCSV', {
    entity,
    sampleInfoCSV: ends.map((end) => `${seconds},${time(end)}`).join(','),
    value: series.map(({ id, value }) =>
      data('PerfMetricSeriesCSV', { id, value: value.join(',') }),
    ),
  });
}
