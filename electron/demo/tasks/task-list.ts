import type { Estate } from '../estate/estate.ts';
import type { Reference } from '../wire/value.ts';
import type { Task } from './task.ts';

/** vCenter keeps tasks for ten minutes, and lists up to 200 of them as recent. */
const keptMilliseconds = 600_000;
const maxRecent = 200;
const maxHistory = 20_000;

/** The tasks that the server knows, and those that it lists as recent: of all, and of each entity. */
export class TaskList {
  readonly manager: Reference;
  readonly #estate: Estate;
  /** Oldest first. */
  readonly #kept = new Set<Task>();
  #recent: Task[] = [];
  #forgetful = false;
  /** Oldest first, as long as the server runs. */
  #history: Task[] = [];
  #past: readonly Task[] = [];

  constructor(estate: Estate) {
    this.#estate = estate;
    this.manager = { type: 'TaskManager', id: estate.product.managers.taskManager ?? '' };
  }

  /** `TaskManager.recentTask` */
  get recent(): readonly Task[] {
    return this.#recent;
  }

  /** What there was before the start; what ended shortly before is recent still. */
  startWith(past: readonly Task[]): void {
    this.#past = past;
    const limit = this.#estate.startTime.getTime() - keptMilliseconds;
    const recent = past.filter(({ completeTime }) => (completeTime?.getTime() ?? 0) >= limit);
    for (const task of recent.slice(-maxRecent)) this.#list(task);
  }

  /** Every task that history keeps, oldest first; most can be read no other way any more. */
  history(): readonly Task[] {
    return [...this.#past, ...this.#history];
  }

  publish(task: Task): void {
    this.#history.push(task);
    if (this.#history.length > maxHistory * 1.2) this.#history = this.#history.slice(-maxHistory);
    this.#list(task);
    this.#expire();
  }

  /** The task has ended. */
  ended(task: Task): void {
    if (this.#forgetful) {
      this.#drop(task);
    }
  }

  /** From now on a finished task is gone at once, as after a restart of the server. */
  forget(): void {
    this.#forgetful = true;
    for (const task of this.#kept) {
      if (task.completeTime !== undefined) {
        this.#drop(task);
      }
    }
  }

  /** Ends the forgetting. */
  remember(): void {
    this.#forgetful = false;
  }

  #expire(): void {
    if (this.#recent.length > maxRecent) {
      const ended = this.#recent.filter(({ completeTime }) => completeTime !== undefined);
      for (const task of ended.slice(0, this.#recent.length - maxRecent)) {
        this.#unlist(task);
      }
    }
    const limit = this.#estate.now().getTime() - keptMilliseconds;
    for (const task of this.#kept) {
      if (task.queueTime.getTime() >= limit) {
        return;
      }
      if (task.completeTime !== undefined) {
        this.#drop(task);
      }
    }
  }

  #list(task: Task): void {
    this.#estate.add(task);
    this.#kept.add(task);
    this.#recent.push(task);
    this.#estate.memberChanged(this.manager, 'recentTask', task, 'add');
    if (task.entity !== undefined) {
      task.entity.recentTasks.push(task);
      this.#estate.memberChanged(task.entity, 'recentTask', task, 'add');
    }
  }

  /** The task is recent no more; it can still be read. */
  #unlist(task: Task): void {
    this.#recent = this.#recent.filter((other) => other !== task);
    this.#estate.memberChanged(this.manager, 'recentTask', task, 'remove');
    if (task.entity !== undefined) {
      task.entity.recentTasks = task.entity.recentTasks.filter((other) => other !== task);
      this.#estate.memberChanged(task.entity, 'recentTask', task, 'remove');
    }
  }

  #drop(task: Task): void {
    if (this.#recent.includes(task)) {
      this.#unlist(task);
    }
    this.#kept.delete(task);
    this.#estate.remove(task);
  }
}
