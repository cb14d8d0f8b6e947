import { afterAll, beforeAll, expect, test } from 'vitest';
import { usualLab } from '../generate/lab.ts';
import { all, first, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start({ lab: { ...usualLab, datastores: 3, pods: 1 } });
});

afterAll(() => bench.close());

const of = (type: string, name?: string) => {
  for (const object of bench.demo.estate.objects.values())
    if (object.type === type && (name === undefined || ('name' in object && object.name === name)))
      return object;
  throw new Error(`There is no ${type}.`);
};

test('DRS advises where a machine starts: host, pool and datastore', async () => {
  const cluster = of('ClusterComputeResource');
  const ask = (spec: string) =>
    bench.client.call(
      'PlaceVm',
      [cluster.type, cluster.id],
      `<placementSpec>${spec}</placementSpec>`,
    );
  const { body } = await ask('<placementType>create</placementType>');
  const spec = first(body, 'relocateSpec');
  expect(['datastore', 'pool', 'host'].map((name) => all(spec, name)[0]?.attributes.type)).toEqual([
    'Datastore',
    'ResourcePool',
    'HostSystem',
  ]);
  expect((await ask('<placementType>reconfigure</placementType>')).xml).toContain('NotSupported');
});

test('Storage DRS advises the member with the most room, and none of an empty cluster', async () => {
  const pod = of('StoragePod');
  const ask = async (id: string) =>
    (
      await bench.client.call(
        'RecommendDatastores',
        ['StorageResourceManager', 'StorageResourceManager'],
        `<storageSpec><type>create</type><podSelectionSpec><storagePod type="StoragePod">${id}</storagePod></podSelectionSpec></storageSpec>`,
      )
    ).body;
  expect(all(await ask(pod.id), 'recommendations')).toHaveLength(0);
  const stores = ['LocalDS_1', 'LocalDS_2'].map((name) => of('Datastore', name));
  const list = stores.map(({ id }) => `<list type="Datastore">${id}</list>`).join('');
  await bench.run('MoveIntoFolder_Task', ['Folder', pod.id], list);
  const destination = textOf(await ask(pod.id), 'destination') ?? '';
  expect(stores.map(({ id }) => id)).toContain(destination);
  expect((await ask('group-d1')).name).toBe('Fault');
});

test('datastore clusters are made, and Storage DRS is set', async () => {
  const { parent } = of('StoragePod') as { readonly parent?: { readonly id: string } };
  const make = () =>
    bench.refusal('CreateStoragePod', ['Folder', parent?.id ?? ''], '<name>POD9</name>');
  expect([await make(), await make()]).toEqual([undefined, 'DuplicateName']);
  const pod = of('StoragePod', 'POD9');
  const { fault } = await bench.run(
    'ConfigureStorageDrsForPod_Task',
    ['StorageResourceManager', 'StorageResourceManager'],
    `<pod type="StoragePod">${pod.id}</pod><spec><podConfigSpec><enabled>true</enabled><defaultVmBehavior>automated</defaultVmBehavior></podConfigSpec></spec><modify>true</modify>`,
  );
  const entry = await bench.read(['StoragePod', pod.id], 'podStorageDrsEntry');
  expect([fault, textOf(entry, 'enabled'), textOf(entry, 'defaultVmBehavior')]).toEqual([
    undefined,
    'true',
    'automated',
  ]);
});

test('virtual hardware goes up, to what hosts run', async () => {
  const vm = bench.vm(() => true);
  const upgrade = async (version: string) =>
    (await bench.run('UpgradeVM_Task', ['VirtualMachine', vm.id], version)).fault;
  expect(await upgrade('')).toBe('InvalidPowerState');
  await bench.run('PowerOffVM_Task', ['VirtualMachine', vm.id]);
  const before = vm.hardwareVersion;
  expect(await upgrade('')).toBeUndefined();
  expect(vm.hardwareVersion).toBeGreaterThan(before);
  expect(await upgrade('')).toBe('AlreadyUpgraded');
  const wrong = '<version>vmx-99</version>';
  expect(await bench.refusal('UpgradeVM_Task', ['VirtualMachine', vm.id], wrong)).toBe(
    'InvalidArgument',
  );
});

test('extensions are registered once, changed and forgotten', async () => {
  const manager = ['ExtensionManager', 'ExtensionManager'] as const;
  const extension = (label: string): string =>
    `<extension><description><label>${label}</label><summary>s</summary></description><key>com.example.one</key><version>1.0</version><lastHeartbeatTime>2026-01-01T00:00:00Z</lastHeartbeatTime></extension>`;
  const key = '<extensionKey>com.example.one</extensionKey>';
  expect(await bench.refusal('UpdateExtension', manager, extension('x'))).toBe('NotFound');
  expect(await bench.refusal('RegisterExtension', manager, extension('one'))).toBeUndefined();
  expect(await bench.refusal('RegisterExtension', manager, extension('one'))).toBe(
    'InvalidArgument',
  );
  expect(await bench.refusal('UpdateExtension', manager, extension('two'))).toBeUndefined();
  const found = await bench.call('FindExtension', manager, key);
  expect(textOf(found.body, 'label')).toBe('two');
  const certificate = `${key}<certificatePem>no certificate</certificatePem>`;
  expect(await bench.refusal('SetExtensionCertificate', manager, certificate)).toBe(
    'InvalidArgument',
  );
  expect(await bench.refusal('UnregisterExtension', manager, key)).toBeUndefined();
  expect(await bench.refusal('UnregisterExtension', manager, key)).toBe('NotFound');
});
