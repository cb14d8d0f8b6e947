import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Host } from '../../../../../demo/estate/entity.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../../demo/vcenter.ts';
import { reference, references } from '../../map/read.ts';
import { toMoref } from '../../object-updates.ts';
import { Operator } from '../../testing/operator.ts';
import { connectVim25 } from '../../vim25/client.ts';

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
  it('can be chosen for a copy though one of its hosts is out of service, which is reported', async () => {
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

const on = (vm: Properties): boolean => vm['runtime.powerState'] === 'poweredOn';
const errorsIn = (plan: { readonly findings: readonly { readonly severity: string }[] }) =>
  plan.findings.filter(({ severity }) => severity === 'error');
const centerOf = (ref: Ref): Ref => {
  let at = ref;
  while (!at.startsWith('Datacenter:')) {
    const parent =
      reference(operator.at(at)['parent']) ?? reference(operator.at(at)['resourcePool']);
    if (parent === undefined) throw new Error(`${ref} is in no data center.`);
    at = parent;
  }
  return at;
};
const textOfRequests = (plan: { readonly requests: readonly { readonly text: string }[] }) =>
  plan.requests.map(({ text }) => text).join('\n');

describe('what runs', { timeout: 60_000 }, () => {
  it('goes to a host of the cluster, which is reported and sent', async () => {
    const vm = machine((one) => on(one) && reference(one['parent']) !== undefined);
    const center = centerOf(vm);
    const clusters = operator
      .all('ClusterComputeResource')
      .filter((one) => one !== clusterOf(operator.at(vm)) && centerOf(one) === center);
    expect(clusters.length).toBeGreaterThan(0);
    for (const cluster of clusters) {
      const plan = await operator.plan(vm, 'vm.migrate', { host: cluster });
      const host = hostsOf(cluster).find((one) =>
        textOfRequests(plan).includes(`>${one.slice('HostSystem:'.length)}</host>`),
      );
      expect(host).toBeDefined();
      expect(plan.steps[0]).toContain(operator.name(host ?? vm));
    }
  });

  it('is refused by the server where a cluster without DRS is to choose', async () => {
    const cluster = operator.find(
      'ClusterComputeResource',
      (_, ref) => !hasDrs(ref) && hostsOf(ref).length > 1,
    );
    const pool = reference(operator.at(cluster)['resourcePool']) ?? cluster;
    const vm = machine((one) => on(one) && clusterOf(one) !== cluster);
    const client = await connectVim25({ url: demo.url });
    await client.login({ userName: demo.user, password: demo.password });
    const spec = { $type: 'VirtualMachineRelocateSpec' as const, pool: toMoref(pool) };
    await expect(client.call(toMoref(vm), 'RelocateVM_Task', { spec })).rejects.toMatchObject({
      type: 'InvalidArgument',
    });
    await client.close();
  });
});

describe('a template', { timeout: 60_000 }, () => {
  it('is put on a host of the cluster that was chosen', async () => {
    const vm = machine((one) => !on(one) && reference(one['parent']) !== undefined);
    const cluster = operator.find(
      'ClusterComputeResource',
      (_, ref) =>
        ref !== clusterOf(operator.at(vm)) &&
        centerOf(ref) === centerOf(vm) &&
        hostsOf(ref).some(inService),
    );
    const { options } = await operator.choices(vm, 'vm.clone', 'storage', { host: cluster });
    const storage = options.find(({ refused }) => refused === undefined)?.value ?? '';
    const inputs = { name: 'to a template', host: cluster, storage, template: true };
    const plan = await operator.plan(vm, 'vm.clone', inputs, true);
    expect(errorsIn(plan)).toEqual([]);
    await operator.run(vm, 'vm.clone', inputs);
    await operator.until(
      'it',
      () => operator.named('VirtualMachine', 'to a template') !== undefined,
    );
    const made = operator.named('VirtualMachine', 'to a template') ?? vm;
    expect(operator.at(made)['config.template']).toBe(true);
    expect(hostsOf(cluster)).toContain(reference(operator.at(made)['runtime.host']));
  });
});

describe('the border of a data center', { timeout: 60_000 }, () => {
  const abroad = (vm: Ref): Ref =>
    operator.find(
      'ClusterComputeResource',
      (_, ref) => centerOf(ref) !== centerOf(vm) && hostsOf(ref).some(inService),
    );

  it('a copy beyond it stands in a folder there; a folder of here is refused', async () => {
    const vm = machine((one) => !on(one) && reference(one['parent']) !== undefined);
    const cluster = abroad(vm);
    const plan = await operator.plan(vm, 'vm.clone', { name: 'far away', host: cluster });
    const top = reference(operator.at(centerOf(cluster))['vmFolder']) ?? vm;
    expect(textOfRequests(plan)).toContain(`type="Folder">${top.slice('Folder:'.length)}</folder>`);
    expect(plan.steps[0]).toContain(operator.name(centerOf(cluster)));
    const here = reference(operator.at(centerOf(vm))['vmFolder']) ?? vm;
    const other = here === reference(operator.at(vm)['parent']) ? undefined : here;
    if (other !== undefined)
      await expect(
        operator.plan(vm, 'vm.clone', { name: 'far away', host: cluster, folder: other }),
      ).rejects.toMatchObject({ data: { kind: 'invalid' } });
  });

  it('bounds the choices of folders and places', async () => {
    const vm = machine((one) => reference(one['parent']) !== undefined);
    const folders = await operator.choices(vm, 'folder', 'folder');
    expect(folders.options.length).toBeGreaterThan(0);
    for (const { value } of folders.options) expect(centerOf(value as Ref)).toBe(centerOf(vm));
    const cluster = abroad(vm);
    const there = await operator.choices(vm, 'vm.clone', 'folder', { host: cluster });
    for (const { value } of there.options) expect(centerOf(value as Ref)).toBe(centerOf(cluster));
    const places = await operator.choices(centerOf(vm), 'vm.create', 'host');
    for (const { value } of places.options) expect(centerOf(value as Ref)).toBe(centerOf(vm));
  });

  it('a machine is not moved into a folder beyond it', async () => {
    const vm = machine((one) => reference(one['parent']) !== undefined);
    const folder = reference(operator.at(centerOf(abroad(vm)))['vmFolder']) ?? vm;
    await expect(operator.plan(vm, 'folder', { folder })).rejects.toMatchObject({
      data: { kind: 'invalid' },
    });
  });

  it('a migration beyond it names the folder', async () => {
    const vm = machine((one) => !on(one) && reference(one['parent']) !== undefined);
    const cluster = abroad(vm);
    const plan = await operator.plan(vm, 'vm.migrate', { host: cluster });
    expect(textOfRequests(plan)).toMatch(/<spec><folder type="Folder">/);
    expect(plan.steps.join(' ')).toContain('into the folder');
  });
});
