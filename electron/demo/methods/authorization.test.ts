import { afterAll, beforeAll, expect, test } from 'vitest';
import { OperationsBench } from '../test-operations.ts';
import { all, textOf } from '../test-client.ts';

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

test('permissions are reported, and not changed', async () => {
  expect(await ask('RetrieveRolePermissions', '<roleId>-1</roleId>')).toBeUndefined();
  expect(await ask('RetrieveRolePermissions', '<roleId>7</roleId>')).toBe('NotFound');
  expect(
    await ask(
      'RemoveEntityPermission',
      '<entity type="Folder">group-d1</entity><user>x</user><isGroup>false</isGroup>',
    ),
  ).toBe('NotSupported');
});
