import { afterEach, expect, it, vi } from 'vitest';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { silentLog } from '../../../log.ts';
import { RecordingSink } from '../../recording-sink.ts';
import type { FilterSpec } from '../vim25/collector/specs.ts';
import type { WireObjectContent } from '../vim25/collector/wire-update.ts';
import { VimFault } from '../vim25/soap/soap-error.ts';
import { moref, type VimValue } from '../vim25/values.ts';
import { AlarmFollower, alarmPath } from './alarm-follower.ts';

const root = 'Folder:group-d1' as Ref;
const ends: AbortController[] = [];

afterEach(() => {
  for (const one of ends.splice(0)) one.abort();
});

const state = (key: string, acknowledged = false): VimValue => ({
  $type: 'AlarmState',
  key,
  entity: moref('HostSystem', 'host-1'),
  alarm: moref('Alarm', 'alarm-4'),
  overallStatus: 'red',
  acknowledged,
});
const enter = (...states: readonly VimValue[]): ObjectUpdate => ({
  kind: 'enter',
  ref: root,
  properties: { [alarmPath]: states },
});

const definitionOf = (server: { name: string; expression?: VimValue }) => [
  { name: 'info.name', val: server.name },
  ...(server.expression === undefined ? [] : [{ name: 'info.expression', val: server.expression }]),
];

/** A server that has these alarms, whatever it tells. */
function start(server: {
  states: readonly VimValue[];
  name: string;
  failing?: boolean;
  expression?: VimValue;
  counters?: (ids: readonly number[]) => Promise<ReadonlyMap<number, Properties>>;
}) {
  const read = vi.fn<(specs: readonly FilterSpec[]) => Promise<readonly WireObjectContent[]>>(
    (specs) =>
      server.failing === true
        ? Promise.reject(new Error('The network is down.'))
        : Promise.resolve(
            specs.flatMap(({ objectSet }) =>
              objectSet.map(({ obj }) => ({
                obj,
                propSet:
                  obj.type === 'Alarm'
                    ? definitionOf(server)
                    : [{ name: alarmPath, val: server.states }],
              })),
            ),
          ),
  );
  const sink = new RecordingSink();
  const follower = new AlarmFollower({
    rootFolder: root,
    isThere: true,
    read,
    counters: (ids) => server.counters?.(ids) ?? Promise.resolve(new Map()),
    log: silentLog,
    everyMs: 5,
    gatherMs: 0,
  });
  const ended = new AbortController();
  ends.push(ended);
  follower.reportTo(sink);
  const take = async (update: ObjectUpdate): Promise<void> => {
    await sink.apply([update]);
    await follower.take([update]);
    follower.start(ended.signal);
  };
  const alarms = (): readonly string[] =>
    [...sink.objects.keys()].filter((ref) => ref.startsWith('AlarmState:')).sort();
  return { read, sink, follower, take, alarms };
}

it('what the server does not tell is read, and what was renamed is called so', async () => {
  const server = { states: [state('a')], name: 'Host memory usage' };
  const { sink, take, alarms } = start(server);
  await take(enter(state('a')));
  await vi.waitFor(() => expect(alarms()).toEqual(['AlarmState:a']));
  expect(sink.objects.get('Alarm:alarm-4' as Ref)).toEqual({ 'info.name': 'Host memory usage' });
  server.states = [state('a', true), state('b')];
  await vi.waitFor(() => expect(alarms()).toEqual(['AlarmState:a', 'AlarmState:b']));
  expect(sink.objects.get('AlarmState:a' as Ref)?.['acknowledged']).toBe(true);
  server.name = 'Hosts are full';
  await vi.waitFor(() =>
    expect(sink.objects.get('Alarm:alarm-4' as Ref)).toEqual({ 'info.name': 'Hosts are full' }),
  );
  server.states = [];
  await vi.waitFor(() => expect([...sink.objects.keys()]).toEqual([root]));
});

it('nothing is reported where nothing is new', async () => {
  const { sink, read, take, alarms } = start({ states: [state('a')], name: 'Hot' });
  await take(enter(state('a')));
  await vi.waitFor(() => expect(alarms()).toHaveLength(1));
  const before = sink.log.length;
  const reads = read.mock.calls.length;
  await vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(reads + 3));
  expect(sink.log).toHaveLength(before);
});

it('goes on when a reading fails', async () => {
  const server = { states: [state('a')], name: 'Hot', failing: true };
  const { read, sink, take, alarms } = start(server);
  await take(enter(state('a')));
  // What the root folder tells is shown, with its id where its name is.
  await vi.waitFor(() => expect(alarms()).toEqual(['AlarmState:a']));
  expect(sink.parts.get('alarms')).toMatchObject({ state: 'failed', area: 'alerts' });
  expect(sink.objects.get('Alarm:alarm-4' as Ref)).toEqual({});
  server.failing = false;
  await vi.waitFor(() => expect(sink.parts.get('alarms')?.state).toBe('polled'), 10_000);
  expect(sink.objects.get('Alarm:alarm-4' as Ref)).toEqual({ 'info.name': 'Hot' });
  expect(read.mock.calls.length).toBeGreaterThan(2);
});

it('other objects are none of its business', async () => {
  const { read, follower } = start({ states: [], name: '' });
  await follower.take([{ kind: 'leave', ref: 'VirtualMachine:vm-1' as Ref }]);
  expect(read).not.toHaveBeenCalled();
});

it('alarms whose definitions cannot be read are reported by their ids, and what is missing is counted', async () => {
  const { sink, read, take, alarms } = start({ states: [state('a')], name: 'Hot' });
  const answer = read.getMockImplementation();
  read.mockImplementation((specs) =>
    specs.some(({ propSet }) => propSet.some(({ type }) => type === 'Alarm'))
      ? Promise.reject(new VimFault('No.', { $type: 'SystemError' }, 'RetrievePropertiesEx'))
      : (answer?.(specs) ?? Promise.resolve([])),
  );
  await take(enter(state('a')));
  await vi.waitFor(() => expect(sink.parts.get('alarms')?.lacking?.count).toBe(1), 10_000);
  expect(alarms()).toEqual(['AlarmState:a']);
});

it('what was known stays until all is reported', async () => {
  const server = { states: [state('a')], name: 'Hot' };
  const { sink, follower, take } = start(server);
  expect(follower.takeUnreported()).toEqual(['Alarm', 'AlarmState', 'PerfCounterInfo']);
  await take(enter(state('a')));
  await vi.waitFor(() => expect(sink.log).toContain('completed AlarmState'));
  expect(follower.takeUnreported()).toEqual([]);
  follower.resync();
  expect(follower.takeUnreported()).toEqual(['Alarm', 'AlarmState', 'PerfCounterInfo']);
});

it('a counter that can be read later is told, and with it once more what stands on it', async () => {
  let isReadable = false;
  const server = {
    states: [state('a')],
    name: 'Host memory usage',
    expression: {
      $type: 'MetricAlarmExpression',
      metric: { $type: 'PerfMetricId', counterId: 24 },
    },
    counters: () =>
      isReadable
        ? Promise.resolve(new Map([[24, { 'nameInfo.key': 'usage' }]]))
        : Promise.reject(new Error('Not now.')),
  };
  const { sink, take, alarms } = start(server);
  await take(enter(state('a')));
  await vi.waitFor(() => expect(alarms()).toEqual(['AlarmState:a']));
  expect(sink.objects.get('PerfCounterInfo:24' as Ref)).toEqual({});
  const apply = vi.spyOn(sink, 'apply');
  isReadable = true;
  await vi.waitFor(() =>
    expect(sink.objects.get('PerfCounterInfo:24' as Ref)).toEqual({ 'nameInfo.key': 'usage' }),
  );
  const told = apply.mock.calls.flatMap(([updates]) => updates.map(({ ref }) => ref));
  expect(told).toEqual(['PerfCounterInfo:24', 'Alarm:alarm-4', 'AlarmState:a']);
});
