import type { Disposer } from '#shared/contract/define.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import {
  isFinished,
  taskKey,
  type ProviderTask,
  type Task,
  type TaskKey,
} from '#shared/model/task.ts';

export interface TaskTrackerOptions {
  /** The name of an object, if it is known. */
  nameOf(connection: ConnectionId, ref: Ref): string | undefined;
  /** Finished tasks kept for each connection; the oldest leave first. Default 2000. */
  readonly keepFinished?: number;
}

/** Follows the tasks of all connections. */
export interface TaskWatcher {
  put(task: Task): void;
  remove(key: TaskKey): void;
}

/** The tasks of one connection. */
interface Group {
  readonly tasks: Map<Ref, Task>;
  /** Started by this program, whether the server has told of them yet or not. */
  readonly own: Set<Ref>;
  /** Told since the server began to tell all its tasks anew; undefined at other times. */
  told: Set<Ref> | undefined;
}

/** The tasks of all connections: everybody's, and which of them are ours. What a server forgets stays known for a while. */
export class TaskTracker {
  readonly #options: TaskTrackerOptions;
  readonly #groups = new Map<ConnectionId, Group>();
  readonly #watchers = new Set<TaskWatcher>();

  constructor(options: TaskTrackerOptions) {
    this.#options = options;
  }

  /** Tells all tasks at once, then every change. */
  watch(watcher: TaskWatcher): Disposer {
    for (const { tasks } of this.#groups.values())
      for (const task of tasks.values()) watcher.put(task);
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** @throws MorefException `missing` */
  find(key: TaskKey): {
    readonly connection: ConnectionId;
    readonly ref: Ref;
    readonly task: Task;
  } {
    const slash = key.indexOf('/');
    const connection = key.slice(0, slash) as ConnectionId;
    const ref = key.slice(slash + 1) as Ref;
    const task = this.#groups.get(connection)?.tasks.get(ref);
    if (task !== undefined) return { connection, ref, task };
    throw new MorefException({
      kind: 'missing',
      message: 'Moref does not know this task any more.',
    });
  }

  update(connection: ConnectionId, news: readonly ProviderTask[]): void {
    const group = this.#group(connection);
    for (const { ref, ...told } of news) {
      group.told?.add(ref);
      const targetName =
        told.targetName ??
        (told.target === undefined ? undefined : this.#options.nameOf(connection, told.target)) ??
        group.tasks.get(ref)?.targetName;
      this.#put(group, ref, {
        ...told,
        ...(targetName === undefined ? {} : { targetName }),
        ...(told.error === undefined ? {} : { error: { connection, ...told.error } }),
        key: taskKey(connection, ref),
        connection,
        own: group.own.has(ref),
      });
    }
    this.#trim(group);
  }

  /** This program started the task. */
  started(connection: ConnectionId, ref: Ref): TaskKey {
    const group = this.#group(connection);
    group.own.add(ref);
    const task = group.tasks.get(ref);
    if (task !== undefined) this.#put(group, ref, { ...task, own: true });
    return taskKey(connection, ref);
  }

  /** The server is about to tell all its tasks anew. */
  begin(connection: ConnectionId): void {
    this.#group(connection).told = new Set();
  }

  /** All has been told: a task that was under way and is not among them ended unseen. */
  complete(connection: ConnectionId): void {
    const group = this.#group(connection);
    const { told } = group;
    group.told = undefined;
    if (told === undefined) return;
    for (const [ref, task] of group.tasks) {
      if (told.has(ref) || isFinished(task)) continue;
      const { progress: _progress, ...rest } = task;
      this.#put(group, ref, {
        ...rest,
        state: 'error',
        cancelable: false,
        error: {
          kind: 'missing',
          message: `The connection was lost while “${task.name}” was under way, and the server does not list the task any more. Whether it succeeded is not known: look at ${task.targetName ?? 'the object'}.`,
          connection,
          ...(task.target === undefined ? {} : { ref: task.target }),
        },
      });
    }
  }

  /** Nobody follows the connection's tasks now: those under way leave, and come back with the next connection. */
  closed(connection: ConnectionId): void {
    const group = this.#groups.get(connection);
    if (group === undefined) return;
    group.told = undefined;
    for (const [ref, task] of group.tasks) if (!isFinished(task)) this.#drop(group, ref);
  }

  /** The profile is gone. */
  forget(connection: ConnectionId): void {
    const group = this.#groups.get(connection);
    if (group === undefined) return;
    for (const ref of group.tasks.keys()) this.#drop(group, ref);
    this.#groups.delete(connection);
  }

  #group(connection: ConnectionId): Group {
    let group = this.#groups.get(connection);
    if (group === undefined) {
      group = { tasks: new Map(), own: new Set(), told: undefined };
      this.#groups.set(connection, group);
    }
    return group;
  }

  #put(group: Group, ref: Ref, task: Task): void {
    group.tasks.set(ref, task);
    for (const watcher of this.#watchers) watcher.put(task);
  }

  #drop(group: Group, ref: Ref): void {
    const task = group.tasks.get(ref);
    group.tasks.delete(ref);
    if (task === undefined) return;
    for (const watcher of this.#watchers) watcher.remove(task.key);
  }

  #trim(group: Group): void {
    const keep = this.#options.keepFinished ?? 2000;
    if (group.tasks.size <= keep) return;
    const finished = [...group.tasks].filter(([, task]) => isFinished(task));
    finished.sort(([, a], [, b]) => endOf(a) - endOf(b));
    for (const [ref] of finished.slice(0, Math.max(0, finished.length - keep))) {
      this.#drop(group, ref);
      group.own.delete(ref);
    }
  }
}

function endOf(task: Task): number {
  return task.finishedAt ?? task.startedAt ?? task.queuedAt;
}
