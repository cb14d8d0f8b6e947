import { afterEach, expect, it } from 'vitest';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import type { ProviderAlert } from '#shared/model/alert.ts';
import { makeRef, refType, type Ref } from '#shared/model/reference.ts';
import { setConnection } from '../../../../demo/estate/host-operations.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { vsphere } from '../provider.ts';
import { doneIn } from '../testing/operation-table.ts';
import { Operator } from '../testing/operator.ts';

const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(user = 0): Promise<{ demo: DemoVcenter; operator: Operator }> {
  const demo = await startDemoVcenter({ vms: 60, quickStatsSeconds: 0, taskSeconds: [0, 0.01] });
  ends.push(() => demo.close());
  const { name, password } = demo.users[user] ?? { name: '', password: '' };
  const operator = await Operator.connect({ ...demo, user: name, password });
  ends.push(() => operator.close());
  return { demo, operator };
}

const triggered = ({ estate }: DemoVcenter): readonly string[] =>
  [...estate.alarmed]
    .flatMap((one) => one.alarms.map(({ alarm }) => `AlarmState:${alarm.id}.${one.id}`))
    .sort();

const reported = (operator: Operator): readonly Ref[] => [...operator.all('AlarmState')].sort();

const alert = (operator: Operator, ref: Ref): ProviderAlert | undefined =>
  operator.has(ref) ? vsphere.alerts?.read(ref, operator.at(ref), operator.lookup) : undefined;

const whole = (demo: DemoVcenter, operator: Operator): Promise<void> =>
  operator.until('all alarms', () => reported(operator).join() === triggered(demo).join());

it('what has gone off is an alert with the name of its alarm, and comes and goes by itself', async () => {
  const { demo, operator } = await start();
  await whole(demo, operator);
  const memory = operator
    .all('AlarmState')
    .map((ref) => alert(operator, ref))
    .find((one) => one?.title === 'Host memory usage');
  expect(memory).toMatchObject({
    severity: 'warning',
    name: 'alarm-4',
    text: 'Default alarm to monitor host memory usage',
  });
  // The value is that of the host's own statistics, and changes as they do.
  const host0 = operator.at(memory?.target as Ref);
  const used = Number(host0['summary.quickStats.overallMemoryUsage']) * 1024 ** 2;
  const share = Math.round((used / Number(host0['summary.hardware.memorySize'])) * 1000) / 1000;
  expect(spoken(memory?.measure)).toEqual({
    value: `Memory usage ${Math.round(share * 1000) / 10} %`,
    isLive: true,
    threshold: 'threshold 90 %',
    definition: 'Memory usage above 90 % for 5 min (warning) or 95 % for 5 min (critical)',
  });
  expect(refType(memory?.target as Ref)).toBe('HostSystem');

  const host = [...demo.estate.hosts].find(({ alarms }) => alarms.length === 0);
  if (host === undefined) throw new Error('No host is well.');
  const lost = makeRef('AlarmState', `alarm-1.${host.id}`);
  setConnection(demo.estate, host, 'notResponding');
  await operator.until('the alarm', () => operator.has(lost));
  expect(alert(operator, lost)).toMatchObject({
    severity: 'critical',
    title: 'Host connection and power state',
    target: makeRef('HostSystem', host.id),
  });
  setConnection(demo.estate, host, 'connected');
  await operator.until('the alarm to be cleared', () => !operator.has(lost));
});

it('all are there again after the session was lost', async () => {
  const { demo, operator } = await start();
  await whole(demo, operator);
  const host = [...demo.estate.hosts].find(({ alarms }) => alarms.length === 0);
  if (host === undefined) throw new Error('No host is well.');
  demo.misbehave.restart();
  setConnection(demo.estate, host, 'notResponding');
  await operator.until('the new alarm', () =>
    operator.has(makeRef('AlarmState', `alarm-1.${host.id}`)),
  );
  await whole(demo, operator);
});

it('an alarm is acknowledged, stays, and cannot be acknowledged again', async () => {
  const { demo, operator } = await start();
  await whole(demo, operator);
  const ref = operator.find('AlarmState', (one) => one['acknowledged'] === false);
  expect(operator.offers(ref).map(({ id }) => id)).toEqual(['alert.acknowledge']);
  const plan = await operator.plan(ref, 'alert.acknowledge');
  expect(plan.steps[0]).toContain('It stays listed until it is cleared');
  expect(plan.requests.map(({ method }) => method)).toEqual(['AlarmManager.AcknowledgeAlarm']);
  expect(plan.commands[0]?.text).toMatch(/AcknowledgeAlarm\(\(Get-View -Id 'Alarm-alarm-\d+'\)/);
  await operator.run(ref, 'alert.acknowledge');
  expect([...operator.done]).toEqual(doneIn('alarms'));
  await operator.until('the notice', () => operator.at(ref)['acknowledged'] === true);
  const notice = alert(operator, ref)?.acknowledged;
  expect(notice?.by).toBe('VSPHERE.LOCAL\\Administrator');
  expect(notice?.time).toBeTypeOf('number');
  expect(operator.offer(ref, 'alert.acknowledge')).toMatchObject({ done: true });
});

it('who lacks the privilege where the alarm is defined learns so', async () => {
  const { demo, operator } = await start(1);
  await whole(demo, operator);
  const ref = operator.find('AlarmState', (one) => one['acknowledged'] === false);
  expect(operator.offer(ref, 'alert.acknowledge').refused).toBe(
    'Your account lacks the privilege Alarm.Acknowledge.',
  );
});
