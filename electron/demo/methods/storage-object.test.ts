import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usualLab } from '../generate/lab.ts';
import { deleteFile } from '../estate/storage/file-operations.ts';
import { all, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';

/** First class disks: by their manager on the wire. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start({ lab: usualLab });
});
afterAll(() => bench.close());

const manager = ['VcenterVStorageObjectManager', 'VStorageObjectManager'] as const;

function site() {
  const [store] = [...bench.demo.estate.hosts][0]?.datastores ?? [];
  if (store === undefined) throw new Error('There is no datastore.');
  return store;
}

const datastore = (): string => `<datastore type="Datastore">${site().id}</datastore>`;
const on = (id: string, more = ''): string => `<id><id>${id}</id></id>${datastore()}${more}`;
const createSpec = (name: string, megabytes: number, more = '', backing = ''): string =>
  `<spec><name>${name}</name><backingSpec xsi:type="VslmCreateSpecDiskFileBackingSpec">${datastore()}${backing}</backingSpec><capacityInMB>${megabytes}</capacityInMB>${more}</spec>`;

async function create(name: string, backing = ''): Promise<string> {
  const spec = createSpec(name, 64, '', backing);
  const { info } = await bench.run('CreateDisk_Task', manager, spec);
  const [id] = all(info, 'id');
  return id === undefined ? '' : (textOf(id, 'id') ?? '');
}

async function retrieve(id: string) {
  const { body } = await bench.call('RetrieveVStorageObject', manager, on(id));
  const read = (name: string): string | undefined => textOf(body, name);
  return { name: read('name'), file: read('filePath') ?? '', size: Number(read('capacityInMB')) };
}

async function listed(): Promise<readonly string[]> {
  const { body } = await bench.call('ListVStorageObject', manager, datastore());
  return all(body, 'returnval').map((one) => textOf(one, 'id') ?? '');
}

const run = (method: string, parameters: string) => bench.run(method, manager, parameters);
const missing = () => bench.refusal('RetrieveVStorageObject', manager, on('none'));

/** Attaches a file to a machine that is off. */
function attach(
  vm: readonly ['VirtualMachine', string],
  file: string,
  operation = 'add',
  key = -1,
) {
  const backing = `<backing xsi:type="VirtualDiskFlatVer2BackingInfo"><fileName>${file}</fileName><diskMode>persistent</diskMode></backing>`;
  const device = `<device xsi:type="VirtualDisk"><key>${key}</key>${backing}<controllerKey>1000</controllerKey><unitNumber>-1</unitNumber><capacityInKB>0</capacityInKB></device>`;
  const change = `<deviceChange><operation>${operation}</operation>${device}</deviceChange>`;
  return bench.run('ReconfigVM_Task', vm, `<spec>${change}</spec>`);
}

describe('a first class disk', () => {
  test('is made, listed, renamed, extended and deleted with its file', async () => {
    const id = await create('data');
    expect(await listed()).toContain(id);
    const made = await retrieve(id);
    expect(made).toEqual({ name: 'data', size: 64, file: expect.stringContaining('] fcd/') });
    expect(site().files.has(made.file.replace(/^.*\] /, ''))).toBe(true);
    await bench.call('RenameVStorageObject', manager, on(id, '<name>logs</name>'));
    const size = (megabytes: number): string =>
      on(id, `<newCapacityInMB>${megabytes}</newCapacityInMB>`);
    expect((await run('ExtendDisk_Task', size(32))).fault).toBe('InvalidArgument');
    expect((await run('ExtendDisk_Task', size(128))).state).toBe('success');
    expect(await retrieve(id)).toEqual({ ...made, name: 'logs', size: 128 });
    expect((await run('DeleteVStorageObject_Task', on(id))).state).toBe('success');
    expect((await run('DeleteVStorageObject_Task', on(id))).fault).toBe('NotFound');
    expect(await missing()).toBe('NotFound');
    expect(site().files.has(made.file.replace(/^.*\] /, ''))).toBe(false);
  });

  test.each(['thin', 'lazyZeroedThick', 'eagerZeroedThick'])(
    'is %s as it was made, and zeroed once it is inflated',
    async (kind) => {
      const id = await create(kind, `<provisioningType>${kind}</provisioningType>`);
      const provisioning = async (): Promise<string | undefined> =>
        textOf(
          (await bench.call('RetrieveVStorageObject', manager, on(id))).body,
          'provisioningType',
        );
      expect(await provisioning()).toBe(kind);
      expect((await run('InflateDisk_Task', on(id))).state).toBe('success');
      expect(await provisioning()).toBe('eagerZeroedThick');
    },
  );

  test('of a kind that is not simulated is refused', async () => {
    const policy =
      '<profile xsi:type="VirtualMachineDefinedProfileSpec"><profileId>gold</profileId></profile>';
    const refuse = (spec: string) => bench.refusal('CreateDisk_Task', manager, spec);
    expect(await refuse(createSpec('a', 64, policy))).toBe('NotSupported');
    expect(await refuse(createSpec('a', 64, '', '<path>here</path>'))).toBe('NotSupported');
    expect(await refuse(createSpec('a', 0))).toBe('InvalidArgument');
    const kind = '<provisioningType>odd</provisioningType>';
    expect(await refuse(createSpec('a', 64, '', kind))).toBe('InvalidArgument');
  });

  test('has snapshots, and is kept as it is while it has', async () => {
    const id = await create('kept');
    const taken = await run(
      'VStorageObjectCreateSnapshot_Task',
      on(id, '<description>before</description>'),
    );
    const snapshot = textOf(taken.info, 'id') ?? '';
    const { body } = await bench.call('RetrieveSnapshotInfo', manager, on(id));
    expect(textOf(body, 'description')).toBe('before');
    expect((await run('DeleteVStorageObject_Task', on(id))).fault).toBe('InvalidState');
    expect((await run('InflateDisk_Task', on(id))).fault).toBe('InvalidState');
    const gone = on(id, `<snapshotId><id>${snapshot}</id></snapshotId>`);
    expect((await run('DeleteSnapshot_Task', gone)).state).toBe('success');
    expect((await run('DeleteSnapshot_Task', gone)).fault).toBe('NotFound');
    expect((await run('InflateDisk_Task', on(id))).state).toBe('success');
  });

  test('is registered from a file once, and stays while a machine has it', async () => {
    const { datacenter, name } = site();
    const address = (path: string): string => {
      const url = new URL(`/folder/${path}`, bench.demo.url);
      url.search = new URLSearchParams({ dcPath: datacenter.name, dsName: name }).toString();
      return `<path>${url.href.replaceAll('&', '&amp;')}</path><name>old</name>`;
    };
    const register = (path: string) => bench.refusal('RegisterDisk', manager, address(path));
    const folder = `<name>[${name}] old</name><datacenter type="Datacenter">${datacenter.id}</datacenter>`;
    await bench.call('MakeDirectory', ['FileManager', 'FileManager'], folder);
    const file = folder.replace('] old', '] old/disk.vmdk');
    const disk =
      '<spec xsi:type="FileBackedVirtualDiskSpec"><diskType>thin</diskType><adapterType>lsiLogic</adapterType><capacityKb>65536</capacityKb></spec>';
    const disks = ['VirtualDiskManager', 'virtualDiskManager'] as const;
    await bench.run('CreateVirtualDisk_Task', disks, file + disk);
    expect(await register('old')).toBe('FileNotFound');
    expect(await register('')).toBe('FileNotFound');
    expect(await bench.refusal('RegisterDisk', manager, '<path>x</path>')).toBe('InvalidArgument');
    expect(await register('old/disk.vmdk')).toBeUndefined();
    expect(await register('old/disk.vmdk')).toBe('AlreadyExists');
    const id = (await listed()).at(-1) ?? '';
    const [vm] = bench.demo.estate.vms;
    if (vm === undefined) throw new Error('There is no machine.');
    const attached = await attach(['VirtualMachine', vm.id], `[${name}] old/disk.vmdk`);
    expect(attached.state).toBe('success');
    expect(await retrieve(id)).toMatchObject({ name: 'old', size: 64 });
    expect((await run('DeleteVStorageObject_Task', on(id))).fault).toBe('InvalidState');
  });

  test('without its file is missing, until the catalogue is reconciled', async () => {
    const id = await create('lost');
    const path = (await retrieve(id)).file.replace(/^.*\] /, '');
    deleteFile(bench.demo.estate, { store: site(), path });
    expect(await listed()).toContain(id);
    expect(await bench.refusal('RetrieveVStorageObject', manager, on(id))).toBe('NotFound');
    const reconciled = await run('ReconcileDatastoreInventory_Task', datastore());
    expect(reconciled.state).toBe('success');
    expect(await listed()).not.toContain(id);
  });
});
