import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChoiceFact, LookupChoices } from '#shared/model/choice.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../../demo/vcenter.ts';
import { checkChoices } from '../../../operations/testing/check-choices.ts';
import { reference, references } from '../../map/read.ts';
import { Operator } from '../../testing/operator.ts';

/** Tables of choices on a simulated vCenter, each fact beside the property that it comes from. */
let demo: DemoVcenter;
let operator: Operator;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 120, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  operator = await Operator.connect(demo);
});

afterAll(async () => {
  await operator.close();
  await demo.close();
});

const wrong = (choices: LookupChoices): readonly string[] =>
  checkChoices(
    choices,
    operator.lookup,
    ({ kind }, column) =>
      column === 'vlan' ||
      column === 'memoryFree' ||
      (kind === 'cluster' && (column === 'cpu' || column === 'memory')),
  );
const running = (): Ref =>
  operator.find(
    'VirtualMachine',
    (vm) =>
      vm['runtime.connectionState'] === 'connected' &&
      vm['runtime.powerState'] === 'poweredOn' &&
      vm['runtime.question'] === undefined &&
      vm['config.template'] === false,
  );
const isThere = (host: Properties): boolean =>
  host['runtime.connectionState'] === 'connected' && host['runtime.powerState'] !== 'standBy';

function share(fact: ChoiceFact | undefined): { readonly used: number; readonly of: number } {
  return fact !== undefined && 'used' in fact.value ? fact.value : { used: 0, of: 0 };
}

const at = (ref: string): Properties => operator.at(ref as Ref);

describe('choices', { timeout: 60_000 }, () => {
  it('of a destination are the hosts of its cluster first, the least loaded first; the present one is marked and is none', async () => {
    const vm = running();
    const choices = await operator.choices(vm, 'vm.migrate', 'host');
    expect(wrong(choices)).toEqual([]);
    const { options } = choices;
    const hosts = options.filter(({ kind }) => kind === 'host');
    expect(hosts.map(({ value }) => value).sort()).toEqual(
      [...demo.estate.hosts].map(({ id }) => makeRef('HostSystem', id)).sort(),
    );
    const here = reference(operator.at(vm)['runtime.host']);
    expect(options.filter(({ present }) => present === true)).toMatchObject([
      { value: here, refused: { id: 'choice.thereAlready' } },
    ]);
    const good = hosts.filter(({ refused, warning }) => (refused ?? warning) === undefined);
    const cluster = at(here ?? '')['parent'];
    const near = good.filter(({ value }) => reference(at(value)['parent']) === reference(cluster));
    expect(good.slice(0, near.length)).toEqual(near);
    const load = ({ value }: { readonly value: string }): number => {
      const host = at(value);
      const of = (path: string): number => Number(host[path] ?? Number.NaN);
      return Math.max(
        of('summary.quickStats.overallCpuUsage') /
          of('summary.hardware.cpuMhz') /
          of('summary.hardware.numCpuCores'),
        (of('summary.quickStats.overallMemoryUsage') * 1024 ** 2) /
          of('summary.hardware.memorySize'),
      );
    };
    const loads = near.map(load);
    expect(loads).toEqual(loads.toSorted((a, b) => a - b));
  });

  it('say what a host lacks of what the machine is on', async () => {
    const vm = running();
    const stores = references(operator.at(vm), 'datastore');
    const { options } = await operator.choices(vm, 'vm.migrate', 'host');
    const hosts = options.filter(({ kind, refused }) => kind === 'host' && refused === undefined);
    for (const { value, warning } of hosts) {
      const sees = references(at(value), 'datastore');
      const lacks = stores.some((store) => !sees.includes(store));
      if (lacks) expect(warning).toMatchObject({ id: 'choice.storageUnseen' });
      else expect(warning ?? { id: '' }).not.toMatchObject({ id: 'choice.storageUnseen' });
    }
    expect(hosts.length).toBeGreaterThan(1);
  });

  it('of a place for a new machine are clusters first', async () => {
    const center = operator.find('Datacenter');
    const choices = await operator.choices(center, 'vm.create', 'host');
    expect(wrong(choices)).toEqual([]);
    expect(choices.options[0]?.kind).toBe('cluster');
    for (const { value, facts, kind } of choices.options) {
      const [cpu, memory] = [share(facts?.['cpu']), share(facts?.['memory'])];
      if (facts?.['memoryFree'] !== undefined)
        expect(facts['memoryFree'].value).toEqual({ bytes: memory.of - memory.used });
      if (kind !== 'cluster') continue;
      const hosts = references(at(value), 'host').map(at).filter(isThere);
      const sum = (of: (host: Properties) => number): number =>
        hosts.reduce((total, host) => total + of(host), 0);
      const of = (path: string) => (host: Properties) => Number(host[path]);
      expect(cpu.used).toBeCloseTo(sum(of('summary.quickStats.overallCpuUsage')) * 1e6, -3);
      expect(cpu.of).toBeCloseTo(
        sum(
          (host) => of('summary.hardware.cpuMhz')(host) * of('summary.hardware.numCpuCores')(host),
        ) * 1e6,
        -3,
      );
      expect(memory.used).toBe(sum(of('summary.quickStats.overallMemoryUsage')) * 1024 ** 2);
      expect(memory.of).toBe(sum(of('summary.hardware.memorySize')));
    }
    expect(choices.columns?.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['cpu', 'memory', 'memoryFree', 'version', 'hosts']),
    );
  });

  it.each(['storage', 'network', 'guest', 'folder', 'image'])(
    'of a new machine’s %s agree with what the server has',
    async (input) => {
      const center = operator.find('Datacenter');
      const places = await operator.choices(center, 'vm.create', 'host');
      const host = places.options[0]?.value ?? '';
      const choices = await operator.choices(center, 'vm.create', input, { host });
      expect(choices.options.length).toBeGreaterThan(0);
      if (input !== 'guest' && input !== 'image') expect(wrong(choices)).toEqual([]);
    },
  );

  it('of storage stand by their free space, and mark where the machine is', async () => {
    const vm = running();
    const choices = await operator.choices(vm, 'vm.migrate', 'storage');
    expect(wrong(choices)).toEqual([]);
    const { options } = choices;
    expect(options.filter(({ present }) => present === true).map(({ value }) => value)).toEqual(
      expect.arrayContaining([...references(operator.at(vm), 'datastore')]),
    );
    const good = options.filter(({ refused, warning }) => (refused ?? warning) === undefined);
    const free = good.map(({ value }) => Number(at(value)['summary.freeSpace']));
    expect(free).toEqual(free.toSorted((a, b) => b - a));
  });

  it('of a network tell the VLAN of a distributed port group as the server has it', async () => {
    const center = operator.find('Datacenter');
    const { options } = await operator.choices(center, 'vm.create', 'network');
    const groups = options.filter(({ value }) => value.startsWith('DistributedVirtualPortgroup:'));
    expect(groups.length).toBeGreaterThan(0);
    for (const { value, facts } of groups) {
      const group = [...demo.estate.hosts]
        .flatMap(({ networks }) => [...networks])
        .find(({ id }) => value.endsWith(`:${id}`));
      const vlan = group?.vlan;
      expect(facts?.['vlan']?.value).toEqual(
        vlan === undefined || vlan === 0
          ? { text: expect.objectContaining({ id: 'sheet.noVlan' }) as unknown }
          : { text: String(vlan) },
      );
    }
  });
});
