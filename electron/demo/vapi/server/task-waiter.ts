import type { Estate } from '../../estate/estate.ts';
import type { Task } from '../../tasks/task.ts';

/** Waits for tasks of the engine: most operations answer only when their task is done. */
export class TaskWaiter {
  readonly #waiting = new Map<Task, (() => void)[]>();
  readonly #stop: () => void;

  constructor(estate: Estate) {
    this.#stop = estate.listen({
      changed: (object, path) => {
        if (object.type === 'Task' && path === 'info.completeTime') {
          this.#ended(object as Task);
        }
      },
      created: () => undefined,
      destroyed: () => undefined,
    });
  }

  /** Resolves when the task has ended, well or badly; rejects when the client hangs up before. */
  async ended(task: Task, signal: AbortSignal): Promise<void> {
    if (task.completeTime !== undefined) {
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const stop = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', stop, { once: true });
      const resolvers = this.#waiting.get(task) ?? [];
      this.#waiting.set(task, resolvers);
      resolvers.push(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
    });
  }

  close(): void {
    this.#stop();
    this.#waiting.clear();
  }

  #ended(task: Task): void {
    const resolvers = this.#waiting.get(task) ?? [];
    this.#waiting.delete(task);
    for (const resolve of resolvers) {
      resolve();
    }
  }
}
