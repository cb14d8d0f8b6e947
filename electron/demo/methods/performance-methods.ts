import { Entity, Host } from '../estate/entity.ts';
import { vmsOf } from '../estate/machine/residents.ts';
import { counterInfo, counters, findCounter, metricsOf } from '../performance/counters.ts';
import {
  breadth,
  historicalIntervals,
  isLive,
  providerSummary,
  querySeries,
  realTime,
  type QuerySpec,
} from '../performance/query.ts';
import type { Call, Handlers } from '../server/call.ts';
import { invalidArgument } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';
import { objectOf } from './arguments.ts';

/** PerformanceManager. */

/** `config.vpxd.stats.maxQueryMetrics`: so many series of history in one call. */
export const maxQueryMetrics = 256;

interface Query extends QuerySpec {
  readonly entity: Reference;
}

const periods = new Set([
  realTime.period,
  ...historicalIntervals.map(({ samplingPeriod }) => samplingPeriod),
]);

/** @throws VimFault InvalidArgument for a format or an interval that there is not */
function check({ format, intervalId }: QuerySpec): void {
  if (format !== undefined && format !== 'csv' && format !== 'normal')
    throw invalidArgument('querySpec.format');
  if (intervalId !== undefined && !periods.has(intervalId))
    throw invalidArgument('querySpec.interval');
}

function entityOf(call: Call, reference: unknown): Entity {
  return objectOf(call, reference, Entity, 'entity');
}

function infosOf(keys: readonly number[]): object[] {
  return keys.map((key) => {
    const counter = findCounter(key);
    if (counter === undefined) throw invalidArgument('counterId');
    return counterInfo(counter);
  });
}

export const performanceMethods: Handlers = {
  QueryPerfProviderSummary: (call) => providerSummary(entityOf(call, call.args.entity)),
  QueryAvailablePerfMetric: (call) => {
    const entity = entityOf(call, call.args.entity);
    const { intervalId } = call.args;
    const isHistory =
      typeof intervalId === 'number' ? intervalId !== realTime.period : !isLive(entity);
    if (!isHistory && !isLive(entity)) return [];
    return metricsOf(entity, isHistory).map(({ counter, instance }) => ({
      counterId: counter.key,
      instance,
    }));
  },
  QueryPerfCounter: ({ args }) => infosOf(args.counterId as readonly number[]),
  QueryPerfCounterByLevel: ({ args }) => {
    const level = Number(args.level);
    if (level < 1 || level > 4) throw invalidArgument('level');
    return counters.filter((counter) => counter.level <= level).map(counterInfo);
  },
  QueryPerf: (call) => {
    const specs = (call.args.querySpec as readonly Query[]).map((spec) => {
      check(spec);
      return { spec, entity: entityOf(call, spec.entity) };
    });
    const asked = specs.reduce((sum, { entity, spec }) => sum + breadth(entity, spec), 0);
    if (asked > maxQueryMetrics) throw invalidArgument('querySpec.size');
    const now = call.world.estate.now();
    return specs.flatMap(({ entity, spec }) => querySeries(entity, spec, now) ?? []);
  },
  QueryPerfComposite: (call) => {
    const spec = call.args.querySpec as Query;
    check(spec);
    if ((spec.metricId ?? []).length === 0) throw invalidArgument('querySpec.metricId');
    const entity = entityOf(call, spec.entity);
    const now = call.world.estate.now();
    const { maxSample: _, ...whole } = spec;
    const children = entity instanceof Host ? [...vmsOf(entity)] : [];
    return {
      entity: querySeries(entity, whole, now),
      childEntity: children.flatMap((vm) => querySeries(vm, whole, now) ?? []),
    };
  },
};
