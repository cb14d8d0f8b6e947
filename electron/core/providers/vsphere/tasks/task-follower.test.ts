import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import { TaskFollower } from './task-follower.ts';
import type { WireObjectUpdate } from '../vim25/collector/wire-update.ts';
import { moref, type VimRecord } from '../vim25/values.ts';

const obj = moref('Task', 'task-1');
const ref = 'Task:task-1' as Ref;
const info = (state: string, more: object = {}): VimRecord => ({
  $type: 'TaskInfo',
  descriptionId: 'VirtualMachine.powerOn',
  state,
  ...more,
});
const enter = (value: VimRecord): WireObjectUpdate => ({
  kind: 'enter',
  obj,
  changeSet: [{ name: 'info', op: 'assign', val: value }],
});
const modify = (name: string, val: VimRecord[string]): WireObjectUpdate => ({
  kind: 'modify',
  obj,
  changeSet: [val === undefined ? { name, op: 'assign' } : { name, op: 'assign', val }],
});

describe('task follower', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function start(answers: readonly (VimRecord | Error | undefined)[] = []) {
    const left = [...answers];
    const read = vi.fn(() => {
      const answer = left.shift();
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve(
        answer === undefined ? [] : [{ obj, propSet: [{ name: 'info', val: answer }] }],
      );
    });
    const follower = new TaskFollower({ read, silenceMs: 1000 });
    const reported: ProviderTask[] = [];
    const gone: Ref[] = [];
    follower.reportTo({
      tasks: (tasks) => reported.push(...tasks),
      tasksGone: (refs) => gone.push(...refs),
    });
    return { follower, read, reported, gone, states: () => reported.map(({ state }) => state) };
  }

  it('reports what the server reports', () => {
    const { follower, reported } = start();
    follower.take([enter(info('running', { progress: 10 })), modify('info.progress', 50)]);
    follower.take([modify('info.state', 'success')]);
    expect(reported.map(({ state, progress }) => [state, progress])).toEqual([
      ['running', 10],
      ['running', 50],
      ['success', undefined],
    ]);
  });

  it('asks for a task that the server does not report, until it has ended', async () => {
    const { follower, read, states } = start([info('running'), new Error('away'), info('success')]);
    follower.started(ref);
    await vi.advanceTimersByTimeAsync(999);
    expect(read).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states()).toEqual(['running', 'success']);
    expect(read).toHaveBeenCalledTimes(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not ask when the server reports the end', async () => {
    const { follower, read } = start();
    follower.started(ref);
    follower.take([enter(info('success'))]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).not.toHaveBeenCalled();
  });

  it('lets go of a task that the server has forgotten', async () => {
    const { follower, read } = start([undefined]);
    follower.started(ref);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('reads the whole where a change has no base', async () => {
    const { follower, states } = start([info('running'), info('success')]);
    follower.take([modify('info.state', 'running')]);
    await vi.advanceTimersByTimeAsync(0);
    follower.resync();
    follower.take([modify('info.state', 'success')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(states()).toEqual(['running', 'success']);
  });

  it('is silent once it was stopped', async () => {
    const { follower, read, reported } = start([info('running')]);
    follower.started(ref);
    follower.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    follower.take([enter(info('running'))]);
    expect(read).not.toHaveBeenCalled();
    expect(reported).toEqual([]);
  });

  it('asks how one ended that leaves the recent ones while it is under way, and says where nobody knows', async () => {
    const { follower, gone, states } = start([info('success')]);
    follower.take([enter(info('running'))]);
    follower.take([{ kind: 'leave', obj }]);
    await vi.advanceTimersByTimeAsync(10);
    expect(states()).toEqual(['running', 'success']);
    follower.take([enter(info('running')), { kind: 'leave', obj }]);
    await vi.advanceTimersByTimeAsync(10);
    expect(gone).toEqual([ref]);
  });

  it('does not ask for one that has ended', async () => {
    const { follower, read, gone } = start();
    follower.take([enter(info('success')), { kind: 'leave', obj }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).not.toHaveBeenCalled();
    expect(gone).toEqual([]);
  });

  it('reads the name of what a task made where nobody knows it yet', async () => {
    const clone = moref('VirtualMachine', 'vm-9');
    const read = vi.fn(() =>
      Promise.resolve([{ obj: clone, propSet: [{ name: 'name', val: 'web %2f 2' }] }]),
    );
    const reported: ProviderTask[] = [];
    const follower = new TaskFollower({ read, nameOf: () => undefined });
    follower.reportTo({ tasks: (tasks) => reported.push(...tasks), tasksGone: () => undefined });
    follower.take([enter(info('success', { result: clone }))]);
    expect(reported.at(-1)?.result).toBe('vm-9');
    await vi.advanceTimersByTimeAsync(0);
    expect(reported.at(-1)).toMatchObject({ state: 'success', result: 'web / 2' });
  });

  it('finds the name of a snapshot that was taken in the tree of its machine', async () => {
    const machine = moref('VirtualMachine', 'vm-9');
    const taken = moref('VirtualMachineSnapshot', 'snapshot-12');
    const node = (name: string, snapshot: VimRecord, below: readonly VimRecord[] = []) => ({
      $type: 'VirtualMachineSnapshotTree',
      name,
      snapshot,
      childSnapshotList: below,
    });
    const older = moref('VirtualMachineSnapshot', 'snapshot-11');
    const tree = [node('older', older, [node('before the update', taken)])];
    const val = { $type: 'VirtualMachineSnapshotInfo', rootSnapshotList: tree };
    const read = vi.fn(() =>
      Promise.resolve([{ obj: machine, propSet: [{ name: 'snapshot', val }] }]),
    );
    const reported: ProviderTask[] = [];
    const follower = new TaskFollower({ read, nameOf: () => undefined });
    follower.reportTo({ tasks: (tasks) => reported.push(...tasks), tasksGone: () => undefined });
    follower.take([enter(info('success', { result: taken, entity: machine }))]);
    await vi.advanceTimersByTimeAsync(0);
    expect(reported.at(-1)?.result).toBe('before the update');
  });

  it('names what a task made as the inventory does', () => {
    const { follower, read, reported } = start();
    const known = new TaskFollower({ read, nameOf: () => 'web-2' });
    known.reportTo({ tasks: (tasks) => reported.push(...tasks), tasksGone: () => undefined });
    known.take([enter(info('success', { result: moref('VirtualMachine', 'vm-9') }))]);
    expect(reported.at(-1)?.result).toBe('web-2');
    expect(read).not.toHaveBeenCalled();
    follower.stop();
  });
});
