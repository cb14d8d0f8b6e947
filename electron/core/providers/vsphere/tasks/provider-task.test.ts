import { spoken } from '#shared/i18n/testing/spoken.ts';
import { describe, expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { applyTaskChanges, toProviderTask } from './provider-task.ts';
import { moref, type VimRecord } from '../vim25/values.ts';

const ref = 'Task:task-62' as Ref;
const at = (ms: number) => ({ $type: 'dateTime', text: new Date(ms).toISOString(), ms });

const running: VimRecord = {
  $type: 'TaskInfo',
  key: 'task-62',
  task: moref('Task', 'task-62'),
  name: 'PowerOffVM_Task',
  descriptionId: 'VirtualMachine.powerOff',
  entity: moref('VirtualMachine', 'vm-62'),
  entityName: 'a%2fb',
  state: 'running',
  cancelled: false,
  cancelable: true,
  progress: 40,
  reason: { $type: 'TaskReasonUser', userName: 'LAB\\admin' },
  queueTime: at(1000),
  startTime: at(2000),
  eventChainId: 7,
};

const failed = (type: string, more: object = {}): VimRecord => ({
  ...running,
  state: 'error',
  completeTime: at(3000),
  error: {
    $type: 'LocalizedMethodFault',
    fault: { $type: type, existingState: 'poweredOff' },
    localizedMessage: 'Words of the server.',
  },
  ...more,
});

describe('TaskInfo as a task', () => {
  it('says what, to what, who, when and how far', () => {
    expect(spoken(toProviderTask(ref, running))).toEqual({
      ref,
      name: 'Power off virtual machine',
      target: 'VirtualMachine:vm-62',
      targetName: 'a/b',
      initiator: 'LAB\\admin',
      state: 'running',
      progress: 40,
      queuedAt: 1000,
      startedAt: 2000,
      cancelable: true,
    });
  });

  it('cannot be cancelled and has no progress at its end', () => {
    const done = { ...running, state: 'success', completeTime: at(3000), progress: 100 };
    const task = toProviderTask(ref, done);
    expect(task).toMatchObject({ state: 'success', finishedAt: 3000, cancelable: false });
    expect(task).not.toHaveProperty('progress');
  });

  it('carries the error of a failed task', () => {
    expect(toProviderTask(ref, failed('InvalidPowerState'))).toMatchObject({
      state: 'error',
      error: {
        kind: 'conflict',
        message: 'Power off virtual machine (a/b) failed: a/b is powered off.',
        ref: 'VirtualMachine:vm-62',
        native: { type: 'InvalidPowerState', message: 'Words of the server.' },
      },
    });
  });

  it.each([failed('RequestCanceled'), failed('GenericVmConfigFault', { cancelled: true })])(
    'a cancelled task has not failed',
    (info) => {
      const task = toProviderTask(ref, info);
      expect(task.state).toBe('cancelled');
      expect(task).not.toHaveProperty('error');
    },
  );

  it.each([
    [{ $type: 'TaskReasonSchedule', name: 'Nightly' }, 'Schedule: Nightly'],
    [{ $type: 'TaskReasonAlarm', alarmName: 'Hot' }, 'Alarm: Hot'],
    [{ $type: 'TaskReasonSystem' }, 'System'],
    [{ $type: 'TaskReasonOfANewerServer' }, undefined],
  ])('%o', (reason, initiator) => {
    expect(spoken(toProviderTask(ref, { ...running, reason }).initiator)).toBe(initiator);
  });

  it('makes do with next to nothing', () => {
    expect(spoken(toProviderTask(ref, { $type: 'TaskInfo', state: 'queued' }))).toEqual({
      ref,
      name: 'Task',
      state: 'queued',
      queuedAt: 0,
      cancelable: false,
    });
  });
});

describe('changes of a TaskInfo', () => {
  it('come whole or by member', () => {
    const changed = applyTaskChanges(running, [
      { name: 'info.progress', op: 'assign', val: 80 },
      { name: 'info.entityName', op: 'assign' },
      { name: 'info.cancelable', op: 'indirectRemove' },
    ]);
    const { entityName: _name, cancelable: _cancelable, ...rest } = running;
    expect(changed).toEqual({ ...rest, progress: 80 });
    expect(applyTaskChanges(undefined, [{ name: 'info', op: 'assign', val: running }])).toEqual(
      running,
    );
  });

  it('cannot be followed without a base, or deeper', () => {
    const progress = { name: 'info.progress', op: 'assign', val: 80 } as const;
    expect(applyTaskChanges(undefined, [progress])).toBeUndefined();
    const deep = { name: 'info.error.fault', op: 'assign', val: 'x' } as const;
    expect(applyTaskChanges(running, [deep])).toBeUndefined();
  });
});
