import { describe, expect, it } from 'vitest';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import { counterIds, counterRef, measureOf } from './alarm-measure.ts';

const vm = 'VirtualMachine:vm-1' as Ref;
const store = 'Datastore:ds-1' as Ref;
const data = ($type: string, more: Readonly<Record<string, PropertyValue>>): PropertyValue => ({
  $type,
  ...more,
});
const metric = (id: number, more: Readonly<Record<string, PropertyValue>>): PropertyValue =>
  data('MetricAlarmExpression', {
    operator: 'isAbove',
    metric: data('PerfMetricId', { counterId: id, instance: '' }),
    ...more,
  });
const any = (...expression: readonly PropertyValue[]): Properties => ({
  'info.expression': data('OrAlarmExpression', { expression }),
});
const counter = (name: string, unit: string): Properties => {
  const [group = '', key = ''] = name.split('.');
  return {
    'groupInfo.key': group,
    'groupInfo.label': group.toUpperCase(),
    'nameInfo.key': key,
    'nameInfo.label': key,
    'unitInfo.key': unit,
  };
};
const objects = new Map<Ref, Properties>([
  [counterRef(7), counter('cpu.usage', 'percent')],
  [counterRef(8), counter('disk.used', 'kiloBytes')],
  [counterRef(9), counter('disk.maxTotalLatency', 'millisecond')],
  ['HostSystem:h' as Ref, { 'summary.hardware.cpuMhz': 2000 }],
]);
const lookup = { get: (ref: Ref) => objects.get(ref), ofType: () => [] };
const machine: Properties = {
  'runtime.host': { $type: 'ManagedObjectReference', type: 'HostSystem', value: 'h' },
  'summary.config.numCpu': 2,
  'summary.quickStats.overallCpuUsage': 3880,
};
const measure = (definition: Properties, entity: Properties, target = vm, status = 'red') =>
  spoken(measureOf({ definition, entity, target, status }, lookup));

describe('what an alarm goes by', () => {
  it('is a counter of which the object itself tells the value, and its threshold', () => {
    const limits = { yellow: 7500, yellowInterval: 300, red: 9000, redInterval: 300 };
    const definition = any(metric(7, limits));
    expect(counterIds(definition)).toEqual([7]);
    expect(measure(definition, machine)).toEqual({
      value: 'CPU usage 97 %',
      isLive: true,
      threshold: 'threshold 90 %',
      definition: 'CPU usage above 75 % for 5 min (warning) or 90 % for 5 min (critical)',
    });
    expect(measure(definition, machine, vm, 'yellow')).toMatchObject({
      threshold: 'threshold 75 %',
    });
  });

  it('is a share of a datastore, though its counter is of kilobytes', () => {
    const full: Properties = { 'summary.capacity': 100n, 'summary.freeSpace': 12n };
    expect(measure(any(metric(8, { red: 8500 })), full, store)).toEqual({
      value: 'Storage use 88 %',
      isLive: true,
      threshold: 'threshold 85 %',
      definition: 'Storage use above 85 % (critical)',
    });
  });

  it('is called as the server calls it where nothing else tells its value', () => {
    const low = metric(9, { operator: 'isBelow', yellow: 20 });
    expect(measure(any(low), {}, vm, 'yellow')).toEqual({
      threshold: 'threshold 20',
      definition: 'DISK maxTotalLatency below 20 (warning)',
    });
  });

  it('is a state', () => {
    const state = (value: string) =>
      data('StateAlarmExpression', {
        operator: 'isEqual',
        type: 'HostSystem',
        statePath: 'runtime.connectionState',
        red: value,
      });
    const host = { 'runtime.connectionState': 'disconnected' };
    const both = any(state('notResponding'), state('disconnected'));
    expect(measure(both, host, 'HostSystem:h' as Ref)).toEqual({
      value: 'runtime.connectionState: disconnected',
      isLive: true,
    });
  });

  it.each([
    ['no definition', {}],
    ['events alone', any(data('EventAlarmExpression', { eventType: 'VmEvent' }))],
    ['a counter that the server does not know', any(metric(404, { red: 1 }))],
    ['what no server should send', { 'info.expression': data('OrAlarmExpression', {}) }],
  ])('is not told of %s', (_name, definition: Properties) => {
    expect(measure(definition, machine)).toBeUndefined();
  });
});
