import { afterEach, expect, test } from 'vitest';
import { setConnection } from '../estate/host-operations.ts';
import { OperationsBench } from '../test-operations.ts';
import { all, textOf } from '../test-client.ts';

let bench: OperationsBench | undefined;

afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

const path = 'triggeredAlarmState';
const root = ['Folder', 'group-d1'] as const;

async function start(): Promise<OperationsBench> {
  bench = await OperationsBench.start();
  return bench;
}

test('alarms have gone off where the estate gives reason to, and nowhere else', async () => {
  const { demo } = await start();
  const { alarms, objects, alarmed } = demo.estate;
  expect(alarmed.size).toBeGreaterThan(3);
  for (const entity of alarmed) {
    const worst = entity.alarms.some(({ status }) => status === 'red') ? 'red' : 'yellow';
    expect(entity.status, entity.name).toBe(worst);
    for (const { alarm, status } of entity.alarms)
      expect(alarm.judge(entity, status), `${alarm.name} of ${entity.name}`).toBe(status);
  }
  const names = [...alarmed].flatMap((one) => one.alarms.map(({ alarm }) => alarm.name));
  expect(names).toEqual(
    expect.arrayContaining([
      'Host memory usage',
      'Datastore usage on disk',
      'Host connection and power state',
    ]),
  );
  expect(alarms.every(({ id }) => objects.has(id))).toBe(true);
});

test('the folder above all tells what goes off and is cleared below it', async () => {
  const { demo } = await start();
  const host = [...demo.estate.hosts].find(
    ({ connectionState, alarms }) => connectionState === 'connected' && alarms.length === 0,
  );
  if (host === undefined) throw new Error('No host is well.');
  const watched = await bench?.watch(root, path);
  const key = `${path}["alarm-1.${host.id}"]`;
  setConnection(demo.estate, host, 'notResponding');
  await watched?.until(key);
  const added = watched?.changes.find(({ name }) => name === key);
  expect(added?.op).toBe('add');
  expect(added?.val && textOf(added.val, 'overallStatus')).toBe('red');
  expect(host.status).toBe('red');
  setConnection(demo.estate, host, 'connected');
  await watched?.until(key);
  expect(watched?.changes.findLast(({ name }) => name === key)?.op).toBe('remove');
  expect(host.status).toBe('green');
});

test('an alarm is acknowledged by whom and when, by who has the privilege', async () => {
  const { demo, client } = await start();
  const entity = [...demo.estate.alarmed].find(({ alarms }) =>
    alarms.some(({ acknowledged }) => acknowledged === undefined),
  );
  const alarm = entity?.alarms.find(({ acknowledged }) => acknowledged === undefined)?.alarm;
  if (entity === undefined || alarm === undefined) throw new Error('No alarm has gone off.');
  const manager = ['AlarmManager', 'AlarmManager'] as const;
  const acknowledge = () =>
    bench?.refusal(
      'AcknowledgeAlarm',
      manager,
      `<alarm type="Alarm">${alarm.id}</alarm><entity type="${entity.type}">${entity.id}</entity>`,
    );
  const giveBack = demo.misbehave.deny({ privilege: 'Alarm.Acknowledge' });
  expect(await acknowledge()).toBe('NoPermission');
  giveBack();
  expect(await acknowledge()).toBeUndefined();
  const now = entity.alarms.find((one) => one.alarm === alarm);
  expect(now?.acknowledged?.user).toBe('VSPHERE.LOCAL\\Administrator');
  const defined = await client.call('GetAlarm', manager);
  expect(all(defined.body, 'returnval')).toHaveLength(demo.estate.alarms.length);
});

test('an alarm that events set goes off with one, and is green with another', async () => {
  const { demo, client } = await start();
  const manager = ['AlarmManager', 'AlarmManager'] as const;
  const by = (id: string, status: string): string =>
    `<expression xsi:type="EventAlarmExpression"><eventType>EventEx</eventType><eventTypeId>${id}</eventTypeId><objectType>vim.VirtualMachine</objectType><status>${status}</status></expression>`;
  const spec = (name: string): string =>
    `<spec><name>${name}</name><description>d</description><enabled>true</enabled><expression xsi:type="OrAlarmExpression">${by('com.example.bad', 'red')}${by('com.example.good', 'green')}</expression></spec>`;
  const create = `<entity type="Folder">group-d1</entity>${spec('Backup')}`;
  const made = await bench?.call('CreateAlarm', manager, create);
  const alarm = textOf(
    made?.body ?? { name: '', attributes: {}, children: [], text: '' },
    'returnval',
  );
  expect(await bench?.refusal('CreateAlarm', manager, create)).toBe('DuplicateName');
  const [vm] = [...demo.estate.vms].filter(({ alarms }) => alarms.length === 0);
  const happens = (eventTypeId: string) =>
    demo.estate.events.post({
      type: 'EventEx',
      subjects: vm === undefined ? {} : { vm },
      fields: { eventTypeId },
    });
  happens('com.example.bad');
  expect([vm?.status, vm?.alarms.map((one) => one.alarm.name)]).toEqual(['red', ['Backup']]);
  happens('com.example.other');
  expect(vm?.status).toBe('red');
  happens('com.example.good');
  expect([vm?.status, vm?.alarms]).toEqual(['green', []]);
  happens('com.example.bad');
  const changes = demo.estate.events
    .all()
    .filter(({ typeId }) => typeId === 'AlarmStatusChangedEvent');
  expect(changes.at(-1)?.data.fullFormattedMessage).toBe(
    `Alarm 'Backup' on ${vm?.name} changed from Green to Red`,
  );
  // What is no more has gone off nowhere
  await client.call('RemoveAlarm', ['Alarm', alarm ?? '']);
  expect(vm?.alarms).toEqual([]);
  expect((await client.call('RemoveAlarm', ['Alarm', alarm ?? ''])).xml).toContain(
    'ManagedObjectNotFound',
  );
});
