import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VirtualMachine } from '../estate/entity.ts';
import { all, first, TestClient, textOf } from '../test-client.ts';
import type { Reply } from '../test-client.ts';
import { startDemoVcenter } from '../vcenter.ts';
import type { DemoVcenter } from '../vcenter.ts';

let demo: DemoVcenter;
let client: TestClient;

beforeEach(async () => {
  demo = await startDemoVcenter({ vms: 120, quickStatsSeconds: 0, taskSeconds: [0.2, 0.3] });
  client = new TestClient(demo.url);
  await client.login(demo.user, demo.password);
});

afterEach(() => demo.close());

function vmWhere(matches: (vm: VirtualMachine) => boolean): VirtualMachine {
  const found = [...demo.estate.vms].find(matches);
  if (found === undefined) {
    throw new Error('The estate has no such VM.');
  }
  return found;
}

const running = (vm: VirtualMachine): boolean =>
  vm.power === 'poweredOn' && vm.connectionState === 'connected';

const versionOf = ({ body }: Reply): string => textOf(body, 'version') ?? '';
const faultType = ({ body }: Reply): string | undefined =>
  first(body, 'detail').children[0]?.attributes['xsi:type'];

function changes({ body }: Reply): [string | undefined, string | undefined, string | undefined][] {
  return all(body, 'changeSet').map((change) => [
    textOf(change, 'name'),
    textOf(change, 'op'),
    textOf(change, 'val'),
  ]);
}

describe('versions', () => {
  test('a cut first answer is 0_1 … and the whole of it 1', async () => {
    await client.viewFilter(await client.view('VirtualMachine'), 'VirtualMachine', ['name']);
    const limit = '<maxWaitSeconds>1</maxWaitSeconds><maxObjectUpdates>50</maxObjectUpdates>';
    const replies = [await client.wait('', limit)];
    while (textOf(replies.at(-1)!.body, 'truncated') === 'true') {
      replies.push(await client.wait(versionOf(replies.at(-1)!), limit));
    }
    expect(replies.map(versionOf)).toEqual(['0_1', '0_2', '1']);
    expect(replies.map(({ body }) => all(body, 'objectSet').length)).toEqual([50, 50, 20]);
    expect(faultType(await client.wait('0_1', limit))).toBe('InvalidCollectorVersion');
  });

  test('nothing new is an empty answer', async () => {
    await client.filter('Folder', 'group-d1', ['name']);
    const version = versionOf(await client.wait(''));
    const reply = await client.wait(version, '<maxWaitSeconds>0</maxWaitSeconds>');
    expect(reply.status).toBe(200);
    expect(reply.xml).toContain(
      '<WaitForUpdatesExResponse xmlns="urn:vim25"></WaitForUpdatesExResponse>',
    );
  });

  test('a version whose answer was lost can be submitted again, an unknown one not', async () => {
    const vm = vmWhere(running);
    await client.filter('VirtualMachine', vm.id, ['overallStatus']);
    const version = versionOf(await client.wait(''));
    vm.status = 'red';
    demo.estate.changed(vm, 'overallStatus');
    const lost = await client.wait(version);
    const again = await client.wait(version);
    expect(changes(lost)).toEqual([['overallStatus', 'assign', 'red']]);
    expect(changes(again)).toEqual(changes(lost));
    expect(versionOf(again)).toBe(versionOf(lost));
    expect(faultType(await client.wait('77'))).toBe('InvalidCollectorVersion');
  });

  test('an empty version starts over', async () => {
    await client.filter('Folder', 'group-d1', ['name']);
    await client.wait('');
    const again = await client.wait('');
    expect(all(again.body, 'kind').map(({ text }) => text)).toEqual(['enter']);
    expect(versionOf(again)).toBe('1');
  });
});

describe('changes', () => {
  test('enter: sorted, unset is assign without val, below an unset parent indirectRemove', async () => {
    const vm = vmWhere((it) => running(it) && it.rootSnapshots.length === 0);
    await client.filter('VirtualMachine', vm.id, [
      'snapshot',
      'name',
      'config.cpuAffinity.affinitySet',
      'runtime.suspendTime',
    ]);
    expect(changes(await client.wait(''))).toEqual([
      ['config.cpuAffinity.affinitySet', 'indirectRemove', undefined],
      ['name', 'assign', vm.name],
      ['runtime.suspendTime', 'assign', undefined],
      ['snapshot', 'assign', undefined],
    ]);
  });

  test('a power cycle is seen as partial updates, with its task', async () => {
    const vm = vmWhere(running);
    await client.filter('VirtualMachine', vm.id, [
      'runtime',
      'summary.runtime.powerState',
      'recentTask',
    ]);
    let reply = await client.wait('');
    const called = await client.call('PowerOffVM_Task', ['VirtualMachine', vm.id]);
    const task = first(called.body, 'returnval').text;
    await client.filter('Task', task, ['info.state', 'info.progress', 'info.reason']);
    const seen = new Map<string, (string | undefined)[]>();
    for (let n = 0; n < 20 && seen.get('info.state')?.at(-1) !== 'success'; n += 1) {
      reply = await client.wait(versionOf(reply));
      for (const [name = '', , val] of changes(reply)) {
        seen.set(name, [...(seen.get(name) ?? []), val]);
      }
    }
    expect(seen.get(`recentTask["${task}"]`)).toEqual([task]);
    // It may have begun before it is looked at.
    const states = seen.get('info.state') ?? [];
    expect(states).toEqual(['queued', 'running', 'success'].slice(-states.length));
    expect(states.length).toBeGreaterThan(0);
    expect(seen.get('runtime.powerState')).toEqual(['poweredOff']);
    expect(seen.get('summary.runtime.powerState')).toEqual(['poweredOff']);
    expect(seen.get('info.progress')?.length).toBeGreaterThan(1);
  });

  test('without partial updates the whole selected path is sent', async () => {
    const vm = vmWhere(running);
    await client.filter('VirtualMachine', vm.id, ['summary.quickStats'], false);
    const reply = await client.wait('');
    vm.statsEpoch += 1;
    demo.estate.changed(
      vm,
      'summary.quickStats.overallCpuUsage',
      'summary.quickStats.uptimeSeconds',
    );
    const update = await client.wait(versionOf(reply));
    expect(changes(update).map(([name, op]) => [name, op])).toEqual([
      ['summary.quickStats', 'assign'],
    ]);
    expect(textOf(update.body, 'overallCpuUsage')).toMatch(/^\d+$/);
  });

  test('a clone enters the view, a deleted VM leaves it', async () => {
    const source = vmWhere((vm) => vm.template);
    await client.viewFilter(await client.view('VirtualMachine'), 'VirtualMachine', ['name']);
    let reply = await client.wait('');
    const folder = source.parent?.id ?? '';
    await client.call(
      'CloneVM_Task',
      ['VirtualMachine', source.id],
      `<folder type="Folder">${folder}</folder><name>clone</name><spec><location><pool type="ResourcePool">${source.host.compute.rootPool.id}</pool></location><template>false</template><powerOn>false</powerOn></spec>`,
    );
    reply = await client.wait(versionOf(reply));
    expect(all(reply.body, 'kind').map(({ text }) => text)).toEqual(['enter']);
    expect(changes(reply)).toEqual([['name', 'assign', 'clone']]);
    const clone = first(reply.body, 'obj').text;
    await client.call('Destroy_Task', ['VirtualMachine', clone]);
    reply = await client.wait(versionOf(reply));
    expect(
      all(reply.body, 'objectSet').map((set) => [textOf(set, 'kind'), textOf(set, 'obj')]),
    ).toEqual([['leave', clone]]);
    expect(
      faultType(await client.call('Fetch', ['VirtualMachine', clone], '<prop>name</prop>')),
    ).toBe('ManagedObjectNotFound');
  });

  test('tasks of others come in through TaskManager.recentTask', async () => {
    const vm = vmWhere(
      (it) => it.power === 'poweredOff' && it.connectionState === 'connected' && !it.template,
    );
    const spec =
      '<spec><propSet><type>Task</type><pathSet>info.descriptionId</pathSet></propSet><objectSet><obj type="TaskManager">TaskManager</obj><skip>true</skip><selectSet xsi:type="TraversalSpec"><type>TaskManager</type><path>recentTask</path></selectSet></objectSet></spec><partialUpdates>true</partialUpdates>';
    await client.collector('CreateFilter', spec);
    const other = new TestClient(demo.url);
    await other.login(demo.user, demo.password);
    const waiting = client.wait('', '<maxWaitSeconds>10</maxWaitSeconds>');
    await other.call('PowerOnVM_Task', ['VirtualMachine', vm.id]);
    expect(changes(await waiting)).toEqual([
      ['info.descriptionId', 'assign', 'VirtualMachine.powerOn'],
    ]);
  });
});

test('when its view is destroyed the objects of a filter leave', async () => {
  const view = await client.view('Datacenter');
  await client.viewFilter(view, 'Datacenter', ['name']);
  const version = versionOf(await client.wait(''));
  await client.call('DestroyView', ['ContainerView', view]);
  const reply = await client.wait(version);
  expect(all(reply.body, 'kind').map(({ text }) => text)).toEqual(['leave', 'leave']);
});

describe('the waiting call', () => {
  test('is cancelled on request', async () => {
    await client.filter('Folder', 'group-d1', ['name']);
    const version = versionOf(await client.wait(''));
    const waiting = client.wait(version, '<maxWaitSeconds>60</maxWaitSeconds>');
    await waitersReady();
    await client.collector('CancelWaitForUpdates');
    expect(faultType(await waiting)).toBe('RequestCanceled');
  });

  test('ends with NotAuthenticated when the session expires', async () => {
    await client.filter('Folder', 'group-d1', ['name']);
    const version = versionOf(await client.wait(''));
    const waiting = client.wait(version, '<maxWaitSeconds>60</maxWaitSeconds>');
    await waitersReady();
    demo.misbehave.expireSessions();
    expect(faultType(await waiting)).toBe('NotAuthenticated');
  });

  test('loses no change when the client hangs up', async () => {
    const vm = vmWhere(running);
    await client.filter('VirtualMachine', vm.id, ['overallStatus']);
    const version = versionOf(await client.wait(''));
    const waiting = client.wait(version, '<maxWaitSeconds>60</maxWaitSeconds>').catch(() => 'cut');
    await waitersReady();
    demo.misbehave.dropConnections();
    expect(await waiting).toBe('cut');
    vm.status = 'yellow';
    demo.estate.changed(vm, 'overallStatus');
    expect(changes(await client.wait(version))).toEqual([['overallStatus', 'assign', 'yellow']]);
  });
});

/** A second call on the same connection order: when it is answered, the waiting call has been taken up. */
async function waitersReady(): Promise<void> {
  await client.call('CurrentTime', ['ServiceInstance', 'ServiceInstance']);
  await client.call('CurrentTime', ['ServiceInstance', 'ServiceInstance']);
}
