import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usualLab } from '../generate/lab.ts';
import type { VirtualMachine } from '../estate/entity.ts';
import { all, first, TestClient, textOf } from '../test-client.ts';
import { startDemoVcenter, type DemoVcenter } from '../vcenter.ts';
import { retentionDays } from './past.ts';

let demo: DemoVcenter;
let client: TestClient;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 60, quickStatsSeconds: 0, taskSeconds: [0.01, 0.02] });
  client = new TestClient(demo.url);
  await client.login(demo.user, demo.password);
});

afterAll(() => demo.close());

const manager = ['EventManager', 'EventManager'] as const;

/** Waits until something like it has been written. */
function written(type: string, since: number): Promise<void> {
  return new Promise((resolve) => {
    const { events } = demo.estate;
    const is = (event: { readonly typeId: string; readonly key: number }): boolean =>
      event.typeId === type && event.key > since;
    if (events.all().some(is)) {
      resolve();
      return;
    }
    const stop = events.listen((event) => {
      if (!is(event)) return;
      stop();
      resolve();
    });
  });
}

const latestKey = (): number => demo.estate.events.latest?.key ?? 0;

function pickVm(power: string): VirtualMachine {
  const found = [...demo.estate.vms].find(
    (vm) => vm.power === power && !vm.template && vm.connectionState === 'connected' && !vm.locked,
  );
  if (found === undefined) throw new Error(`No machine is ${power}.`);
  return found;
}

async function query(filter: string): Promise<{ type: string; message: string; chain: number }[]> {
  const reply = await client.call('QueryEvents', manager, `<filter>${filter}</filter>`);
  return all(reply.body, 'returnval').map((node) => ({
    type: node.attributes['xsi:type'] ?? 'Event',
    message: textOf(node, 'fullFormattedMessage') ?? '',
    chain: Number(textOf(node, 'chainId')),
  }));
}

const about = (id: string, recursion = 'self', type = 'VirtualMachine'): string =>
  `<entity><entity type="${type}">${id}</entity><recursion>${recursion}</recursion></entity>`;

describe('the past', () => {
  test('is recent still where it ended in the last ten minutes', async () => {
    const lab = await startDemoVcenter({ lab: usualLab, quickStatsSeconds: 0 });
    const other = new TestClient(lab.url);
    await other.login(lab.user, lab.password);
    const [vm] = lab.estate.vms;
    const names = async (type: string, id: string): Promise<string[]> => {
      const read = (kind: string, of: string, path: string) =>
        other.call('Fetch', [kind, of], `<prop>${path}</prop>`);
      const tasks = all((await read(type, id, 'recentTask')).body, 'ManagedObjectReference');
      const infos = tasks.map(async ({ text }) => (await read('Task', text, 'info')).body);
      return (await Promise.all(infos)).map((info) => textOf(info, 'name') ?? '');
    };
    expect(await names('VirtualMachine', vm?.id ?? '')).toEqual(['PowerOnVM_Task']);
    const everything = await names('TaskManager', 'TaskManager');
    expect(new Set(everything)).toEqual(
      new Set(['AddStandaloneHost_Task', 'AddHost_Task', 'CreateVM_Task', 'PowerOnVM_Task']),
    );
    await lab.close();
  });

  test('agrees with what there is: what runs was powered on when it booted', () => {
    const { estate } = demo;
    const events = estate.events.all();
    const since = estate.startTime.getTime() - retentionDays * 86_400_000;
    const booted = [...estate.vms].filter((vm) => (vm.bootTime?.getTime() ?? 0) >= since);
    expect(booted.length).toBeGreaterThan(0);
    for (const vm of booted) {
      const on = events.filter(
        ({ typeId, objects }) => typeId === 'VmPoweredOnEvent' && objects.has(vm),
      );
      expect(on.map(({ time }) => time)).toEqual([vm.bootTime]);
    }
    const keys = events.map(({ key }) => key);
    expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
  });

  test('is the same for the same estate', async () => {
    const clock = () => new Date('2026-03-01T10:00:00Z');
    const words = async (): Promise<unknown> => {
      const one = await startDemoVcenter({ vms: 30, quickStatsSeconds: 0, clock });
      const said = one.estate.events
        .all()
        .map(({ key, time, data }) => [key, time, data.fullFormattedMessage]);
      await one.close();
      return said;
    };
    expect(await words()).toEqual(await words());
  });
});

test('one operation is one chain, in the name of who began it', async () => {
  const vm = pickVm('poweredOn');
  const before = latestKey();
  await client.call('PowerOffVM_Task', ['VirtualMachine', vm.id]);
  await written('VmPoweredOffEvent', before);
  await client.call('PowerOnVM_Task', ['VirtualMachine', vm.id]);
  await written('VmPoweredOnEvent', before);
  const mine = demo.estate.events.all().filter(({ key }) => key > before);
  const chainOf = (type: string): number[] =>
    mine.filter(({ typeId }) => typeId === type).map(({ chainId }) => chainId);
  const [off, on] = chainOf('TaskEvent');
  expect([
    chainOf('VmPoweredOffEvent'),
    chainOf('VmStartingEvent'),
    chainOf('VmPoweredOnEvent'),
  ]).toEqual([[off], [on], [on]]);
  expect(off).not.toBe(on);
  expect(new Set(mine.map(({ userName }) => userName))).toEqual(
    new Set(['VSPHERE.LOCAL\\Administrator']),
  );
  const types = '<eventTypeId>VmPoweredOnEvent</eventTypeId>';
  const read = await query(`${about(vm.id)}<eventChainId>${on}</eventChainId>${types}`);
  expect(read).toEqual([
    {
      type: 'VmPoweredOnEvent',
      chain: on,
      message: `${vm.name} on ${vm.host.name} in ${vm.host.compute.parent?.parent?.name} is powered on`,
    },
  ]);
});

test('an operation that fails writes that it did', async () => {
  const vm = pickVm('poweredOn');
  const stop = demo.misbehave.failOperations({ objects: [vm.id], method: 'PowerOffVM_Task' });
  const before = latestKey();
  await client.call('PowerOffVM_Task', ['VirtualMachine', vm.id]);
  await written('VmFailedToPowerOffEvent', before);
  stop();
  const [event] = await query(`${about(vm.id)}<category>error</category>`);
  expect(event?.message).toContain(`Cannot power off ${vm.name}`);
});

test('filters by place: of an object itself, of what is below, of both', async () => {
  const host = pickVm('poweredOn').host;
  const count = async (recursion: string): Promise<number> =>
    (await query(about(host.id, recursion, 'HostSystem'))).length;
  const cluster = host.compute.id;
  const kind = host.compute.type;
  const [self, everything] = [await count('self'), await count('all')];
  expect(everything).toBe(self);
  const below = await query(about(cluster, 'children', kind));
  expect(below.length).toBeGreaterThanOrEqual(self);
  expect((await query(about(cluster, 'all', kind))).length).toBeGreaterThanOrEqual(below.length);
});

test('everything that was written says something, and nothing of a template', async () => {
  for (const { data, typeId } of demo.estate.events.all())
    expect([typeId, data.fullFormattedMessage]).toEqual([
      typeId,
      expect.stringMatching(/^[^{}]{8,}$/),
    ]);
  const reply = await client.call('QueryEvents', manager, '<filter/>');
  expect(all(reply.body, 'returnval').length).toBeGreaterThan(100);
});

test('what is posted is read by its id, and what somebody logs is theirs', async () => {
  const vm = pickVm('poweredOn');
  await client.call(
    'PostEvent',
    manager,
    `<eventToPost xsi:type="EventEx"><key>0</key><chainId>0</chainId><createdTime>2026-01-01T00:00:00Z</createdTime><userName></userName><vm><name>${vm.name}</name><vm type="VirtualMachine">${vm.id}</vm></vm><eventTypeId>com.example.backup.failed</eventTypeId><severity>warning</severity><message>Backup failed</message></eventToPost>`,
  );
  const posted = await query(`${about(vm.id)}<eventTypeId>com.example.backup.failed</eventTypeId>`);
  expect(posted.map(({ message }) => message)).toEqual(['Backup failed']);
  await client.call(
    'LogUserEvent',
    manager,
    `<entity type="VirtualMachine">${vm.id}</entity><msg>disks swapped</msg>`,
  );
  const [logged] = await query(`${about(vm.id)}<category>user</category>`);
  expect(logged?.message).toBe('User logged event: disks swapped');
});

describe('collectors', () => {
  const create = async (
    kind: 'Events' | 'Tasks',
    filter = '',
  ): Promise<readonly [string, string]> => {
    const target = kind === 'Events' ? manager : (['TaskManager', 'TaskManager'] as const);
    const reply = await client.call(
      `CreateCollectorFor${kind}`,
      target,
      `<filter>${filter}</filter>`,
    );
    const node = first(reply.body, 'returnval');
    return [node.attributes.type ?? '', node.text];
  };

  test('leaf through events, and their latest page is reported when it grows', async () => {
    const collector = await create('Events', '<eventTypeId>com.example.note</eventTypeId>');
    const filter = `<spec><propSet><type>EventHistoryCollector</type><pathSet>latestPage</pathSet></propSet><objectSet><obj type="EventHistoryCollector">${collector[1]}</obj></objectSet></spec><partialUpdates>false</partialUpdates>`;
    await client.collector('CreateFilter', filter);
    const start = await client.collector('WaitForUpdatesEx', '<version></version>');
    const version = textOf(start.body, 'version');
    demo.estate.events.post({
      type: 'EventEx',
      subjects: {},
      fields: { eventTypeId: 'com.example.note', message: 'noted' },
    });
    const update = await client.collector('WaitForUpdatesEx', `<version>${version}</version>`);
    expect(update.xml).toContain('<fullFormattedMessage>noted</fullFormattedMessage>');
    const read = await client.call('ReadNextEvents', collector, '<maxCount>10</maxCount>');
    expect(all(read.body, 'returnval')).toHaveLength(1);
    const none = await client.call('ReadNextEvents', collector, '<maxCount>10</maxCount>');
    expect(all(none.body, 'returnval')).toHaveLength(0);
    const tooMany = await client.call('ReadNextEvents', collector, '<maxCount>1001</maxCount>');
    expect(tooMany.xml).toContain('InvalidArgument');
    await client.call('DestroyCollector', collector);
    expect((await client.call('RewindCollector', collector)).xml).toContain(
      'ManagedObjectNotFound',
    );
  });

  test('read tasks of the past by their time and state', async () => {
    const filter = '<time><timeType>completedTime</timeType></time><state>success</state>';
    const collector = await create('Tasks', filter);
    const reply = await client.call('ReadNextTasks', collector, '<maxCount>1000</maxCount>');
    const states = all(reply.body, 'returnval').map((task) => textOf(task, 'state'));
    expect(states.length).toBeGreaterThan(20);
    expect(new Set(states)).toEqual(new Set(['success']));
    await client.call('DestroyCollector', collector);
  });

  test('are 32 for a session', async () => {
    const own = new TestClient(demo.url);
    await own.login(demo.user, demo.password);
    const ask = () => own.call('CreateCollectorForEvents', manager, '<filter/>');
    for (let n = 0; n < 32; n += 1) expect((await ask()).status).toBe(200);
    expect((await ask()).xml).toContain('InvalidState');
  });
});
