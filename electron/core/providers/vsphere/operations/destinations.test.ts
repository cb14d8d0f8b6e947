import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Host } from '../../../../demo/estate/entity.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { reference, references } from '../map/read.ts';
import { Operator } from '../testing/operator.ts';

/** Where machines can go, on a simulated vCenter that answers a check without a host with one result a host, as a real one does. */
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

const hasDrs = (cluster: Ref): boolean =>
  [...demo.estate.hosts].some(
    ({ compute }) => cluster === `${compute.type}:${compute.id}` && compute.settings.drs,
  );
const hostsOf = (cluster: Ref): readonly Ref[] => references(operator.at(cluster), 'host');
const inService = (host: Ref): boolean =>
  operator.at(host)['runtime.connectionState'] === 'connected' &&
  operator.at(host)['runtime.inMaintenanceMode'] === false;

const clusterOf = (vm: Properties): Ref =>
  reference(operator.at(reference(vm['runtime.host']) ?? ('' as Ref))['parent']) ?? ('' as Ref);

/** A VM that nothing but what the test does keeps from being moved within its cluster. */
const machine = (wanted: (vm: Properties, ref: Ref) => boolean): Ref =>
  operator.find(
    'VirtualMachine',
    (vm, ref) =>
      vm['runtime.connectionState'] === 'connected' &&
      vm['runtime.question'] === undefined &&
      vm['config.template'] === false &&
      hostsOf(clusterOf(vm)).filter(inService).length > 1 &&
      wanted(vm, ref),
  );

/** Of the estate, for what the test does to it. */
function hostEntity(ref: Ref): Host {
  const found = [...demo.estate.hosts].find(({ id }) => ref === `HostSystem:${id}`);
  if (found === undefined) throw new Error(`There is no ${ref}.`);
  return found;
}

describe('a cluster as the destination', { timeout: 60_000 }, () => {
  it('can be chosen for a copy though one of its hosts is out of service, which is told', async () => {
    const vm = machine(
      (one) => one['runtime.powerState'] === 'poweredOff' && hasDrs(clusterOf(one)),
    );
    const cluster = clusterOf(operator.at(vm));
    const lost = hostsOf(cluster).find(
      (host) => host !== reference(operator.at(vm)['runtime.host']),
    );
    const entity = hostEntity(lost ?? ('' as Ref));
    const before = entity.connectionState;
    entity.connectionState = 'notResponding';
    try {
      const inputs = { name: 'a copy', host: cluster };
      const { findings } = await operator.plan(vm, 'vm.clone', inputs, true);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(findings.map(({ message }) => message).join(' ')).toContain(`${entity.name}: `);
    } finally {
      entity.connectionState = before;
    }
  });
});
