import { afterEach, expect, it, vi } from 'vitest';
import type { ObjectUpdate } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { silentLog } from '../../../log.ts';
import { RecordingSink } from '../../recording-sink.ts';
import type { FilterSpec } from '../vim25/collector/specs.ts';
import type { WireObjectContent } from '../vim25/collector/wire-update.ts';
import { moref, type VimValue } from '../vim25/values.ts';
import { AlarmFollower, alarmPath } from './alarm-follower.ts';

const root = 'Folder:group-d1' as Ref;
const followers: AlarmFollower[] = [];

afterEach(() => {
  for (const one of followers.splice(0)) one.stop();
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

/** A server that has these alarms, whatever it tells. */
function start(server: { states: readonly VimValue[]; name: string; failing?: boolean }) {
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
                    ? [{ name: 'info.name', val: server.name }]
                    : [{ name: alarmPath, val: server.states }],
              })),
            ),
          ),
  );
  const sink = new RecordingSink();
  const follower = new AlarmFollower({
    rootFolder: root,
    read,
    log: silentLog,
    everyMs: 5,
    gatherMs: 0,
  });
  followers.push(follower);
  follower.reportTo(sink);
  const take = async (update: ObjectUpdate): Promise<void> => {
    await sink.apply([update]);
    await follower.take([update]);
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

it('nothing is told where nothing is new', async () => {
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
  const { read, take, alarms } = start(server);
  await take(enter(state('a')));
  await vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(2));
  expect(alarms()).toEqual([]);
  server.failing = false;
  await vi.waitFor(() => expect(alarms()).toEqual(['AlarmState:a']));
});

it('other objects are none of its business', async () => {
  const { read, follower } = start({ states: [], name: '' });
  await follower.take([{ kind: 'leave', ref: 'VirtualMachine:vm-1' as Ref }]);
  expect(read).not.toHaveBeenCalled();
});
