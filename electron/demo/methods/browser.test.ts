import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vmxPath } from '../properties/vm-facts.ts';
import { all, first, TestClient, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';

/** What forms ask for: files of datastores, custom attributes, options of new VMs, privileges. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start();
});
afterAll(() => bench.close());

const on = (entity: { type: string; id: string }) => [entity.type, entity.id] as const;
const details =
  '<details><fileType>true</fileType><fileSize>true</fileSize><modification>true</modification><fileOwner>false</fileOwner></details>';

describe('datastore browser', () => {
  const isoStore = () =>
    [...bench.demo.estate.hosts]
      .flatMap(({ datastores }) => [...datastores])
      .find(({ kind }) => kind === 'NFS')!;
  const browser = async (store: { type: string; id: string }) => {
    const { text } = await bench.read(on(store), 'browser');
    return ['HostDatastoreBrowser', text] as const;
  };
  const search = async (path: string, spec: string, method = 'SearchDatastore_Task') =>
    bench.run(
      method,
      await browser(isoStore()),
      `<datastorePath>${path}</datastorePath><searchSpec>${spec}</searchSpec>`,
    );
  const paths = ({ info }: Awaited<ReturnType<typeof search>>): string[] =>
    all(info, 'path').map(({ text }) => text);

  test('lists folders and ISO images, by kind and pattern', async () => {
    const { name } = isoStore();
    expect(paths(await search(`[${name}]`, '<sortFoldersFirst>true</sortFoldersFirst>'))).toContain(
      'ISO',
    );
    const linux = await search(
      `[${name}] ISO/Linux`,
      `<query xsi:type="IsoImageFileQuery"></query>${details}<matchPattern>DEBIAN*</matchPattern>`,
    );
    expect(paths(linux)).toEqual(['debian-12.11.0-amd64-netinst.iso']);
    expect(first(linux.info, 'file').attributes['xsi:type']).toBe('IsoImageFileInfo');
    expect(textOf(linux.info, 'fileSize')).toBe(String(670 * 1024 ** 2));
    expect(textOf(linux.info, 'folderPath')).toBe(`[${name}] ISO/Linux/`);
    const images = await search(
      `[${name}]`,
      `${details}<matchPattern>*.iso</matchPattern>`,
      'SearchDatastoreSubFolders_Task',
    );
    expect(paths(images).length).toBe(14);
    expect((await search(`[${name}] none`, '')).fault).toBe('FileNotFound');
    await expect(search('[elsewhere]', '')).rejects.toThrow(/Invalid datastore/);
  });

  test('a VM’s folder holds its files; a disk is one file with its size', async () => {
    const vm = bench.off();
    const store = vm.disks[0]!.datastore;
    const folder = vmxPath(vm).replace(/[^/]*$/, '');
    const result = await bench.run(
      'SearchDatastore_Task',
      await browser(store),
      `<datastorePath>${folder}</datastorePath><searchSpec>${details}</searchSpec>`,
    );
    const found = paths(result);
    expect(found).toEqual(expect.arrayContaining([`${vm.fileName}.vmx`, `${vm.fileName}.vmdk`]));
    expect(found.some((it) => it.includes('-flat'))).toBe(false);
    const disk = all(result.info, 'file').find(
      (it) => textOf(it, 'path') === `${vm.fileName}.vmdk`,
    )!;
    expect(Number(textOf(disk, 'fileSize'))).toBeGreaterThan(1024 ** 3);
  });

  test('needs Datastore.Browse', async () => {
    const restore = bench.demo.misbehave.deny({ privilege: 'Datastore.Browse' });
    const call = `<datastorePath>[${isoStore().name}]</datastorePath>`;
    expect(await bench.refusal('SearchDatastore_Task', await browser(isoStore()), call)).toBe(
      'NoPermission',
    );
    restore();
  });
});

describe('custom attributes', () => {
  const manager = ['CustomFieldsManager', 'CustomFieldsManager'] as const;

  test('defined, set, taken away and removed', async () => {
    const vm = bench.off();
    const watch = await bench.watch(on(vm), 'customValue', 'availableField');
    const made = await bench.call(
      'AddCustomFieldDef',
      manager,
      '<name>Rack</name><moType>VirtualMachine</moType>',
    );
    await watch.until('availableField');
    const key = textOf(made.body, 'key') ?? '';
    expect(await bench.refusal('AddCustomFieldDef', manager, '<name>Rack</name>')).toBe(
      'DuplicateName',
    );
    const set = (id: string): string =>
      `<entity type="VirtualMachine">${vm.id}</entity><key>${id}</key><value>7</value>`;
    await bench.call('SetField', manager, set(key));
    await watch.until('customValue');
    expect(vm.customValues?.get(Number(key))).toBe('7');
    await bench.call('setCustomValue', on(vm), '<key>Rack</key><value>8</value>');
    expect(vm.customValues?.get(Number(key))).toBe('8');
    expect(await bench.refusal('SetField', manager, set('9999'))).toBe('InvalidArgument');
    await bench.call('RenameCustomFieldDef', manager, `<key>${key}</key><name>Shelf</name>`);
    await bench.call('RemoveCustomFieldDef', manager, `<key>${key}</key>`);
    expect(vm.customValues?.has(Number(key)) ?? false).toBe(false);
    const fields = await bench.read(manager, 'field');
    expect(all(fields, 'name').map(({ text }) => text)).not.toContain('Shelf');
  });
});

test('the environment browser offers guests, networks and datastores', async () => {
  const { compute } = bench.off().host;
  const id = (await bench.read(on(compute), 'environmentBrowser')).text;
  const browser = ['EnvironmentBrowser', id] as const;
  const option = await bench.call('QueryConfigOption', browser);
  const guests = all(option.body, 'guestOSDescriptor').map((it) => textOf(it, 'id'));
  expect(guests).toContain('debian12_64Guest');
  const one = await bench.call(
    'QueryConfigOptionEx',
    browser,
    '<spec><key>vmx-19</key><guestId>windows11_64Guest</guestId></spec>',
  );
  expect(all(one.body, 'guestOSDescriptor')).toHaveLength(1);
  expect(await bench.refusal('QueryConfigOption', browser, '<key>vmx-99</key>')).toBe(
    'InvalidArgument',
  );
  const goal = await bench.call('QueryConfigTarget', browser);
  expect(all(goal.body, 'portgroupKey').length).toBeGreaterThan(5);
  expect(all(goal.body, 'maxFileSize').length).toBe(compute.datastores.size);
  const descriptors = await bench.call('QueryConfigOptionDescriptor', browser);
  expect(all(descriptors.body, 'key').map(({ text }) => text)).toContain('vmx-20');
});

test('privileges: a read-only user has few, and every operation says which one it lacks', async () => {
  const reader = new TestClient(bench.demo.url);
  const login = await reader.login('readonly@vsphere.local', 'demo');
  const session = textOf(login.body, 'key') ?? '';
  const vm = bench.off();
  const asked = await reader.call(
    'HasPrivilegeOnEntities',
    ['AuthorizationManager', 'AuthorizationManager'],
    `<entity type="VirtualMachine">${vm.id}</entity><sessionId>${session}</sessionId><privId>System.Read</privId><privId>VirtualMachine.Interact.PowerOn</privId>`,
  );
  expect(all(asked.body, 'isGranted').map(({ text }) => text)).toEqual(['true', 'false']);
  const role = await reader.call('Fetch', on(vm), '<prop>effectiveRole</prop>');
  expect(textOf(role.body, 'int')).toBe('-2');
  const everything = await bench.call(
    'FetchUserPrivilegeOnEntities',
    ['AuthorizationManager', 'AuthorizationManager'],
    `<entities type="VirtualMachine">${vm.id}</entities><userName>VSPHERE.LOCAL\\Administrator</userName>`,
  );
  expect(all(everything.body, 'privileges').map(({ text }) => text)).toContain('Folder.Delete');
  const calls: readonly (readonly [string, string, string])[] = [
    ['Destroy_Task', '', 'VirtualMachine.Inventory.Delete'],
    ['UnregisterVM', '', 'VirtualMachine.Inventory.Unregister'],
    ['ReconfigVM_Task', '<spec><numCPUs>1</numCPUs></spec>', 'VirtualMachine.Config.CPUCount'],
    ['RelocateVM_Task', '<spec/>', 'Resource.ColdMigrate'],
    ['MarkAsTemplate', '', 'VirtualMachine.Provisioning.MarkAsTemplate'],
    ['setCustomValue', '<key>Owner</key><value>x</value>', 'Global.SetCustomField'],
  ];
  for (const [method, parameters, privilege] of calls) {
    const reply = await reader.call(method, on(vm), parameters);
    expect(textOf(reply.body, 'privilegeId'), method).toBe(privilege);
  }
});
