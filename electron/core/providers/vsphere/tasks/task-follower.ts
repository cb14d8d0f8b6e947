import { makeRef, refId, refType, type Ref } from '#shared/model/reference.ts';
import { isFinished, type ProviderTask } from '#shared/model/task.ts';
import type { TaskSink } from '../../provider.ts';
import { toMoref, toRef } from '../object-updates.ts';
import { unescapeName } from '../map/read.ts';
import {
  applyTaskChanges,
  isReference,
  resultReference,
  toProviderTask,
  type TaskContext,
} from './provider-task.ts';
import { objectsSpec } from '../vim25/collector/specs.ts';
import type { WireObjectContent, WireObjectUpdate } from '../vim25/collector/wire-update.ts';
import type { FilterSpec } from '../vim25/collector/specs.ts';
import type { VimRecord, VimValue } from '../vim25/values.ts';

export interface TaskFollowerOptions extends TaskContext {
  read(specs: readonly FilterSpec[]): Promise<readonly WireObjectContent[]>;
  /** How long a task that this session started may be silent before it is asked for; doubled up to 15 s. Default 2 s. */
  readonly silenceMs?: number;
}

/**
 * Keeps the TaskInfo of every task that the server reports. Tasks that this session started are asked for when the server
 * does not report them: TaskManager.recentTask leaves out what the account may not see, and some servers send no changes of it.
 */
export class TaskFollower {
  readonly #options: TaskFollowerOptions;
  readonly #infos = new Map<Ref, VimRecord>();
  /** Names that were read for the results of tasks. */
  readonly #names = new Map<Ref, string>();
  readonly #timers = new Map<Ref, NodeJS.Timeout>();
  #sink: TaskSink | undefined;

  constructor(options: TaskFollowerOptions) {
    this.#options = options;
  }

  /** Where the updates go from now on. */
  reportTo(sink: TaskSink): void {
    this.#sink = sink;
  }

  /** A full set begins: what was known is no base for changes any more. */
  resync(): void {
    this.#infos.clear();
  }

  /** Takes the updates of Task objects. */
  take(updates: readonly WireObjectUpdate[]): void {
    const tasks: ProviderTask[] = [];
    for (const { kind, obj, changeSet = [] } of updates) {
      const ref = toRef(obj);
      if (kind === 'leave') {
        this.#left(ref);
        continue;
      }
      const before = kind === 'enter' ? undefined : this.#infos.get(ref);
      const info = applyTaskChanges(before, changeSet);
      if (info === undefined) void this.#ask(ref);
      else tasks.push(this.#keep(ref, info));
    }
    if (tasks.length > 0) this.#sink?.tasks(tasks);
  }

  /** Not among the recent ones any more; the server still knows how it ended, for a while. */
  #left(ref: Ref): void {
    const info = this.#infos.get(ref);
    this.#infos.delete(ref);
    if (info !== undefined && !isFinished(this.#toTask(ref, info))) this.#askAfter(ref, 0);
  }

  /** This session started the task. */
  started(ref: Ref): void {
    this.#askAfter(ref, this.#options.silenceMs ?? 2000);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#sink = undefined;
  }

  #keep(ref: Ref, info: VimRecord): ProviderTask {
    this.#infos.set(ref, info);
    const task = this.#toTask(ref, info);
    if (isFinished(task)) {
      clearTimeout(this.#timers.get(ref));
      this.#timers.delete(ref);
      const made = resultReference(info);
      if (made !== undefined && this.#nameOf(made) === undefined) void this.#nameResult(ref, made);
    }
    return task;
  }

  #nameOf(ref: Ref): string | undefined {
    return this.#options.nameOf?.(ref) ?? this.#names.get(ref);
  }

  /** A task may end before the server reports the object that it made. */
  async #nameResult(ref: Ref, made: Ref): Promise<void> {
    try {
      const name = await this.#readName(ref, made);
      const info = this.#infos.get(ref);
      if (name === undefined || info === undefined) return;
      this.#names.set(made, name);
      this.#sink?.tasks([this.#toTask(ref, info)]);
      this.#names.delete(made);
    } catch {
      // Its id is reported; that has to do.
    }
  }

  async #readName(task: Ref, made: Ref): Promise<string | undefined> {
    const isSnapshot = refType(made) === 'VirtualMachineSnapshot';
    // A snapshot has no name of its own: the tree of its machine has it.
    const about = this.#infos.get(task)?.['entity'];
    const entity = isSnapshot
      ? isRecord(about) && isReference(about) && toMoref(makeRef(about.type, about.value))
      : toMoref(made);
    if (entity === false) return undefined;
    const path = isSnapshot ? 'snapshot' : 'name';
    const [object] = await this.#options.read([objectsSpec([entity], entity.type, [path])]);
    const value = object?.propSet?.find((property) => property.name === path)?.val;
    const name = isSnapshot ? nameInTree(value, refId(made)) : value;
    return typeof name === 'string' ? unescapeName(name) : undefined;
  }

  #toTask(ref: Ref, info: VimRecord): ProviderTask {
    return toProviderTask(ref, info, {
      nameOf: (made) => this.#nameOf(made),
      shownFor: (other) => this.#options.shownFor?.(other),
    });
  }

  #askAfter(ref: Ref, ms: number): void {
    clearTimeout(this.#timers.get(ref));
    const timer = setTimeout(() => {
      void this.#ask(ref).then((known) => {
        if (this.#timers.get(ref) !== timer) return;
        this.#timers.delete(ref);
        if (known && this.#sink !== undefined)
          this.#askAfter(ref, Math.min(Math.max(1000, ms * 2), 15_000));
      });
    }, ms);
    this.#timers.set(ref, timer);
  }

  /** Returns whether the task is worth asking for again. */
  async #ask(ref: Ref): Promise<boolean> {
    try {
      const [object] = await this.#options.read([objectsSpec([toMoref(ref)], 'Task', ['info'])]);
      const info = object?.propSet?.find(({ name }) => name === 'info')?.val;
      if (!isRecord(info)) {
        this.#sink?.tasksGone([ref]);
        return false;
      }
      const task = this.#keep(ref, info);
      this.#sink?.tasks([task]);
      return !isFinished(task);
    } catch {
      // The connection fails; whoever follows it will know.
      return true;
    }
  }
}

/** The name of a snapshot among those of its machine (VirtualMachineSnapshotInfo). */
function nameInTree(info: VimValue | undefined, id: string): VimValue | undefined {
  const open = isRecord(info) ? [...listOf(info['rootSnapshotList'])] : [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isRecord(node)) continue;
    const { snapshot, name, childSnapshotList } = node;
    if (isRecord(snapshot) && snapshot['value'] === id) return name;
    open.push(...listOf(childSnapshotList));
  }
  return undefined;
}

function listOf(value: VimValue | undefined): readonly VimValue[] {
  return Array.isArray(value) ? (value as readonly VimValue[]) : [];
}

function isRecord(value: VimValue | undefined): value is VimRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
