import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usualHost } from './generate/single-host.ts';
import { all, first, textOf } from './test-client.ts';
import { OperationsBench } from './test-operations.ts';

/** A single ESXi host: its names, and what is vCenter's alone. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start({ singleHost: { ...usualHost, vms: 40 } });
});
afterAll(() => bench.close());

const instance = ['ServiceInstance', 'ServiceInstance'] as const;
const host = ['HostSystem', 'ha-host'] as const;
const on = (entity: { type: string; id: string }) => [entity.type, entity.id] as const;

test('says that it is a host, and names the managers of one', async () => {
  const { body } = await bench.call('RetrieveServiceContent', instance);
  const content = first(body, 'returnval');
  expect(textOf(content, 'apiType')).toBe('HostAgent');
  expect(textOf(content, 'rootFolder')).toBe('ha-folder-root');
  expect(textOf(content, 'sessionManager')).toBe('ha-sessionmgr');
  for (const missing of ['alarmManager', 'customFieldsManager', 'extensionManager'])
    expect(all(content, missing)).toEqual([]);
  const session = await bench.read(['SessionManager', 'ha-sessionmgr'], 'currentSession');
  expect(textOf(session, 'userName')).toBe('root');
});

test('has one compute resource, one root pool, and folders that everybody knows', async () => {
  expect((await bench.read(host, 'parent')).text).toBe('ha-compute-res');
  expect((await bench.read(['ComputeResource', 'ha-compute-res'], 'resourcePool')).text).toBe(
    'ha-root-pool',
  );
  expect((await bench.read(['Datacenter', 'ha-datacenter'], 'vmFolder')).text).toBe('ha-folder-vm');
  expect((await bench.read(host, 'summary.managementServerIp')).text).toBe('');
  const { text } = await bench.read(host, 'configManager.networkSystem');
  expect((await bench.read(['HostNetworkSystem', text], 'networkInfo')).children).not.toEqual([]);
});

describe('what only vCenter Server does is not supported', () => {
  const cases = [
    ['CreateFolder', ['Folder', 'ha-folder-vm'], '<name>a</name>'],
    ['CreateDatacenter', ['Folder', 'ha-folder-root'], '<name>a</name>'],
    ['Destroy_Task', ['Datacenter', 'ha-datacenter'], ''],
    ['Rename_Task', ['Datacenter', 'ha-datacenter'], '<newName>a</newName>'],
    ['DisconnectHost_Task', host, ''],
    [
      'CreateCollectorForTasks',
      ['TaskManager', 'ha-taskmgr'],
      '<filter xsi:type="TaskFilterSpec"></filter>',
    ],
  ] as const;

  test.each(cases)('%s of %s', async (method, target, parameters) => {
    expect(await bench.refusal(method, target, parameters)).toBe('NotSupported');
  });

  test('templates, clones and moves of a machine', async () => {
    const vm = on(bench.off());
    expect(await bench.refusal('MarkAsTemplate', vm)).toBe('NotSupported');
    const spec = '<spec><location/><template>false</template><powerOn>false</powerOn></spec>';
    const folder = '<folder type="Folder">ha-folder-vm</folder><name>a</name>';
    expect(await bench.refusal('CloneVM_Task', vm, folder + spec)).toBe('NotSupported');
    expect(await bench.refusal('RelocateVM_Task', vm, '<spec/>')).toBe('NotSupported');
  });

  test('properties of alarms and attributes are unset', async () => {
    const vm = on(bench.off());
    for (const path of ['triggeredAlarmState', 'alarmActionsEnabled', 'availableField'])
      expect((await bench.read(vm, path)).children).toEqual([]);
  });

  test('the Automation API is not found', async () => {
    const answer = await fetch(new URL('/api/session', bench.demo.url), { method: 'POST' });
    expect(answer.status).toBe(404);
    expect(bench.demo.vapiCalls).toEqual([]);
  });
});

test('a machine is made, run and deleted; it and its task are called as on a host', async () => {
  const created = await bench.run(
    'CreateVM_Task',
    ['Folder', 'ha-folder-vm'],
    '<config><name>new</name><files><vmPathName>[datastore1]</vmPathName></files></config><pool type="ResourcePool">ha-root-pool</pool>',
  );
  expect(created.state).toBe('success');
  expect(created.id).toMatch(/^haTask-ha-folder-vm-vim\.Folder\.createVm-\d+$/);
  const id = textOf(created.info, 'result') ?? '';
  expect(id).toMatch(/^\d+$/);
  expect((await bench.run('PowerOnVM_Task', ['VirtualMachine', id])).state).toBe('success');
  expect((await bench.run('PowerOffVM_Task', ['VirtualMachine', id])).state).toBe('success');
  expect((await bench.run('Destroy_Task', ['VirtualMachine', id])).state).toBe('success');
});

test('its pools and snapshots are numbered, too', async () => {
  const usual =
    '<reservation>0</reservation><expandableReservation>true</expandableReservation><limit>-1</limit><shares><shares>0</shares><level>normal</level></shares>';
  const { body } = await bench.call(
    'CreateResourcePool',
    ['ResourcePool', 'ha-root-pool'],
    `<name>p</name><spec><cpuAllocation>${usual}</cpuAllocation><memoryAllocation>${usual}</memoryAllocation></spec>`,
  );
  expect(textOf(body, 'returnval')).toMatch(/^pool\d+$/);
  const vm = bench.off();
  const taken = await bench.run(
    'CreateSnapshot_Task',
    on(vm),
    '<name>s</name><memory>false</memory><quiesce>false</quiesce>',
  );
  expect(textOf(taken.info, 'result')).toBe(`${vm.id}-snapshot-1`);
});
