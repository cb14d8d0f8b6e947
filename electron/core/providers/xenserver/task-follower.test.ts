import { inEnglish } from '#shared/i18n/english.ts';
import { describe, expect, it } from 'vitest';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import { taskName } from './task.ts';
import { TaskFollower } from './task-follower.ts';
import { XapiFailure } from './xapi/errors.ts';
import { dateTime, type XapiRecord } from './xapi/values.ts';

const vm = makeRef('VM', 'v1');
const opaque = 'OpaqueRef:t1';
const started = { target: vm, targetName: 'web-01' };

/** A record of a task as a server writes it. */
function record(more: XapiRecord = {}): XapiRecord {
  return {
    uuid: 'u1',
    name_label: 'Async.VM.start',
    status: 'pending',
    progress: 0.25,
    created: dateTime('20260801T12:00:00Z'),
    finished: dateTime('19700101T00:00:00Z'),
    allowed_operations: ['cancel'],
    error_info: [],
    subtask_of: 'OpaqueRef:NULL',
    ...more,
  };
}

const ended = (status: string, more: XapiRecord = {}): XapiRecord =>
  record({
    status,
    progress: 1,
    finished: dateTime('20260801T12:00:05Z'),
    allowed_operations: [],
    ...more,
  });

function follower(read: () => Promise<XapiRecord> = () => Promise.resolve(record())) {
  const reported = new Map<Ref, ProviderTask>();
  const destroyed: string[] = [];
  const tasks = new TaskFollower({
    user: 'root',
    read,
    nameOf: (other) => (other === 'OpaqueRef:made' ? 'before the update' : undefined),
    destroy: (one) => {
      destroyed.push(one);
      return Promise.resolve();
    },
  });
  const gone: Ref[] = [];
  tasks.reportTo({
    tasks: (updates) => {
      for (const task of updates) reported.set(task.ref, task);
    },
    tasksGone: (refs) => gone.push(...refs),
  });
  return { tasks, reported, gone, destroyed, one: () => reported.get(makeRef('task', 'u1')) };
}

describe('tasks of a pool', () => {
  it.each([
    ['<value>OpaqueRef:made</value>', 'before the update'],
    ['<value><string>OpaqueRef:made</string></value>', 'before the update'],
    ['<value>OpaqueRef:unknown</value>', undefined],
    ['<value>OpaqueRef:NULL</value>', undefined],
    ['<value></value>', undefined],
    ['', undefined],
  ])('that made something tell its name: %s', (result, name) => {
    const { tasks, one } = follower();
    tasks.records([[opaque, ended('success', { result })]]);
    expect(one()?.result).toBe(name);
    tasks.records([[opaque, ended('failure', { result, error_info: ['INTERNAL_ERROR'] })]]);
    expect(one()?.result).toBeUndefined();
  });

  it('are distinguished from their record, others’ too', () => {
    const { tasks, one, destroyed } = follower();
    tasks.records([[opaque, record()]]);
    expect(one()).toEqual({
      ref: 'task:u1',
      name: 'Power on virtual machine',
      state: 'running',
      progress: 25,
      queuedAt: Date.UTC(2026, 7, 1, 12),
      startedAt: Date.UTC(2026, 7, 1, 12),
      cancelable: true,
    });
    tasks.seen(vm, [opaque]);
    expect(one()).toMatchObject({ target: vm });
    tasks.records([[opaque, ended('success')]]);
    expect(one()).toMatchObject({ state: 'success', cancelable: false });
    expect(one()?.finishedAt).toBe(Date.UTC(2026, 7, 1, 12, 0, 5));
    expect(destroyed).toEqual([]);
  });

  it('say why they failed, in words', () => {
    const { tasks, one } = follower();
    tasks.seen(vm, [opaque]);
    const error_info = ['VM_BAD_POWER_STATE', 'OpaqueRef:v', 'Halted', 'Running'];
    tasks.records([[opaque, ended('failure', { error_info })]]);
    expect(one()).toMatchObject({
      state: 'error',
      error: { kind: 'conflict', ref: vm, native: { type: 'VM_BAD_POWER_STATE' } },
    });
  });

  it('that are parts of another are not reported', () => {
    const { tasks, reported } = follower();
    tasks.records([[opaque, record({ subtask_of: 'OpaqueRef:t0' })]]);
    expect(reported.size).toBe(0);
  });

  it('stay as they were notified when the server collects them', () => {
    const { tasks, one } = follower();
    tasks.records([[opaque, ended('cancelled')]]);
    tasks.events([{ class: 'task', op: 'del', ref: opaque }]);
    expect(one()).toMatchObject({ state: 'cancelled' });
  });

  it('that are deleted before their end was reported are gone, and nobody waits for them', async () => {
    const { tasks, gone } = follower();
    tasks.records([[opaque, record()]]);
    tasks.events([{ class: 'task', op: 'del', ref: opaque }]);
    expect(gone).toEqual([makeRef('task', 'u1')]);
    const step = tasks.step(opaque, () => undefined);
    tasks.events([{ class: 'task', op: 'del', ref: opaque }]);
    await expect(step).rejects.toMatchObject({ data: { kind: 'unreachable' } });
  });

  it('that are steps, and lost before their record was read, fail at once and end nothing', async () => {
    const { tasks } = follower(() => new Promise(() => undefined));
    const lost = () => tasks.step(opaque, () => undefined);
    const bySet = lost();
    tasks.resync();
    tasks.synced();
    await expect(bySet).rejects.toMatchObject({ data: { kind: 'unreachable' } });
    const byStop = lost();
    tasks.stop();
    await expect(byStop).rejects.toMatchObject({ data: { kind: 'unreachable' } });
  });

  it('of ours are taken off the server once, when their end was reported', async () => {
    const { tasks, one, destroyed } = follower();
    expect(await tasks.started(opaque, started)).toBe('task:u1');
    expect(one()).toMatchObject({ ...started, initiator: 'root', state: 'running' });
    expect(destroyed).toEqual([]);
    tasks.records([[opaque, ended('success')]]);
    tasks.records([[opaque, ended('success')]]);
    expect(destroyed).toEqual([opaque]);
    expect(one()).toMatchObject({ state: 'success', ...started });
  });

  it('of ours are asked to leave again where the connection was lost meanwhile', async () => {
    const { tasks, one, destroyed } = follower();
    await tasks.started(opaque, started);
    tasks.records([[opaque, ended('success')]]);
    tasks.resync();
    tasks.records([[opaque, ended('success')]]);
    expect(destroyed).toEqual([opaque, opaque]);
    expect(one()).toMatchObject({ ...started, initiator: 'root' });
    tasks.events([{ class: 'task', op: 'del', ref: opaque }]);
    expect(one()).toMatchObject({ ...started, state: 'success' });
  });

  it('that ended before they were read are taken off, too', async () => {
    const { tasks, one, destroyed } = follower(() => Promise.resolve(ended('success')));
    await tasks.started(opaque, started);
    expect(one()).toMatchObject({ state: 'success', ...started });
    expect(destroyed).toEqual([opaque]);
  });

  it('do not come back to life where they were read before and reported after they ended', async () => {
    const { tasks, one } = follower(() => {
      tasks.records([[opaque, ended('success')]]);
      tasks.events([{ class: 'task', op: 'del', ref: opaque }]);
      return Promise.resolve(record());
    });
    await tasks.started(opaque, started);
    expect(one()).toMatchObject({ state: 'success', ...started });
  });

  it('whose end cannot be known are no failure of the object', async () => {
    const handle = new XapiFailure(['HANDLE_INVALID', 'task', opaque]);
    const { tasks } = follower(() => Promise.reject(handle));
    await expect(tasks.started(opaque, started)).rejects.toMatchObject({
      message: expect.stringContaining('look at the object') as string,
      data: { kind: 'unreachable' },
    });
  });

  it('are known by their events where they cannot be read', async () => {
    const { tasks, one } = follower(() => {
      tasks.records([[opaque, ended('success')]]);
      return Promise.reject(new XapiFailure(['HANDLE_INVALID', 'task', opaque]));
    });
    await tasks.started(opaque, started).catch(() => undefined);
    expect(one()).toMatchObject({ state: 'success', ...started });
  });
});

it.each([
  ['Async.VM.clean_shutdown', 'Shut down guest'],
  ['VM.start', 'Power on virtual machine'],
  ['Async.SR.scan', 'Scan (SR)'],
  ['Export of web-01', 'Export of web-01'],
  ['', 'Task'],
])('a task that the server calls %j', (label, name) => {
  expect(inEnglish(taskName(label))).toBe(name);
});
