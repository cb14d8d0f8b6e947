import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Datastore } from '../estate/entity.ts';
import type { Entity, VirtualMachine } from '../estate/entity.ts';
import { all, TestClient, textOf } from '../test-client.ts';
import { startDemoVcenter, type DemoVcenter } from '../vcenter.ts';
import { counters, metricsOf, nameOf } from './counters.ts';
import { historicalIntervals, querySeries, type QuerySpec } from './query.ts';

const now = new Date('2026-03-04T14:07:13Z');
let demo: DemoVcenter;
let client: TestClient;
let vm: VirtualMachine;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 60, quickStatsSeconds: 0, clock: () => now });
  client = new TestClient(demo.url);
  await client.login(demo.user, demo.password);
  const found = [...demo.estate.vms].find(
    (one) => one.power === 'poweredOn' && one.connectionState === 'connected' && one.numCpu > 1,
  );
  if (found === undefined) throw new Error('No machine with several processors runs.');
  vm = found;
});

afterAll(() => demo.close());

interface Series {
  readonly sampleInfo: readonly { readonly timestamp: Date; readonly interval: number }[];
  readonly value: readonly {
    readonly id: { readonly counterId: number; readonly instance: string };
    readonly value: readonly number[];
  }[];
}

const keyOf = (name: string): number => counters.find((one) => nameOf(one) === name)?.key ?? 0;

function read(
  entity: Entity,
  names: readonly string[],
  spec: QuerySpec = {},
  instance = '',
): Series {
  const metricId = names.map((name) => ({ counterId: keyOf(name), instance }));
  return querySeries(entity, { metricId, ...spec }, now) as unknown as Series;
}

const valuesOf = (series: Series): readonly number[] => series.value[0]?.value ?? [];

describe('samples', () => {
  test('of the moment are an hour, twenty seconds apart, oldest first; the start is not among them and the end is', () => {
    const times = read(vm, ['cpu.usage']).sampleInfo.map(({ timestamp }) =>
      timestamp.toISOString(),
    );
    expect([times.length, times[0], times.at(-1)]).toEqual([
      180,
      '2026-03-04T13:07:20.000Z',
      '2026-03-04T14:07:00.000Z',
    ]);
    const startTime = new Date('2026-03-04T14:06:00Z');
    const endTime = new Date('2026-03-04T14:07:00Z');
    expect(read(vm, ['cpu.usage'], { startTime, endTime }).sampleInfo).toHaveLength(3);
    expect(read(vm, ['cpu.usage'], { maxSample: 2 }).sampleInfo).toHaveLength(2);
    // Of history all is given, whatever is asked for
    expect(read(vm, ['cpu.usage'], { maxSample: 2, intervalId: 300 }).sampleInfo).toHaveLength(288);
  });

  test('are the same whenever they are asked for', () => {
    const wide = read(vm, ['cpu.usage', 'net.bytesRx', 'mem.active'], { intervalId: 300 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 280 }),
        fc.integer({ min: 1, max: 288 }),
        (from, to) => {
          const at = (n: number): Date | undefined => wide.sampleInfo[n]?.timestamp;
          const [startTime, endTime] = [at(from), at(to)];
          if (startTime === undefined || endTime === undefined || endTime <= startTime) return;
          const part = read(vm, ['cpu.usage', 'net.bytesRx', 'mem.active'], {
            intervalId: 300,
            startTime,
            endTime,
          });
          expect(part.value.map(({ value }) => value)).toEqual(
            wide.value.map(({ value }) => value.slice(from + 1, to + 1)),
          );
        },
      ),
    );
  });

  test('are within what there is', () => {
    for (const series of [read(vm, ['cpu.usage']), read(vm.host, ['mem.usage'])])
      for (const value of valuesOf(series))
        expect([value >= 0, value <= 10_000]).toEqual([true, true]);
    const mhz = valuesOf(read(vm, ['cpu.usagemhz'])).at(-1) ?? 0;
    const percent = valuesOf(read(vm, ['cpu.usage'])).at(-1) ?? 0;
    expect(Math.abs(mhz - (percent / 10_000) * vm.numCpu * vm.host.model.mhz)).toBeLessThan(2);
  });

  test('of what is summed up are milliseconds of the interval, and those of the processors are together the whole', () => {
    const whole = valuesOf(read(vm, ['cpu.ready'])).at(-1) ?? 0;
    const each = read(vm, ['cpu.ready'], {}, '*').value.filter(({ id }) => id.instance !== '');
    const sum = each.reduce((total, { value }) => total + (value.at(-1) ?? 0), 0);
    expect(each).toHaveLength(vm.numCpu);
    expect(Math.abs(whole - sum)).toBeLessThanOrEqual(vm.numCpu);
    expect(whole).toBeLessThan(20_000 * vm.numCpu);
  });

  test('are missing while the server collects none, and before a machine ran', () => {
    const day = read(vm, ['cpu.usage'], { intervalId: 300 });
    const gaps = day.sampleInfo.filter((_, n) => valuesOf(day)[n] === -1);
    expect(gaps.map(({ timestamp }) => timestamp.toISOString().slice(11, 16))).toContain('03:15');
    const bootTime = new Date(now.getTime() - 600_000);
    const younger = Object.assign(Object.create(vm) as VirtualMachine, { bootTime });
    const values = valuesOf(read(younger, ['cpu.usage']));
    expect(values.filter((value) => value === -1)).toHaveLength(150);
    // Who boots is busy
    expect(values[151]).toBeGreaterThan(values.at(-1) ?? 0);
  });

  test('of a machine that is off are none', () => {
    const off = [...demo.estate.vms].find(({ power }) => power === 'poweredOff');
    expect(off === undefined ? 'none is off' : querySeries(off, {}, now)).toBeUndefined();
  });

  test('of clusters and datastores are history alone; some datastores fill up', () => {
    const stores = [...demo.estate.objects.values()].filter((one) => one instanceof Datastore);
    const week = stores.map((store) => valuesOf(read(store, ['disk.used'], { intervalId: 1800 })));
    const grown = week.filter((values) => (values.at(-1) ?? 0) > (values[0] ?? 0));
    expect(grown.length).toBeGreaterThan(0);
    expect(grown.length).toBeLessThan(stores.length);
    expect(querySeries(vm.host.compute, { intervalId: 20 }, now)).toBeUndefined();
    expect(valuesOf(read(vm.host.compute, ['cpu.usagemhz'], { intervalId: 300 })).length).toBe(288);
  });

  test('are there of all that is said to be measured', () => {
    for (const entity of [vm, vm.host])
      for (const isHistory of [false, true]) {
        const said = metricsOf(entity, isHistory);
        const given = querySeries(entity, isHistory ? { intervalId: 300 } : { maxSample: 1 }, now);
        expect((given as unknown as Series).value).toHaveLength(said.length);
      }
  });
});

describe('on the wire', () => {
  const manager = ['PerformanceManager', 'PerfMgr'] as const;
  const query = (spec: string, of: Entity = vm) =>
    client.call(
      'QueryPerf',
      manager,
      `<querySpec><entity type="${of.type}">${of.id}</entity>${spec}</querySpec>`,
    );

  test('the same series as text and as numbers', async () => {
    const metric = `<maxSample>5</maxSample><metricId><counterId>${keyOf('cpu.usage')}</counterId><instance></instance></metricId>`;
    const plain = (await query(`${metric}<intervalId>20</intervalId>`)).body;
    const csv = (await query(`${metric}<intervalId>20</intervalId><format>csv</format>`)).body;
    const series = all(plain, 'value').flatMap((node) =>
      all(node, 'value').map(({ text }) => text),
    );
    expect(all(csv, 'value').at(-1)?.text).toBe(series.join(','));
    expect(textOf(csv, 'sampleInfoCSV')).toMatch(
      /^20,2026-03-04T14:05:40Z,20,.*,20,2026-03-04T14:07:00Z$/,
    );
  });

  test('what is asked wrongly, or too much, is refused', async () => {
    const { body, xml } = await query('<intervalId>17</intervalId>');
    expect([body.name, xml.includes('InvalidArgument')]).toEqual(['Fault', true]);
    const many = Array.from(
      { length: 30 },
      () =>
        `<querySpec><entity type="VirtualMachine">${vm.id}</entity><intervalId>300</intervalId></querySpec>`,
    );
    expect((await client.call('QueryPerf', manager, many.join(''))).xml).toContain(
      'querySpec.size',
    );
    const unknown = await query(
      '<metricId><counterId>9999</counterId><instance></instance></metricId>',
    );
    expect(all(unknown.body, 'id')).toHaveLength(0);
  });

  test('who is measured at the moment, and which counters there are', async () => {
    const summary = async ({ type, id }: Entity) =>
      (
        await client.call(
          'QueryPerfProviderSummary',
          manager,
          `<entity type="${type}">${id}</entity>`,
        )
      ).body;
    expect(textOf(await summary(vm), 'refreshRate')).toBe('20');
    expect(textOf(await summary(vm.host.compute), 'currentSupported')).toBe('false');
    const infos = await client.call(
      'QueryPerfCounter',
      manager,
      counters.map(({ key }) => `<counterId>${key}</counterId>`).join(''),
    );
    expect(all(infos.body, 'returnval')).toHaveLength(counters.length);
    const available = await client.call(
      'QueryAvailablePerfMetric',
      manager,
      `<entity type="VirtualMachine">${vm.id}</entity><intervalId>300</intervalId>`,
    );
    expect(all(available.body, 'returnval')).toHaveLength(metricsOf(vm, true).length);
    expect(historicalIntervals.map(({ samplingPeriod }) => samplingPeriod)).toEqual([
      300, 1800, 7200, 86_400,
    ]);
  });
});
