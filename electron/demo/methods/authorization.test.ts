import { afterAll, beforeAll, expect, test } from 'vitest';
import { OperationsBench } from '../test-operations.ts';
import { all, first, TestClient, textOf } from '../test-client.ts';

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start();
});

afterAll(() => bench.close());

const manager = ['AuthorizationManager', 'AuthorizationManager'] as const;
const ask = (method: string, args: string) => bench.refusal(method, manager, args);
const role = () => bench.demo.estate.roles.find(({ name }) => name.startsWith('Operator'));

test('roles are made, changed and removed; those of the system stay', async () => {
  const some = '<privIds>VirtualMachine.Interact.PowerOn</privIds>';
  expect(await ask('AddAuthorizationRole', `<name>Operators</name>${some}`)).toBeUndefined();
  expect(role()?.privileges).toEqual([
    'System.Anonymous',
    'System.Read',
    'System.View',
    'VirtualMachine.Interact.PowerOn',
  ]);
  const id = `<roleId>${role()?.id ?? 0}</roleId>`;
  expect(await ask('AddAuthorizationRole', '<name>Operators</name>')).toBe('AlreadyExists');
  expect(await ask('AddAuthorizationRole', '<name>x</name><privIds>none</privIds>')).toBe(
    'InvalidArgument',
  );
  const renamed = `${id}<newName>Operators 2</newName>`;
  expect(await ask('UpdateAuthorizationRole', renamed)).toBeUndefined();
  expect(role()).toMatchObject({ name: 'Operators 2', system: false });
  expect(await ask('UpdateAuthorizationRole', '<roleId>-1</roleId><newName>x</newName>')).toBe(
    'InvalidArgument',
  );
  const list = await bench.read(manager, 'roleList');
  expect(all(list, 'AuthorizationRole').map((one) => textOf(one, 'name'))).toContain('Operators 2');
  const remove = `${id}<failIfUsed>true</failIfUsed>`;
  expect(await ask('RemoveAuthorizationRole', remove)).toBeUndefined();
  expect(await ask('RemoveAuthorizationRole', remove)).toBe('NotFound');
  expect(role()).toBeUndefined();
});

const root = '<entity type="Folder">group-d1</entity>';
const permission = (principal: string, roleId: number, propagate = true) =>
  `<permission><principal>${principal}</principal><group>false</group><roleId>${roleId}</roleId><propagate>${propagate}</propagate></permission>`;

test('permissions are given and taken; whom nobody knows, and the last administrator, are left alone', async () => {
  expect(await ask('RetrieveRolePermissions', '<roleId>-1</roleId>')).toBeUndefined();
  expect(await ask('RetrieveRolePermissions', '<roleId>7</roleId>')).toBe('NotFound');
  const set = (what: string) => ask('SetEntityPermissions', root + what);
  expect(await set(permission('nobody@nowhere', -1))).toBe('UserNotFound');
  expect(await set(permission('root', 99))).toBe('NotFound');
  expect(await set(permission('root', -2))).toBeUndefined();
  const remove = `${root}<user>root</user><isGroup>false</isGroup>`;
  expect(await ask('RemoveEntityPermission', remove)).toBeUndefined();
  expect(await ask('RemoveEntityPermission', remove)).toBe('NotFound');
  // Nobody would be left who could give anything
  expect(await ask('ResetEntityPermissions', root + permission('root', -2))).toBe(
    'AuthMinimumAdminPermission',
  );
});

test('a role counts where it was given and below, and no longer than it is', async () => {
  const vm = bench.on(({ pool }) => pool !== undefined);
  const reader = new TestClient(bench.demo.url);
  const { name = '', password = '' } = bench.demo.users[1] ?? {};
  await reader.login(name, password);
  const suspend = async () =>
    (await reader.call('SuspendVM_Task', ['VirtualMachine', vm.id])).xml.includes('NoPermission');
  expect(await suspend()).toBe(true);
  const folder = vm.parent;
  const at = `<entity type="Folder">${folder?.id}</entity>`;
  const only = '<name>Suspend</name><privIds>VirtualMachine.Interact.Suspend</privIds>';
  await bench.call('AddAuthorizationRole', manager, only);
  const given = bench.demo.estate.roles.find((one) => one.name === 'Suspend')?.id ?? 0;
  expect(await ask('SetEntityPermissions', at + permission(name, given, false))).toBeUndefined();
  expect(await suspend()).toBe(true);
  expect(await ask('SetEntityPermissions', at + permission(name, given))).toBeUndefined();
  const read = await bench.call(
    'RetrieveEntityPermissions',
    manager,
    `<entity type="VirtualMachine">${vm.id}</entity><inherited>true</inherited>`,
  );
  expect(all(read.body, 'roleId').map(({ text }) => text)).toContain(String(given));
  const allowed = await reader.call('SuspendVM_Task', ['VirtualMachine', vm.id]);
  expect(allowed.status).toBe(200);
  await bench.finish(first(allowed.body, 'returnval').text);
  expect(
    await ask('RemoveEntityPermission', `${at}<user>${name}</user><isGroup>false</isGroup>`),
  ).toBeUndefined();
  expect((await reader.call('PowerOnVM_Task', ['VirtualMachine', vm.id])).xml).toContain(
    'NoPermission',
  );
});
