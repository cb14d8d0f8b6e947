import { create } from 'zustand';
import { isFinished, type Task, type TaskKey } from '#shared/model/task.ts';

interface TasksState {
  /** Mutated in place; `version` tells that something in it changed. */
  readonly byKey: Map<TaskKey, Task>;
  /** Newest first. */
  readonly order: readonly TaskKey[];
  readonly version: number;
  readonly ready: boolean;
}

export const useTasks = create<TasksState>(() => ({
  byKey: new Map(),
  order: [],
  version: 0,
  ready: false,
}));

export interface TasksFrame {
  readonly upsert: readonly (readonly [TaskKey, Task])[];
  readonly remove: readonly TaskKey[];
  readonly ready: boolean;
}

/** Applies a frame and returns the tasks that ended just now, as opposed to those that were over when the page opened. */
export function applyTasks(frame: TasksFrame): readonly Task[] {
  const { byKey, order, version, ready } = useTasks.getState();
  const fresh: Task[] = [];
  const ended: Task[] = [];
  let reordered = frame.remove.length > 0;
  for (const key of frame.remove) byKey.delete(key);
  for (const [key, task] of frame.upsert) {
    const old = byKey.get(key);
    byKey.set(key, task);
    if (old === undefined) fresh.push(task);
    else if (old.queuedAt !== task.queuedAt) reordered = true;
    const wasOpen = old === undefined ? ready : !isFinished(old);
    if (wasOpen && isFinished(task)) ended.push(task);
  }
  useTasks.setState({
    order: reordered ? sorted(byKey) : insert(order, fresh, byKey),
    version: version + 1,
    ready: frame.ready,
  });
  return ended;
}

/** True where something is done that does not go on without Moref. */
export function isDriving({ byKey }: Pick<TasksState, 'byKey'>): boolean {
  for (const task of byKey.values()) if (task.driven === true && !isFinished(task)) return true;
  return false;
}

export function useTask(key: TaskKey): Task | undefined {
  return useTasks((state) => state.byKey.get(key));
}

function sorted(byKey: ReadonlyMap<TaskKey, Task>): readonly TaskKey[] {
  return [...byKey.values()].sort(newestFirst).map((task) => task.key);
}

/** Newcomers are mostly the newest: each walks down from the top to its place. */
function insert(
  order: readonly TaskKey[],
  fresh: readonly Task[],
  byKey: ReadonlyMap<TaskKey, Task>,
): readonly TaskKey[] {
  if (fresh.length === 0) return order;
  if (fresh.length > 50) return sorted(byKey);
  const list = [...order];
  for (const task of fresh) {
    const index = list.findIndex((key) => {
      const other = byKey.get(key);
      return other !== undefined && newestFirst(task, other) < 0;
    });
    list.splice(index < 0 ? list.length : index, 0, task.key);
  }
  return list;
}

function newestFirst(a: Task, b: Task): number {
  return b.queuedAt - a.queuedAt || (a.key < b.key ? 1 : -1);
}
