import type { Disposer } from '#shared/contract/define.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { isFinished, type Task } from '#shared/model/task.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../providers/provider.ts';
import type { TaskHistory } from '../store/task-history.ts';
import { endOf } from './task-group.ts';
import type { TaskTracker } from './task-tracker.ts';

export interface TaskRecorderOptions {
  readonly tasks: TaskTracker;
  readonly history: TaskHistory;
  /** Whether tasks of this connection are of use after the program has ended. */
  readonly isKept: (connection: ConnectionId) => boolean;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** How long changes gather before they are written, milliseconds. Default 5 s. */
  readonly delayMs?: number;
}

/** Keeps finished tasks over a restart: puts back those of earlier runs at once, and writes down what is new. */
export class TaskRecorder {
  readonly #options: TaskRecorderOptions;
  readonly #stop: Disposer;
  #timer: Disposer | undefined;
  /** What is being written. */
  #writing: Promise<void> = Promise.resolve();

  constructor(options: TaskRecorderOptions) {
    this.#options = options;
    const { tasks, history } = options;
    tasks.restore(history.take().filter(({ connection }) => options.isKept(connection)));
    let listening = false;
    this.#stop = tasks.watch({
      put: (task) => {
        if (listening && isFinished(task) && options.isKept(task.connection)) this.#later();
      },
      remove: () => this.#later(),
    });
    listening = true;
  }

  /** Writes now what waits to be written, and resolves when nothing is being written. What cannot be written is logged. */
  flush(): Promise<void> {
    if (this.#timer !== undefined) {
      this.#timer();
      this.#timer = undefined;
      this.#writing = Promise.all([this.#writing, this.#write()]).then(() => undefined);
    }
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { tasks, history, isKept, log } = this.#options;
    const finished: Task[] = [];
    for (const task of tasks.all())
      if (isFinished(task) && isKept(task.connection)) finished.push(task);
    finished.sort((one, other) => endOf(other) - endOf(one));
    try {
      await history.save(finished);
    } catch (error) {
      log.warn('The history of tasks cannot be written', { error });
    }
  }

  async close(): Promise<void> {
    this.#stop();
    await this.flush();
  }

  #later(): void {
    const { clock, delayMs = 5000 } = this.#options;
    this.#timer ??= clock.after(delayMs, () => void this.flush());
  }
}
