import type { ReferenceTable } from './inventory/reference-table.ts';
import type { TaskFollower } from './task-follower.ts';
import { workingTasks } from './task.ts';
import type { Entry } from './xapi/events/event-consumer.ts';
import type { XapiRecord } from './xapi/values.ts';

/** An object that tasks are working on. */
interface Busy {
  readonly owner: string;
  readonly opaque: string;
  readonly tasks: readonly string[];
}

/** Whether tasks work on an object, read from its record before the inventory makes properties of that: one, or none. */
export function busy(owner: string, opaque: string, record: XapiRecord): readonly Busy[] {
  const tasks = workingTasks(record);
  return tasks.length === 0 ? none : [{ owner, opaque, tasks }];
}

const none: readonly Busy[] = [];

/** The same for many objects of a class, most of which nothing works on. */
export function busyAmong(owner: string, entries: readonly Entry[]): readonly Busy[] {
  const all: Busy[] = [];
  for (const entry of entries) {
    const tasks = workingTasks(entry[1]);
    if (tasks.length > 0) all.push({ owner, opaque: entry[0], tasks });
  }
  return all;
}

/** Tells which objects tasks are working on, once these are known. */
export function reportBusy(
  all: readonly Busy[],
  table: ReferenceTable,
  tasks: Pick<TaskFollower, 'seen'>,
): void {
  for (const { owner, opaque, tasks: working } of all) {
    const ref = table.ref(owner, opaque);
    if (ref !== undefined) tasks.seen(ref, working);
  }
}
