import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ComputeResource, VirtualMachine } from '../estate/entity.ts';
import { vmsOf } from '../estate/machine/residents.ts';
import { usualLab } from '../generate/lab.ts';
import { all, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';

let bench: OperationsBench;
let cluster: ComputeResource;
let vms: readonly VirtualMachine[];

beforeAll(async () => {
  bench = await OperationsBench.start({ lab: { ...usualLab, clusters: 2, vms: 4 } });
  const [found] = [...bench.demo.estate.objects.values()].filter(
    (object): object is ComputeResource => object.type === 'ClusterComputeResource',
  );
  if (found === undefined) throw new Error('The lab has no cluster.');
  cluster = found;
  vms = [...cluster.hosts].flatMap((host) => [...vmsOf(host)]);
});

afterAll(() => bench.close());

const reconfigure = async (spec: string, modify = true) =>
  (
    await bench.run(
      'ReconfigureComputeResource_Task',
      [cluster.type, cluster.id],
      `<spec xsi:type="ClusterConfigSpecEx">${spec}</spec><modify>${modify}</modify>`,
    )
  ).fault;

const members = (some: readonly VirtualMachine[]): string =>
  some.map(({ id }) => `<vm type="VirtualMachine">${id}</vm>`).join('');
const group = (name: string, content: string, operation = 'add'): string =>
  `<groupSpec><operation>${operation}</operation><info xsi:type="ClusterVmGroup"><name>${name}</name>${content}</info></groupSpec>`;
const rule = (
  name: string,
  some: readonly VirtualMachine[],
  type = 'ClusterAffinityRuleSpec',
): string =>
  `<rulesSpec><operation>add</operation><info xsi:type="${type}"><name>${name}</name>${members(some)}</info></rulesSpec>`;

const configuration = () => bench.read([cluster.type, cluster.id], 'configurationEx');

test('groups hold machines of the cluster, once each', async () => {
  expect(await reconfigure(group('web', members(vms.slice(0, 2))))).toBeUndefined();
  expect(await reconfigure(group('web', ''))).toBe('InvalidArgument');
  const stranger = bench.vm((vm) => vm.host.compute !== cluster);
  expect(await reconfigure(group('other', members([stranger])))).toBe('InvalidArgument');
  expect(await reconfigure(group('web', members(vms.slice(0, 3)), 'edit'))).toBeUndefined();
  const [kept] = all(await configuration(), 'group');
  expect([kept?.attributes['xsi:type'], all(kept!, 'vm').length]).toEqual(['ClusterVmGroup', 3]);
});

test('rules take two machines, groups that there are, and a key of their own', async () => {
  expect(await reconfigure(rule('apart', vms.slice(0, 1)))).toBe('InvalidArgument');
  expect(await reconfigure(rule('together', vms.slice(0, 2)))).toBeUndefined();
  expect(await reconfigure(rule('together', vms.slice(0, 2)))).toBe('InvalidArgument');
  const named = (to: string): string =>
    `<rulesSpec><operation>add</operation><info xsi:type="ClusterVmHostRuleInfo"><name>to ${to}</name><vmGroupName>${to}</vmGroupName></info></rulesSpec>`;
  expect(await reconfigure(named('nowhere'))).toBe('InvalidArgument');
  expect(await reconfigure(named('web'))).toBeUndefined();
  const rules = all(await configuration(), 'rule');
  expect(rules.map((one) => [textOf(one, 'name'), textOf(one, 'key')])).toEqual([
    ['together', '1'],
    ['to web', '2'],
  ]);
  const found = await bench.call(
    'FindRulesForVm',
    [cluster.type, cluster.id],
    members(vms.slice(0, 1)),
  );
  expect(all(found.body, 'returnval')).toHaveLength(2);
  const remove =
    '<rulesSpec><operation>remove</operation><removeKey xsi:type="xsd:int">1</removeKey></rulesSpec>';
  expect(await reconfigure(remove)).toBeUndefined();
  expect(await reconfigure(remove)).toBe('InvalidArgument');
});

test('HA and DRS are switched, and what follows from them is reported', async () => {
  const [vm] = vms;
  const watch = await bench.watch(['VirtualMachine', vm?.id ?? ''], 'runtime.dasVmProtection');
  const das =
    '<dasConfig><enabled>true</enabled><admissionControlEnabled>false</admissionControlEnabled></dasConfig>';
  expect(
    await reconfigure(`${das}<drsConfig><enabled>false</enabled></drsConfig>`),
  ).toBeUndefined();
  await watch.until('runtime.dasVmProtection');
  expect(cluster.settings).toMatchObject({ ha: true, drs: false });
  expect(textOf(await configuration(), 'admissionControlEnabled')).toBe('false');
  // What the spec leaves out goes back to its default
  expect(
    await reconfigure('<drsConfig><enabled>true</enabled></drsConfig>', false),
  ).toBeUndefined();
  const after = await configuration();
  expect([all(after, 'group').length, textOf(after, 'admissionControlEnabled')]).toEqual([
    0,
    'true',
  ]);
});

test('clusters are made in the folder of hosts, and go when they are empty', async () => {
  const { parent } = cluster;
  const make = (name: string) =>
    bench.refusal('CreateClusterEx', ['Folder', parent?.id ?? ''], `<name>${name}</name><spec/>`);
  expect(await make('empty')).toBeUndefined();
  expect(await make('empty')).toBe('DuplicateName');
  const made = [...bench.demo.estate.objects.values()].find(
    (object) => 'name' in object && object.name === 'empty',
  );
  const destroy = async ({ id }: { readonly id: string }) =>
    (await bench.run('Destroy_Task', [cluster.type, id])).fault;
  expect(await destroy(cluster)).toBe('ResourceInUse');
  expect(await destroy(made ?? cluster)).toBeUndefined();
  expect(bench.demo.estate.get(made?.id ?? '')).toBeUndefined();
});
