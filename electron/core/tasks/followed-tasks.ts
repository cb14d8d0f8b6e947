import type { RunItem } from '#shared/model/run.ts';
import { isFinished, type Task, type TaskKey } from '#shared/model/task.ts';
import { endingOfLoss, endingOfTask } from './run-endings.ts';
import type { RunPort } from './run-port.ts';
import type { Ending } from './run-state.ts';

/** An attempt at an object that is under way. */
export interface Attempt {
  readonly key: string;
  readonly number: number;
  /** Gives its place on server and host to another. */
  readonly release: () => void;
}

export interface FollowedTasksOptions {
  readonly port: Pick<RunPort, 'tasks' | 'session' | 'log' | 'serverName'>;
  readonly ended: (attempt: Attempt, endingOf: (item: RunItem) => Ending) => void;
}

const cancelTimeoutMs = 60_000;

/** The tasks that decide how the attempts of a run end. */
export class FollowedTasks {
  readonly #options: FollowedTasksOptions;
  readonly #attempts = new Map<TaskKey, Attempt>();
  /** Tasks that the server was asked to cancel. */
  readonly #asked = new Set<TaskKey>();
  #cancelling = false;

  constructor(options: FollowedTasksOptions) {
    this.#options = options;
  }

  follow(key: TaskKey, attempt: Attempt): void {
    this.#attempts.set(key, attempt);
    const task = this.#options.port.tasks.get(key);
    if (task === undefined) this.removed(key);
    else this.changed(task);
  }

  changed(task: Task): void {
    const attempt = this.#attempts.get(task.key);
    if (attempt === undefined) return;
    if (!isFinished(task)) {
      if (this.#cancelling) this.#cancel(task.key);
      return;
    }
    this.#attempts.delete(task.key);
    this.#options.ended(attempt, (item) => endingOfTask(task, item));
  }

  /** Nobody reports the task any more. */
  removed(key: TaskKey): void {
    const attempt = this.#attempts.get(key);
    if (attempt === undefined) return;
    this.#attempts.delete(key);
    const { ended, port } = this.#options;
    ended(attempt, (item) => endingOfLoss(item, port.serverName(item.connection)));
  }

  /** Cancels what can be cancelled, now or as soon as it can be. */
  cancelAll(): void {
    this.#cancelling = true;
    for (const key of this.#attempts.keys()) this.#cancel(key);
  }

  /** Nothing is to be cancelled any more. */
  goOn(): void {
    this.#cancelling = false;
  }

  clear(): void {
    this.#attempts.clear();
    this.#asked.clear();
  }

  #cancel(key: TaskKey): void {
    const { port } = this.#options;
    const { connection, ref, task } = port.tasks.find(key);
    if (!task.cancelable || this.#asked.has(key)) return;
    this.#asked.add(key);
    const asked = port.session(connection)?.cancelTask(ref, AbortSignal.timeout(cancelTimeoutMs));
    asked?.catch((error: unknown) => {
      port.log.warn('A task of a stopped run could not be cancelled', { key, error });
    });
  }
}
