import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxKeptBytes } from '../estate/storage/file-content.ts';
import { filesOf } from '../properties/vm-layout.ts';
import { diskFile, homeStore, vmxPath } from '../properties/vm-facts.ts';
import { all, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';

/** Files of datastores: by the file manager, the manager of virtual disks, and HTTP. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start();
});
afterAll(() => bench.close());

const manager = ['FileManager', 'FileManager'] as const;
const disks = ['VirtualDiskManager', 'virtualDiskManager'] as const;

const site = () => {
  const store = [...([...bench.demo.estate.hosts][0]?.datastores ?? [])].find(
    ({ datacenter: { name } }) => name === 'Frankfurt',
  );
  if (store === undefined) throw new Error('There is no datastore.');
  return { datacenter: store.datacenter, store };
};

const datacenter = (tag = 'datacenter'): string =>
  `<${tag} type="Datacenter">${site().datacenter.id}</${tag}>`;
const at = (path: string): string => `[${site().store.name}] ${path}`;
const named = (path: string): string => `<name>${at(path)}</name>${datacenter()}`;
const makeFolder = (path: string, more = '') =>
  bench.refusal('MakeDirectory', manager, named(path) + more);
const transfer = (from: string, to: string, target = 'destinationName', force = false): string =>
  `<sourceName>${at(from)}</sourceName>${datacenter('sourceDatacenter')}<${target}>${at(to)}</${target}>${
    force ? '<force>true</force>' : ''
  }`;

async function search(path: string): Promise<readonly string[]> {
  const { text } = await bench.read(['Datastore', site().store.id], 'browser');
  const found = await bench.run(
    'SearchDatastore_Task',
    ['HostDatastoreBrowser', text],
    `<datastorePath>${at(path)}</datastorePath>`,
  );
  if (found.fault !== undefined) throw new Error(found.fault);
  return all(found.info, 'path').map((node) => node.text);
}

interface Asked extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>;
}

function http(path: string, init: Asked = {}, query: Record<string, string> = {}) {
  const url = new URL(`/folder/${encodeURI(path)}`, bench.demo.url);
  const { store } = site();
  const usual = { dcPath: store.datacenter.name, dsName: store.name };
  url.search = new URLSearchParams({ ...usual, ...query }).toString();
  const cookie = `vmware_soap_session=${bench.client.cookie ?? ''}`;
  return fetch(url, { ...init, headers: { cookie, ...init.headers } });
}

describe('file manager', () => {
  test('makes folders, with those above them where it is asked to', async () => {
    expect(await makeFolder('a/b/c')).toBe('FileNotFound');
    const parents = '<createParentDirectories>true</createParentDirectories>';
    expect(await makeFolder('a/b/c', parents)).toBeUndefined();
    expect(await makeFolder('a/b')).toBe('FileAlreadyExists');
    expect(await search('a')).toEqual(['b']);
    const gone = await bench.run('DeleteDatastoreFile_Task', manager, named('a/b'));
    expect(gone.state).toBe('success');
    expect(await search('a')).toEqual([]);
    const again = await bench.run('DeleteDatastoreFile_Task', manager, named('a/b'));
    expect(again.fault).toBe('FileNotFound');
  });

  test('asks which data center, and who it is', async () => {
    const name = `<name>${at('x')}</name>`;
    expect(await bench.refusal('MakeDirectory', manager, name)).toBe('InvalidArgument');
    const elsewhere = `<name>[none] x</name>${datacenter()}`;
    expect(await bench.refusal('MakeDirectory', manager, elsewhere)).toBe('InvalidDatastore');
    const allow = bench.demo.misbehave.deny({ privilege: 'Datastore.FileManagement' });
    expect(await makeFolder('x')).toBe('NoPermission');
    allow();
    expect(await makeFolder('../x')).toBe('InvalidDatastorePath');
  });

  test('copies and moves what is there, and replaces only what it is told to', async () => {
    expect(await makeFolder('copies')).toBeUndefined();
    expect((await http('copies/one', { method: 'PUT', body: 'one' })).status).toBe(201);
    const copy = (from: string, to: string, force = false) =>
      bench.run('CopyDatastoreFile_Task', manager, transfer(from, to, 'destinationName', force));
    expect((await copy('copies/one', 'copies/two')).state).toBe('success');
    expect((await copy('copies/one', 'copies/two')).fault).toBe('FileAlreadyExists');
    expect((await copy('copies/one', 'copies/two', true)).state).toBe('success');
    expect((await copy('copies/none', 'copies/three')).fault).toBe('FileNotFound');
    const moved = await bench.run(
      'MoveDatastoreFile_Task',
      manager,
      transfer('copies/two', 'copies/three'),
    );
    expect(moved.state).toBe('success');
    expect(await search('copies')).toEqual(['one', 'three']);
    expect(await (await http('copies/three')).text()).toBe('one');
  });

  test('takes no file from a machine that runs', async () => {
    const vm = bench.on((one) => homeStore(one) === site().store);
    const path = vmxPath(vm).replace(/^\[.*?\] /, '');
    const one = await bench.run('DeleteDatastoreFile_Task', manager, named(path));
    expect(one.fault).toBe('FileLocked');
    const folder = await bench.run('DeleteDatastoreFile_Task', manager, named(vm.fileName));
    expect(folder.fault).toBe('FileLocked');
  });

  test('folders of object stores are for other datastores', async () => {
    const target = ['DatastoreNamespaceManager', 'DatastoreNamespaceManager'] as const;
    const { id } = site().store;
    const parameters = `<datastore type="Datastore">${id}</datastore><displayName>x</displayName>`;
    expect(await bench.refusal('CreateDirectory', target, parameters)).toBe('InvalidDatastore');
  });
});

describe('manager of virtual disks', () => {
  const spec = (type: string, kilobytes: number): string =>
    `<spec xsi:type="FileBackedVirtualDiskSpec"><diskType>${type}</diskType><adapterType>lsiLogic</adapterType><capacityKb>${kilobytes}</capacityKb></spec>`;

  test('makes, inflates, extends, copies, moves and deletes a disk; its space is taken', async () => {
    const { store } = site();
    expect(await makeFolder('disks')).toBeUndefined();
    const before = store.freeSpace;
    const made = await bench.run(
      'CreateVirtualDisk_Task',
      disks,
      named('disks/a.vmdk') + spec('thin', 10_240),
    );
    expect(textOf(made.info, 'result')).toBe(at('disks/a.vmdk'));
    expect(store.freeSpace).toBe(before);
    await bench.run('InflateVirtualDisk_Task', disks, named('disks/a.vmdk'));
    expect(store.freeSpace).toBe(before - 10 * 1024 ** 2);
    const larger = `${named('disks/a.vmdk')}<newCapacityKb>20480</newCapacityKb>`;
    await bench.run('ExtendVirtualDisk_Task', disks, larger);
    const smaller = larger.replace('20480', '1024');
    expect((await bench.run('ExtendVirtualDisk_Task', disks, smaller)).fault).toBe(
      'InvalidArgument',
    );
    const copy = transfer('disks/a.vmdk', 'disks/b.vmdk', 'destName');
    expect((await bench.run('CopyVirtualDisk_Task', disks, copy)).state).toBe('success');
    const move = transfer('disks/b.vmdk', 'disks/c.vmdk', 'destName');
    expect((await bench.run('MoveVirtualDisk_Task', disks, move)).state).toBe('success');
    expect(await search('disks')).toEqual(['a.vmdk', 'c.vmdk']);
    expect(await (await http('disks/c.vmdk')).text()).toContain('RW 40960 VMFS "c-flat.vmdk"');
    for (const name of ['a', 'c'])
      await bench.run('DeleteVirtualDisk_Task', disks, named(`disks/${name}.vmdk`));
    expect(store.freeSpace).toBe(before);
  });

  test('leaves the disk of a machine alone', async () => {
    const vm = bench.on((one) => one.disks[0]?.datastore === site().store);
    const [disk] = vm.disks;
    const path = disk === undefined ? '' : diskFile(vm, disk).replace(/^\[.*?\] /, '');
    const deleted = await bench.run('DeleteVirtualDisk_Task', disks, named(path));
    expect(deleted.fault).toBe('FileLocked');
  });
});

describe('HTTP', () => {
  test('brings back what was uploaded, whole or in part', async () => {
    expect((await http('note.txt', { method: 'PUT', body: 'Hello world' })).status).toBe(201);
    expect((await http('note.txt', { method: 'PUT', body: 'Hello again' })).status).toBe(200);
    const whole = await http('note.txt');
    expect(whole.headers.get('content-length')).toBe('11');
    expect(await whole.text()).toBe('Hello again');
    const part = await http('note.txt', { headers: { range: 'bytes=6-' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 6-10/11');
    expect(await part.text()).toBe('again');
    expect(await (await http('note.txt', { headers: { range: 'bytes=-2' } })).text()).toBe('in');
    expect((await http('note.txt', { headers: { range: 'bytes=11-' } })).status).toBe(416);
    expect((await http('note.txt', { method: 'HEAD' })).headers.get('content-length')).toBe('11');
  });

  test('refuses what is not there, what is no file, and whom it does not know', async () => {
    expect((await http('none.txt')).status).toBe(404);
    expect((await http('none/x', { method: 'PUT', body: 'x' })).status).toBe(404);
    expect((await http('note.txt', {}, { dsName: 'none' })).status).toBe(404);
    expect((await http('note.txt', {}, { dcPath: 'none' })).status).toBe(404);
    expect((await http('')).status).toBe(501);
    expect((await http('note.txt', { method: 'DELETE' })).status).toBe(405);
    expect((await http('note.txt', { headers: { cookie: '' } })).status).toBe(401);
    const { user, password } = bench.demo;
    const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const known = { cookie: '', authorization: basic };
    expect((await http('note.txt', { headers: known })).status).toBe(200);
  });

  test('needs the right to change files for an upload', async () => {
    const allow = bench.demo.misbehave.deny({ privilege: 'Datastore.FileManagement' });
    expect((await http('note.txt', { method: 'PUT', body: 'x' })).status).toBe(403);
    expect((await http('note.txt')).status).toBe(200);
    allow();
  });

  test('keeps no more than it says', async () => {
    const body = Buffer.alloc(maxKeptBytes + 1);
    const answer = await http('large.iso', { method: 'PUT', body }).catch(() => undefined);
    expect(answer?.status ?? 507).toBe(507);
    expect((await http('large.iso')).status).toBe(404);
  });

  test('says of the files of a machine what the machine says of them', async () => {
    const vm = bench.on((one) => homeStore(one) === site().store);
    const home = `[${site().store.name}] `;
    for (const { name, size, type } of filesOf(vm)) {
      if (!name.startsWith(home) || !['config', 'log', 'nvram', 'snapshotList'].includes(type))
        continue;
      const answer = await http(name.slice(home.length));
      expect((await answer.arrayBuffer()).byteLength, name).toBe(size);
    }
    const vmx = await (await http(vmxPath(vm).slice(home.length))).text();
    expect(vmx).toContain(`displayName = "${vm.name}"`);
    expect(vmx).toContain(`memSize = "${vm.memoryMB}"`);
  });
});
