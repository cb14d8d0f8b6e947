import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ObjectUpdate } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { silentLog } from '../../log.ts';
import { AttendedObjects } from './attended-objects.ts';
import { toMoref } from './object-updates.ts';
import type { FilterSpec } from './vim25/collector/specs.ts';
import type { WireObjectContent } from './vim25/collector/wire-update.ts';

const vm = 'VirtualMachine:vm-1' as Ref;
const other = 'VirtualMachine:vm-2' as Ref;
const ended: AttendedObjects[] = [];

afterEach(() => {
  for (const one of ended.splice(0)) one.stop();
});

function start() {
  const read = vi.fn<(specs: readonly FilterSpec[]) => Promise<readonly WireObjectContent[]>>(
    (specs) =>
      Promise.resolve(
        specs.flatMap(({ objectSet }) =>
          objectSet.map(({ obj }) => ({
            obj,
            propSet: [{ name: 'disabledMethod', val: ['PowerOnVM_Task'] }],
          })),
        ),
      ),
  );
  const reported: ObjectUpdate[] = [];
  const attended = new AttendedObjects({ read, log: silentLog, gatherMs: 0 });
  attended.reportTo((updates) => reported.push(...updates.flatMap(withoutPage)));
  ended.push(attended);
  return { attended, read, reported };
}

/** What is read for pages has a test of its own (sheet/page-reader.test.ts). */
function withoutPage(update: ObjectUpdate): readonly ObjectUpdate[] {
  if (update.kind !== 'modify') return [update];
  const changes = update.changes.filter(({ path }) => path === 'disabledMethod');
  return changes.length === 0 ? [] : [{ ...update, changes }];
}

const disabled = (ref: Ref, value?: readonly string[]): ObjectUpdate => ({
  kind: 'modify',
  ref,
  changes: [{ path: 'disabledMethod', op: 'assign', ...onlyDefined({ value }) }],
});
const changed = (ref: Ref, path: string): ObjectUpdate => ({
  kind: 'modify',
  ref,
  changes: [{ path, op: 'assign', value: 'x' }],
});

describe('objects that somebody looks at', () => {
  it('are read, and forgotten when nobody looks any more', async () => {
    const { attended, read, reported } = start();
    attended.attend(new Set([vm, 'Task:task-1' as Ref]));
    await expect.poll(() => reported).toEqual([disabled(vm, ['PowerOnVM_Task'])]);
    expect(read.mock.calls[0]?.[0].map(({ objectSet }) => objectSet)).toEqual([
      [{ obj: toMoref(vm) }],
    ]);
    attended.attend(new Set());
    expect(reported.slice(1)).toEqual([disabled(vm)]);
    expect(attended.complete([changed(vm, 'runtime.powerState')])).toHaveLength(1);
  });

  it('lose what is known with every change of their state, in the same step, until it is read again', async () => {
    const { attended, read, reported } = start();
    attended.attend(new Set([vm]));
    await expect.poll(() => reported).toHaveLength(1);
    const figures = changed(vm, 'summary.quickStats.overallCpuUsage');
    expect(attended.complete([figures])).toEqual([figures]);
    const state = changed(vm, 'runtime.powerState');
    const foreign = changed(other, 'runtime.powerState');
    expect(attended.complete([state, foreign])).toEqual([state, foreign, disabled(vm)]);
    await expect.poll(() => reported).toHaveLength(2);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('may be gone when they are read', async () => {
    const { attended, read, reported } = start();
    read.mockRejectedValueOnce(new Error('ManagedObjectNotFound'));
    attended.attend(new Set([vm]));
    await expect.poll(() => read.mock.calls).toHaveLength(1);
    attended.attend(new Set([vm, other]));
    await expect.poll(() => reported.map(({ ref }) => refType(ref))).toHaveLength(2);
  });
});
