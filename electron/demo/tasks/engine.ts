import type { Entity, Host } from '../estate/entity.ts';
import { VirtualMachine } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import { randomFrom } from '../estate/random.ts';
import type { Random } from '../estate/random.ts';
import { VimFault } from '../wire/fault.ts';
import { data } from '../wire/value.ts';
import type { Data } from '../wire/value.ts';
import { TaskList } from './task-list.ts';
import type { Task } from './task.ts';
import { userOf } from './task-info.ts';

/** What a task is to do. */
export interface TaskPlan {
  /** `PowerOnVM_Task` */
  readonly name: string;
  /** `VirtualMachine.powerOn` */
  readonly descriptionId: string;
  readonly entity: Entity;
  readonly reason: Data;
  readonly cancelable?: boolean;
  readonly activationId?: string;
  /** Others may work on the same VM meanwhile, as with clones of one template. */
  readonly shared?: boolean;
  /** The host that does heavy work for it: the task stays queued while too many do. */
  readonly heavyOn?: Host;
  /** How long it takes compared with others. Default 1. */
  readonly effort?: number;
  /** Asked when the time is up, again and again: false lets the task run on, a fault ends it. */
  readonly ready?: () => boolean;
  /** Checked when the task starts to run; a fault ends it. */
  readonly check?: () => void;
  /** The work itself, done when the time is up; its result becomes `info.result`. */
  readonly run: () => unknown;
}

/** A task that waits for a free slot of its host. */
interface Waiting {
  readonly task: Task;
  readonly plan: TaskPlan;
  readonly total: number;
}

/** The number of the first task since the start. */
export const firstTask = 20_001;

/** Provisioning operations that run on a host at once. */
const slotsPerHost = 8;
/** Runs tasks: queued, running with progress, success or error; everything is reported through the estate. */
export class TaskEngine {
  readonly list: TaskList;
  readonly #estate: Estate;
  readonly #seconds: readonly [number, number];
  readonly #random: Random;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #heavy = new Map<Host, { running: number; readonly waiting: Waiting[] }>();
  /** Below are the tasks of before the start. */
  #serial = firstTask - 1;

  constructor(estate: Estate, seconds: readonly [number, number]) {
    this.#estate = estate;
    this.list = new TaskList(estate);
    this.#seconds = seconds;
    this.#random = randomFrom(estate.seed, 'tasks');
  }

  /**
   * Starts a task.
   *
   * @throws VimFault TaskInProgress when the VM is busy with another one
   */
  start(plan: TaskPlan): Task {
    const { entity } = plan;
    if (entity instanceof VirtualMachine && entity.busyWith !== undefined) {
      throw new VimFault(
        'TaskInProgress',
        'The operation is not allowed: another task is already in progress.',
        { task: entity.busyWith },
      );
    }
    const task = this.#create(plan);
    if (entity instanceof VirtualMachine && plan.shared !== true) {
      entity.busyWith = task;
    }
    this.list.publish(task);
    const total = this.#duration() * (plan.effort ?? 1);
    this.#after(Math.min(total * 0.2, 150 + 200 * this.#random.next()), () =>
      this.#admit({ task, plan, total }),
    );
    return task;
  }

  /** @throws VimFault InvalidState, NotSupported */
  cancel(task: Task): void {
    if (task.state === 'success' || task.state === 'error') {
      throw new VimFault('InvalidState', 'The operation is not allowed in the current state.');
    }
    if (!task.cancelable) {
      throw new VimFault('NotSupported', 'The task cannot be canceled.');
    }
    task.cancelled = true;
    this.#estate.changed(task, 'info.cancelled');
    for (const { waiting } of this.#heavy.values()) {
      const index = waiting.findIndex((other) => other.task === task);
      const [found] = index < 0 ? [] : waiting.splice(index, 1);
      if (found !== undefined) {
        this.#end(task, found.plan, canceled());
      }
    }
  }

  close(): void {
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#timers.clear();
  }

  #create(plan: TaskPlan): Task {
    this.#serial += 1;
    return {
      type: 'Task',
      id: this.#estate.product.taskId(plan.entity, plan.descriptionId, this.#serial),
      name: plan.name,
      descriptionId: plan.descriptionId,
      entity: plan.entity,
      entityName: plan.entity.name,
      reason: plan.reason,
      queueTime: this.#estate.now(),
      cancelable: plan.cancelable === true,
      eventChainId: this.#estate.events.reserve(),
      activationId: plan.activationId,
      state: 'queued',
      cancelled: false,
      progress: undefined,
      error: undefined,
      result: undefined,
      startTime: undefined,
      completeTime: undefined,
    };
  }

  #duration(): number {
    const [low, high] = this.#seconds;
    return 1000 * (low + (high - low) * this.#random.next());
  }

  #after(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** Lets a task begin, as soon as its host has a slot. */
  #admit(item: Waiting): void {
    const host = item.plan.heavyOn;
    if (host === undefined) {
      this.#begin(item);
      return;
    }
    const load = this.#heavy.get(host) ?? { running: 0, waiting: [] };
    this.#heavy.set(host, load);
    if (load.running < slotsPerHost) {
      load.running += 1;
      this.#begin(item);
    } else {
      load.waiting.push(item);
    }
  }

  #release(host: Host): void {
    const load = this.#heavy.get(host);
    if (load === undefined) {
      return;
    }
    const next = load.waiting.shift();
    if (next !== undefined) {
      this.#begin(next);
      return;
    }
    load.running -= 1;
    if (load.running === 0) {
      this.#heavy.delete(host);
    }
  }

  #begin({ task, plan, total }: Waiting): void {
    task.state = 'running';
    task.startTime = this.#estate.now();
    task.progress = 0;
    this.#estate.changed(task, 'info.state', 'info.startTime', 'info.progress');
    try {
      if (task.cancelled) {
        throw canceled();
      }
      plan.check?.();
    } catch (error) {
      this.#end(task, plan, error);
      return;
    }
    this.#step(task, plan, total);
  }

  #step(task: Task, plan: TaskPlan, total: number): void {
    const steps = Math.max(2, Math.min(12, Math.round(total / 250)));
    this.#after((total * 0.8) / steps, () => {
      const progress = (task.progress ?? 0) + Math.ceil(100 / steps);
      if (task.cancelled) {
        this.#end(task, plan, canceled());
      } else if (progress >= 100) {
        this.#finish(task, plan);
      } else {
        task.progress = progress;
        this.#estate.changed(task, 'info.progress');
        this.#step(task, plan, total);
      }
    });
  }

  /** The time is up: ends the task, unless what it waits for has not come about. */
  #finish(task: Task, plan: TaskPlan): void {
    let isReady: boolean;
    try {
      if (task.cancelled) {
        throw canceled();
      }
      isReady = plan.ready?.() ?? true;
    } catch (error) {
      this.#end(task, plan, error);
      return;
    }
    if (isReady) {
      this.#end(task, plan, undefined);
    } else {
      this.#after(100, () => this.#finish(task, plan));
    }
  }

  #end(task: Task, plan: TaskPlan, failure: unknown): void {
    if (plan.entity instanceof VirtualMachine && plan.entity.busyWith === task) {
      plan.entity.busyWith = undefined;
    }
    const held = task.startTime === undefined ? undefined : plan.heavyOn;
    try {
      if (failure !== undefined) {
        throw failure;
      }
      task.result = this.#estate.events.as(
        {
          userName: userOf(task),
          chainId: task.eventChainId,
          operation: task.descriptionId,
          entity: plan.entity,
        },
        plan.run,
      );
      task.state = 'success';
    } catch (error) {
      task.state = 'error';
      task.error =
        error instanceof VimFault
          ? error
          : new VimFault('SystemError', String(error), { reason: String(error) });
    }
    task.progress = undefined;
    task.completeTime = this.#estate.now();
    this.#estate.changed(task, 'info.state', 'info.progress', 'info.completeTime');
    this.#estate.changed(task, task.state === 'error' ? 'info.error' : 'info.result');
    this.list.ended(task);
    if (held !== undefined) {
      this.#release(held);
    }
  }
}

function canceled(): VimFault {
  return new VimFault('RequestCanceled', 'The task was canceled by a user.');
}

/** `TaskInfo.reason` for a user's call. */
export function byUser(userName: string): Data {
  return data('TaskReasonUser', { userName });
}
