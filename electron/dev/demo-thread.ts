import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DemoServers } from './core-thread.ts';

/** The demo estate's thread, started at the first wish. */
export class DemoThread {
  readonly #vms: number;
  #worker: Worker | undefined;
  #servers: Promise<DemoServers> | undefined;

  constructor(vms: number) {
    this.#vms = vms;
  }

  /** Rejects with what the estate failed with; the next wish then starts it anew. */
  servers(): Promise<DemoServers> {
    return (this.#servers ??= this.#start());
  }

  async close(): Promise<void> {
    this.#servers = undefined;
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #start(): Promise<DemoServers> {
    const worker = new Worker(new URL('demo-worker.ts', import.meta.url), {
      workerData: { vms: this.#vms },
    });
    this.#worker = worker;
    try {
      // Rejects if the thread fails first.
      const [servers] = (await once(worker, 'message')) as [DemoServers];
      // A fault of the estate is no reason to end everything.
      worker.on('error', (error) => {
        process.stderr.write(`The demo estate ended: ${error.stack ?? error.message}\n`);
        this.#servers = undefined;
      });
      return servers;
    } catch (error) {
      this.#servers = undefined;
      throw error;
    }
  }
}
