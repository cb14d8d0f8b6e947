import { text } from '#shared/i18n/make-text.ts';
import { boundedData } from '#shared/model/bounded-text.ts';
import type { Disposer } from '#shared/contract/define.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { makeRef, refType, type ConnectionId, type Ref } from '#shared/model/reference.ts';
import {
  callType,
  isCall,
  isFinished,
  taskKey,
  type ProviderTask,
  type Task,
  type TaskKey,
} from '#shared/model/task.ts';
import {
  callFailed,
  callSucceeded,
  type CallEnding,
  type OwnCall,
  type OwnTask,
} from './own-call.ts';
import {
  emptyGroup,
  endOf,
  lostTask,
  partsOf,
  type ClearedTask,
  type TaskGroup,
} from './task-group.ts';

export interface TaskTrackerOptions {
  /** The name of an object, if it is known. */
  nameOf(connection: ConnectionId, ref: Ref): string | undefined;
  /** Who a connection acts as at its server, if it does. */
  userOf(connection: ConnectionId): string | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** A text that was never given before, also in earlier runs of the program. */
  newId(): string;
  /** Finished tasks kept for each connection; the oldest leave first. Default 2000. */
  readonly keepFinished?: number;
}

/** Follows the tasks of all connections. */
export interface TaskWatcher {
  put(task: Task): void;
  remove(key: TaskKey): void;
}

/** The tasks of all connections: everybody's, and which of them are ours. What a server forgets stays known. */
export class TaskTracker {
  readonly #options: TaskTrackerOptions;
  readonly #groups = new Map<ConnectionId, TaskGroup>();
  readonly #watchers = new Set<TaskWatcher>();
  /** For an undo. */
  #cleared: readonly ClearedTask[] = [];

  constructor(options: TaskTrackerOptions) {
    this.#options = options;
  }

  /** Tells all tasks at once, then every change. */
  watch(watcher: TaskWatcher): Disposer {
    for (const task of this.all()) watcher.put(task);
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  *all(): Generator<Task> {
    for (const { tasks } of this.#groups.values()) yield* tasks.values();
  }

  get(key: TaskKey): Task | undefined {
    const { connection, ref } = partsOf(key);
    return this.#groups.get(connection)?.tasks.get(ref);
  }

  /** @throws MorefException `missing` */
  find(key: TaskKey): {
    readonly connection: ConnectionId;
    readonly ref: Ref;
    readonly task: Task;
  } {
    const task = this.get(key);
    if (task !== undefined) return { ...partsOf(key), task };
    throw new MorefException({
      kind: 'missing',
      message: text('task.unknown'),
    });
  }

  update(connection: ConnectionId, updates: readonly ProviderTask[]): void {
    const group = this.#group(connection);
    for (const { ref, ...reported } of updates.map(boundedData)) {
      group.reported?.add(ref);
      if (group.cleared.has(ref) && isFinished(reported)) continue;
      if (group.restored.delete(ref)) this.#makeRoom(group, ref, reported.queuedAt);
      const run = group.own.get(ref);
      const targetName =
        reported.targetName ??
        (reported.target === undefined
          ? undefined
          : this.#options.nameOf(connection, reported.target)) ??
        group.tasks.get(ref)?.targetName;
      this.#put(group, ref, {
        ...reported,
        ...onlyDefined({ targetName }),
        ...(reported.error !== undefined && { error: { connection, ...reported.error } }),
        key: taskKey(connection, ref),
        connection,
        own: group.own.has(ref),
        ...onlyDefined({ run }),
      });
    }
    this.#trim(group);
  }

  /** This program started the task. */
  started(connection: ConnectionId, ref: Ref, { run, ...known }: OwnTask): TaskKey {
    const group = this.#group(connection);
    const key = taskKey(connection, ref);
    group.own.set(ref, run);
    // What is being reported now may have been gathered before the task was there.
    group.reported?.add(ref);
    if (group.restored.delete(ref)) this.#makeRoom(group, ref, undefined);
    const reported = group.tasks.get(ref);
    this.#put(group, ref, {
      ...(reported ?? { ...this.#ours(connection), ...known, key, connection, ...this.#queued() }),
      own: true,
      ...onlyDefined({ run }),
    });
    return key;
  }

  /** This program is about to call the server. */
  call(connection: ConnectionId, known: OwnTask): OwnCall {
    const group = this.#group(connection);
    const ref = makeRef(callType, this.#options.newId());
    const key = taskKey(connection, ref);
    const queued = this.#queued();
    const underWay: Task = {
      ...this.#ours(connection),
      ...known,
      key,
      connection,
      own: true,
      ...queued,
      state: 'running',
      startedAt: queued.queuedAt,
      driven: true,
    };
    group.own.set(ref, known.run);
    this.#put(group, ref, underWay);
    const end = (how: CallEnding): void => this.#endCall(group, ref, { ...underWay, ...how });
    return {
      key,
      became: (task) => {
        this.#drop(group, ref);
        return this.#groups.get(connection) === group
          ? this.started(connection, task, known)
          : taskKey(connection, task);
      },
      succeeded: (result) => end(callSucceeded(result)),
      failed: (error, lost) => end(callFailed(error, lost)),
    };
  }

  /** What is ours is done in the name of the account that the connection has. */
  #ours(connection: ConnectionId): Pick<Task, 'initiator'> {
    const initiator = this.#options.userOf(connection);
    return initiator === undefined ? {} : { initiator };
  }

  /** The server is about to tell all its tasks anew. */
  begin(connection: ConnectionId): void {
    this.#group(connection).reported = new Set();
  }

  /** All has been reported, of all types `but` some: a task that was under way and is not among them ended unseen. */
  complete(connection: ConnectionId, but: ReadonlySet<string> = new Set()): void {
    const group = this.#group(connection);
    const { reported } = group;
    if (but.size === 0) group.reported = undefined;
    if (reported === undefined) return;
    for (const [ref, task] of group.tasks)
      if (!reported.has(ref) && !isFinished(task) && !isCall(ref) && !but.has(refType(ref)))
        this.#put(group, ref, lostTask(task, 'task.lost'));
  }

  /** The server lists these tasks no more: one that was under way ended unseen. */
  gone(connection: ConnectionId, refs: readonly Ref[]): void {
    const group = this.#group(connection);
    for (const ref of refs) {
      const task = group.tasks.get(ref);
      if (task !== undefined && !isFinished(task))
        this.#put(group, ref, lostTask(task, 'task.gone'));
    }
  }

  /** Nobody follows the connection's tasks now: those under way leave, and come back with the next connection. */
  closed(connection: ConnectionId): void {
    const group = this.#groups.get(connection);
    if (group === undefined) return;
    group.reported = undefined;
    for (const [ref, task] of group.tasks)
      if (!isFinished(task) && !isCall(ref)) this.#drop(group, ref);
  }

  /** Finished tasks leave, of one connection or of all. Returns how many; `undoClear` brings them back. */
  clear(connection?: ConnectionId): number {
    const cleared: ClearedTask[] = [];
    for (const [id, group] of this.#groups) {
      if (connection !== undefined && id !== connection) continue;
      for (const [ref, task] of group.tasks) {
        if (!isFinished(task)) continue;
        cleared.push({ task, restored: group.restored.has(ref) });
        this.#drop(group, ref);
        if (!isCall(ref)) group.cleared.add(ref);
      }
    }
    this.#cleared = cleared;
    return cleared.length;
  }

  /** What left by the last `clear` is there again. */
  undoClear(): void {
    for (const { task, restored } of this.#cleared) {
      const { connection, ref } = partsOf(task.key);
      const group = this.#groups.get(connection);
      // The profile has been removed, or a server that was made anew has another task of this name.
      if (group === undefined || group.tasks.has(ref)) continue;
      group.cleared.delete(ref);
      if (restored) group.restored.add(ref);
      if (task.own) group.own.set(ref, task.run);
      this.#put(group, ref, task);
    }
    this.#cleared = [];
  }

  /** The profile is gone. */
  forget(connection: ConnectionId): void {
    const group = this.#groups.get(connection);
    if (group === undefined) return;
    for (const ref of group.tasks.keys()) this.#drop(group, ref);
    this.#groups.delete(connection);
  }

  /** Puts back finished tasks of earlier runs of the program. To be called before anything is reported. */
  restore(tasks: Iterable<Task>): void {
    for (const task of tasks) {
      const { connection, ref } = partsOf(task.key);
      const group = this.#group(connection);
      group.restored.add(ref);
      if (task.own) group.own.set(ref, task.run);
      this.#put(group, ref, task);
    }
    for (const group of this.#groups.values()) this.#trim(group);
  }

  #endCall(group: TaskGroup, ref: Ref, ended: Task): void {
    // The profile may have been removed meanwhile.
    if (this.#groups.get(ended.connection) !== group) return;
    this.#put(group, ref, { ...ended, finishedAt: this.#options.now() });
    this.#trim(group);
  }

  #queued(): Pick<Task, 'state' | 'queuedAt' | 'cancelable'> {
    return { state: 'queued', queuedAt: this.#options.now(), cancelable: false };
  }

  /** A server that was made anew numbers its tasks anew: another task by the same name does not take the place of the old one. */
  #makeRoom(group: TaskGroup, ref: Ref, queuedAt: number | undefined): void {
    const old = group.tasks.get(ref);
    if (old === undefined || old.queuedAt === queuedAt) return;
    const run = group.own.get(ref);
    this.#drop(group, ref);
    const moved = `${ref}@${old.queuedAt}` as Ref;
    if (old.own) group.own.set(moved, run);
    this.#put(group, moved, { ...old, key: taskKey(old.connection, moved) });
  }

  #group(connection: ConnectionId): TaskGroup {
    let group = this.#groups.get(connection);
    if (group === undefined) {
      group = emptyGroup();
      this.#groups.set(connection, group);
    }
    return group;
  }

  #put(group: TaskGroup, ref: Ref, task: Task): void {
    group.tasks.set(ref, task);
    for (const watcher of this.#watchers) watcher.put(task);
  }

  #drop(group: TaskGroup, ref: Ref): void {
    const task = group.tasks.get(ref);
    group.tasks.delete(ref);
    group.restored.delete(ref);
    if (task === undefined) return;
    if (isFinished(task) || isCall(ref)) group.own.delete(ref);
    for (const watcher of this.#watchers) watcher.remove(task.key);
  }

  #trim(group: TaskGroup): void {
    const keep = this.#options.keepFinished ?? 2000;
    if (group.tasks.size <= keep) return;
    const finished = [...group.tasks].filter(([, task]) => isFinished(task));
    finished.sort(([, a], [, b]) => endOf(a) - endOf(b));
    for (const [ref] of finished.slice(0, Math.max(0, finished.length - keep)))
      this.#drop(group, ref);
  }
}
