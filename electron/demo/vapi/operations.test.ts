import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VirtualMachine } from '../estate/entity.ts';
import { all, first, TestClient } from '../test-client.ts';
import { startDemoVcenter } from '../vcenter.ts';
import type { DemoVcenter } from '../vcenter.ts';
import { errorOf, some, structure, VapiTestClient } from './test-client.ts';
import type { Reply, Tree } from './test-client.ts';

let demo: DemoVcenter;
let client: VapiTestClient;
let reader: VapiTestClient;

beforeAll(async () => {
  demo = await startDemoVcenter({ quickStatsSeconds: 0, taskSeconds: [0.05, 0.1] });
  client = new VapiTestClient(demo.url);
  reader = new VapiTestClient(demo.url);
  await client.login(demo.user, demo.password);
  await reader.login('readonly@vsphere.local', 'demo');
});

afterAll(() => demo.close());

/** The machine may be busy with other things. */
const patient = { timeout: 15_000 };

/** A VM that nobody has taken yet. */
const taken = new Set<string>();
function anyVm(accept: (vm: VirtualMachine) => boolean): VirtualMachine {
  const vm = [...demo.estate.vms].find(
    (it) =>
      !taken.has(it.id) &&
      !it.template &&
      it.connectionState === 'connected' &&
      it.question === undefined &&
      !it.locked &&
      accept(it),
  );
  if (vm === undefined) {
    throw new Error('No such VM.');
  }
  taken.add(vm.id);
  return vm;
}

const power = 'com.vmware.vcenter.vm.power';
const run = (operation: string, { id }: VirtualMachine): Promise<Reply> =>
  client.call(power, operation, { vm: id });

describe('power', () => {
  test('start, suspend, start, reset, stop: each answers when it is done', async () => {
    const vm = anyVm((it) => it.power === 'poweredOff');
    for (const [operation, state] of [
      ['start', 'POWERED_ON'],
      ['suspend', 'SUSPENDED'],
      ['start', 'POWERED_ON'],
      ['reset', 'POWERED_ON'],
      ['stop', 'POWERED_OFF'],
    ] as const) {
      expect(errorOf(await run(operation, vm))).toBeUndefined();
      expect(await client.ask(power, 'get', { vm: vm.id })).toMatchObject({ state });
    }
  });

  test.each<[string, VirtualMachine['power'], string]>([
    ['start', 'poweredOn', 'already_in_desired_state'],
    ['stop', 'poweredOff', 'already_in_desired_state'],
    ['suspend', 'poweredOff', 'not_allowed_in_current_state'],
    ['reset', 'poweredOff', 'not_allowed_in_current_state'],
  ])('%s of a VM that is %s', async (operation, state, type) => {
    expect(
      errorOf(
        await run(
          operation,
          anyVm((it) => it.power === state),
        ),
      )?.type,
    ).toBe(type);
  });

  test('a VM does one thing at a time', async () => {
    const vm = anyVm((it) => it.power === 'poweredOn');
    const replies = await Promise.all([run('reset', vm), run('reset', vm)]);
    expect(replies.map((reply) => errorOf(reply)?.type).sort()).toEqual([
      'resource_busy',
      undefined,
    ]);
  });

  test('whoever may only look changes nothing', async () => {
    const vm = anyVm((it) => it.power === 'poweredOff');
    for (const [service, operation, input] of [
      [power, 'start', { vm: vm.id }],
      ['com.vmware.vcenter.VM', 'delete', { vm: vm.id }],
      ['com.vmware.cis.tagging.category', 'delete', { category_id: 'x' }],
    ] as const) {
      expect(errorOf(await reader.call(service, operation, input))?.type).toBe('unauthorized');
    }
    expect(errorOf(await reader.call(power, 'get', { vm: vm.id }))).toBeUndefined();
    expect(vm.power).toBe('poweredOff');
  });

  test('a right that was taken away', async () => {
    const restore = demo.misbehave.deny({ privilege: 'VirtualMachine.Interact.PowerOff' });
    const reply = await run(
      'stop',
      anyVm((it) => it.power === 'poweredOn'),
    );
    restore();
    expect(errorOf(reply)?.type).toBe('unauthorized');
  });

  test('the guest shuts down by itself, and only where tools run', async () => {
    const guest = 'com.vmware.vcenter.vm.guest.power';
    const none = anyVm((it) => it.power === 'poweredOn' && it.tools === 'notInstalled');
    expect(errorOf(await client.call(guest, 'shutdown', { vm: none.id }))?.type).toBe(
      'service_unavailable',
    );
    const vm = anyVm((it) => it.power === 'poweredOn' && it.tools === 'current');
    expect(await client.ask(guest, 'get', { vm: vm.id })).toEqual({
      state: 'RUNNING',
      operations_ready: true,
    });
    expect(errorOf(await client.call(guest, 'shutdown', { vm: vm.id }))).toBeUndefined();
    await expect.poll(() => vm.power, patient).toBe('poweredOff');
  });
});

const vms = 'com.vmware.vcenter.VM';
const tasks = 'com.vmware.cis.tasks';

function cloneSpec(source: string, name: string): Tree {
  return { spec: structure(`${vms}.clone_spec`, { source, name }) };
}

type Info = Readonly<Record<string, Tree>>;

async function info(task: Tree): Promise<Info> {
  return (await client.ask(tasks, 'get', { task })) as Info;
}

async function status(task: Tree): Promise<Tree | undefined> {
  return (await info(task)).status;
}

describe('tasks', () => {
  test('a clone is a task on both sides, and gives the new VM', async () => {
    const source = anyVm(() => true);
    const task = (await client.ask(
      vms,
      'clone$task',
      cloneSpec(source.id, 'copy-of-it'),
    )) as string;
    await expect.poll(() => status(task), patient).toBe('SUCCEEDED');
    const done = await info(task);
    expect(done).toMatchObject({
      service: vms,
      operation: 'clone',
      target: { type: 'VirtualMachine', id: source.id },
      user: 'VSPHERE.LOCAL\\Administrator',
      progress: { total: 100, completed: 100 },
    });
    expect(demo.estate.get(done.result as string)).toMatchObject({ name: 'copy-of-it' });
    const soap = new TestClient(demo.url);
    await soap.login(demo.user, demo.password);
    const reply = await soap.call('Fetch', ['Task', task.split(':')[0] ?? ''], '<prop>info</prop>');
    expect(first(reply.body, 'name').text).toBe('CloneVM_Task');
    expect(all(reply.body, 'state').map(({ text }) => text)).toContain('success');
  });

  test('without $task the clone answers when it is there; its name must be free', async () => {
    const source = anyVm(() => true);
    const id = (await client.ask(vms, 'clone', cloneSpec(source.id, 'another-copy'))) as string;
    expect(demo.estate.get(id)).toMatchObject({ name: 'another-copy' });
    const again = await client.call(vms, 'clone', cloneSpec(source.id, 'another-copy'));
    expect(errorOf(again)?.type).toBe('already_exists');
    expect(errorOf(await client.call(vms, 'delete', { vm: id }))).toBeUndefined();
    expect(demo.estate.get(id)).toBeUndefined();
  });

  test('a task can be canceled while it runs, and fails then', async () => {
    const task = await client.ask(
      vms,
      'clone$task',
      cloneSpec(anyVm(() => true).id, 'never-there'),
    );
    expect(errorOf(await client.call(tasks, 'cancel', { task }))).toBeUndefined();
    await expect.poll(() => status(task), patient).toBe('FAILED');
    expect((await client.call(tasks, 'get', { task })).text).toContain(
      'com.vmware.vapi.std.errors.canceled',
    );
    expect(errorOf(await client.call(tasks, 'cancel', { task }))?.type).toBe(
      'not_allowed_in_current_state',
    );
  });

  test('are listed by what they are', async () => {
    const vm = anyVm((it) => it.power === 'poweredOff');
    await run('start', vm);
    const filter = (fields: Tree): Tree => ({
      filter_spec: some(structure(`${tasks}.filter_spec`, fields)),
    });
    const targets = some([
      structure('com.vmware.vapi.std.dynamic_ID', { type: 'VirtualMachine', id: vm.id }),
    ]);
    const found = (await client.ask(tasks, 'list', filter({ targets }))) as Info;
    expect(Object.values(found)).toMatchObject([
      { service: power, operation: 'start', status: 'SUCCEEDED' },
    ]);
    const running = await client.ask(tasks, 'list', filter({ targets, status: some(['RUNNING']) }));
    expect(Object.keys(running as Info)).toEqual([]);
  });

  test('what is no task is not found', async () => {
    for (const task of ['task-0:x', 'x', 'group-d1:com.vmware.vcenter.VM']) {
      expect(errorOf(await client.call(tasks, 'get', { task }))?.type).toBe('not_found');
    }
  });
});
