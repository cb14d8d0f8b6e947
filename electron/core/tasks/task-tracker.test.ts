import { describe, expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';
import { fakeTask } from '../testing/fake-provider.ts';
import { TaskTracker } from './task-tracker.ts';

const one = connectionId('one');
const two = connectionId('two');
const vm = 'VM:v1' as Ref;

function start(keepFinished = 2000) {
  const names = new Map<Ref, string>();
  let ids = 0;
  const tracker = new TaskTracker({
    userOf: () => 'anna',
    nameOf: (_, ref) => names.get(ref),
    now: () => 5000,
    newId: () => String((ids += 1)),
    keepFinished,
  });
  const tasks = new Map<TaskKey, Task>();
  const watcher = {
    put: (task: Task) => void tasks.set(task.key, task),
    remove: (key: TaskKey) => void tasks.delete(key),
  };
  tracker.watch(watcher);
  const get = (connection: string, id: string) => tasks.get(`${connection}/Task:${id}` as TaskKey);
  return { tracker, tasks, names, get };
}

describe('task tracker', () => {
  it('knows tasks of several servers by the same id', () => {
    const { tracker, tasks, get } = start();
    tracker.update(one, [fakeTask('1')]);
    tracker.update(two, [fakeTask('1', { name: 'Rename' })]);
    expect(tasks.size).toBe(2);
    expect(get('two', '1')).toMatchObject({ name: 'Rename', connection: two, own: false });
  });

  it.each(['the call returns first', 'the server tells first'])('marks our own: %s', (order) => {
    const { tracker, get } = start();
    if (order.startsWith('the server')) tracker.update(one, [fakeTask('1')]);
    expect(tracker.started(one, 'Task:1' as Ref, { name: 'Power on' })).toBe('one/Task:1');
    if (order.startsWith('the call')) tracker.update(one, [fakeTask('1')]);
    expect(get('one', '1')?.own).toBe(true);
    tracker.update(one, [fakeTask('1', { state: 'success' })]);
    expect(get('one', '1')).toMatchObject({ own: true, state: 'success' });
  });

  it('names the target from the inventory, and keeps the name when the object is gone', () => {
    const { tracker, names, get } = start();
    names.set(vm, 'web-01');
    tracker.update(one, [fakeTask('1', { target: vm })]);
    expect(get('one', '1')?.targetName).toBe('web-01');
    names.delete(vm);
    tracker.update(one, [fakeTask('1', { target: vm, state: 'success' })]);
    expect(get('one', '1')?.targetName).toBe('web-01');
  });

  it('ends what was under way and is not known after the connection came back', () => {
    const { tracker, get } = start();
    tracker.update(one, [
      fakeTask('1', { target: vm, targetName: 'web-01', progress: 40 }),
      fakeTask('2'),
      fakeTask('3', { state: 'success' }),
    ]);
    tracker.begin(one);
    tracker.update(one, [fakeTask('2')]);
    expect(get('one', '1')?.state).toBe('running');
    tracker.complete(one);
    expect(get('one', '1')).toMatchObject({
      state: 'error',
      cancelable: false,
      error: { kind: 'missing', message: /not known.*web-01/ },
    });
    expect(get('one', '1')).not.toHaveProperty('progress');
    expect(get('one', '1')).not.toHaveProperty('finishedAt');
    expect(get('one', '2')?.state).toBe('running');
    expect(get('one', '3')?.state).toBe('success');
  });

  it('ends none of a type of which it is not known which there are, until that is known', () => {
    const { tracker, get } = start();
    tracker.update(one, [fakeTask('1'), fakeTask('2')]);
    tracker.begin(one);
    tracker.complete(one, new Set(['Task']));
    expect(get('one', '1')?.state).toBe('running');
    tracker.update(one, [fakeTask('2')]);
    tracker.complete(one, new Set());
    expect(get('one', '1')?.state).toBe('error');
    expect(get('one', '2')?.state).toBe('running');
  });

  it('takes all of a long list, and of long texts what can be shown', () => {
    const { tracker, tasks, get } = start();
    const many = Array.from({ length: 500 }, (_, index) => fakeTask(`many-${index}`));
    tracker.update(one, [...many, fakeTask('long', { name: 'x'.repeat(1_000_000) })]);
    expect(tasks.size).toBe(501);
    expect(JSON.stringify(get('one', 'long')).length).toBeLessThan(6000);
  });

  it('keeps what a server forgets, and ends nothing without a full set', () => {
    const { tracker, get } = start();
    tracker.update(one, [fakeTask('1')]);
    tracker.complete(one);
    expect(get('one', '1')?.state).toBe('running');
  });

  it('lets go of what is under way when the connection is closed', () => {
    const { tracker, tasks } = start();
    tracker.update(one, [fakeTask('1'), fakeTask('2', { state: 'error' })]);
    tracker.update(two, [fakeTask('3')]);
    tracker.closed(one);
    expect([...tasks.keys()]).toEqual(['one/Task:2', 'two/Task:3']);
    tracker.forget(one);
    expect([...tasks.keys()]).toEqual(['two/Task:3']);
  });

  it('keeps so many finished ones, the oldest leave first, and all that are under way', () => {
    const { tracker, tasks } = start(3);
    for (const [id, finishedAt] of [
      ['1', 50],
      ['2', 10],
      ['3', 40],
      ['4', 20],
      ['5', 30],
    ] as const)
      tracker.update(one, [fakeTask(id, { state: 'success', finishedAt })]);
    tracker.update(one, [fakeTask('6'), fakeTask('7')]);
    expect([...tasks.keys()]).toEqual(['1', '3', '5', '6', '7'].map((id) => `one/Task:${id}`));
  });

  it('tells a later watcher everything', () => {
    const { tracker } = start();
    tracker.update(one, [fakeTask('1'), fakeTask('2')]);
    const seen: string[] = [];
    tracker.watch({ put: ({ key }) => void seen.push(key), remove: () => undefined });
    expect(seen).toEqual(['one/Task:1', 'one/Task:2']);
  });

  it('says of a task that left the list of the server that nobody knows how it ended', () => {
    const { tracker, get } = start();
    tracker.update(one, [fakeTask('1', { state: 'running' }), fakeTask('2', { state: 'success' })]);
    tracker.gone(one, ['Task:1' as Ref, 'Task:2' as Ref, 'Task:3' as Ref]);
    expect(get('one', '1')).toMatchObject({ state: 'error', lost: true, cancelable: false });
    expect(get('one', '2')).toMatchObject({ state: 'success' });
  });

  it('says missing for a task that it does not know', () => {
    const { tracker } = start();
    expect(() => tracker.find('one/Task:9' as TaskKey)).toThrow('does not know');
    expect(() => tracker.find('nonsense' as TaskKey)).toThrow('does not know');
  });

  it('shows a task of ours before the server reports it, and misses it if the server never does', () => {
    const { tracker, get } = start();
    const known = { name: 'Power on', target: vm, targetName: 'web-01', run: 'r1' as RunId };
    tracker.started(one, 'Task:1' as Ref, known);
    expect(get('one', '1')).toMatchObject({ ...known, state: 'queued', queuedAt: 5000, own: true });
    tracker.begin(one);
    // This one comes while the others are reported.
    tracker.started(one, 'Task:2' as Ref, known);
    tracker.complete(one);
    expect(get('one', '1')).toMatchObject({ state: 'error', lost: true, run: 'r1' });
    expect(get('one', '2')).toMatchObject({ state: 'queued' });
    tracker.update(one, [fakeTask('2', { state: 'success' })]);
    expect(get('one', '2')).toMatchObject({ state: 'success', run: 'r1', own: true });
  });

  it('shows a call of ours until the server makes a task of it, or for good', () => {
    const { tracker, tasks } = start();
    const known = { name: 'Rename', target: vm, targetName: 'web-01' };
    const keys = (): string[] => [...tasks.keys()];
    const becomes = tracker.call(one, known);
    expect([...tasks.values()]).toMatchObject([{ ...known, state: 'running', own: true }]);
    expect(becomes.became('Task:7' as Ref)).toBe('one/Task:7');
    expect(keys()).toEqual(['one/Task:7']);
    const [good, bad] = [tracker.call(one, known), tracker.call(one, known)];
    const open = tracker.call(one, known);
    tracker.begin(one);
    tracker.complete(one);
    good.succeeded('Done.');
    bad.failed({ kind: 'timeout', message: 'No answer.' }, true);
    expect(tasks.get(good.key)).toMatchObject({
      state: 'success',
      result: 'Done.',
      finishedAt: 5000,
    });
    expect(tasks.get(bad.key)).toMatchObject({ state: 'error', lost: true });
    tracker.closed(one);
    expect(tasks.get(open.key)).toMatchObject({ state: 'running' });
    tracker.forget(one);
    open.succeeded();
    open.became('Task:8' as Ref);
    expect(keys()).toEqual([]);
  });

  it('does not double what it knows from the disk', () => {
    const { tracker, tasks, get } = start();
    const old: Task = {
      ...fakeTask('1', { state: 'success', finishedAt: 2000 }),
      key: 'one/Task:1' as TaskKey,
      connection: one,
      own: true,
      run: 'r1' as RunId,
    };
    tracker.restore([old]);
    tracker.update(one, [fakeTask('1', { state: 'success', finishedAt: 2000 })]);
    expect(tasks.size).toBe(1);
    expect(get('one', '1')).toMatchObject({ own: true, run: 'r1' });

    // A server that was made anew numbers its tasks anew.
    const again = start();
    again.tracker.restore([old]);
    again.tracker.update(one, [fakeTask('1', { queuedAt: 9000, name: 'Rename' })]);
    expect([...again.tasks.values()]).toMatchObject([
      { key: 'one/Task:1@1000', own: true, name: 'Power on virtual machine' },
      { key: 'one/Task:1', own: false, name: 'Rename' },
    ]);
  });

  it('clears what has ended, also when the server reports it again', () => {
    const { tracker, tasks } = start();
    const ended = fakeTask('1', { state: 'success' });
    tracker.update(one, [ended, fakeTask('2')]);
    tracker.update(two, [ended]);
    tracker.clear(one);
    expect([...tasks.keys()]).toEqual(['one/Task:2', 'two/Task:1']);
    tracker.update(one, [ended]);
    tracker.clear();
    expect([...tasks.keys()]).toEqual(['one/Task:2']);
  });

  it('brings back what was cleared last, with all that is known of it', () => {
    const { tracker, tasks, get } = start();
    tracker.started(one, 'Task:1' as Ref, { name: 'Power on' });
    tracker.update(one, [fakeTask('1', { state: 'success' }), fakeTask('2')]);
    tracker.call(two, { name: 'Rename' }).succeeded();
    const before = get('one', '1');
    expect(tracker.clear()).toBe(2);
    expect(tasks.size).toBe(1);
    tracker.forget(two);
    tracker.undoClear();
    expect([...tasks.keys()].sort()).toEqual(['one/Task:1', 'one/Task:2']);
    expect(get('one', '1')).toEqual(before);
    tracker.update(one, [fakeTask('1', { state: 'success', progress: 100 })]);
    expect(get('one', '1')).toMatchObject({ own: true, progress: 100 });
    expect(tracker.clear()).toBe(1);
    expect(tracker.clear()).toBe(0);
    tracker.undoClear();
    expect(tasks.size).toBe(1);
  });
});
