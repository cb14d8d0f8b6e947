import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Disposer } from '#shared/contract/define.ts';
import type { Port } from '#shared/link/message.ts';
import type { CoreStart, DemoServers, FromCore, Kept, ToCore } from './core-thread.ts';
import { joinPorts, workerPort } from './worker-port.ts';

export interface CoreSupervisorOptions {
  readonly dataFolder: string;
  /** Connect to the demo estate at the first start. */
  readonly demo: boolean;
  readonly demoServers: () => Promise<DemoServers>;
  readonly say: (text: string) => void;
}

/** A core that is still logging out of its servers after so long is ended all the same, milliseconds. */
const patience = 2000;

/**
 * Runs the core in a thread of its own and, when a source file has changed, another in its place: what was connected is connected
 * again, with the passwords that were held. A core that fails leaves its windows waiting for the next one.
 */
export class CoreSupervisor {
  readonly #options: CoreSupervisorOptions;
  #kept: Kept;
  #core: Worker | undefined;
  readonly #windows = new Set<Port>();
  /** Ends of windows that came while there was no core. */
  #waiting: MessagePort[] = [];
  #turn: Promise<void> = Promise.resolve();
  /** Restarts that have not begun: there is one at the most, whatever has changed meanwhile. */
  #due = false;
  #started = false;
  #closed = false;

  constructor(options: CoreSupervisorOptions) {
    this.#options = options;
    this.#kept = { passwords: [], open: [], demo: options.demo };
  }

  /** Serves the link of a window by this core or, if none runs, the next. */
  attach(window: Port): Disposer {
    const { port1, port2 } = new MessageChannel();
    const near = workerPort(port1);
    this.#windows.add(window);
    port1.on('close', () => this.#windows.delete(window));
    joinPorts(window, near);
    if (this.#core === undefined) this.#waiting.push(port2);
    else this.#send({ t: 'attach', port: port2 }, [port2]);
    return () => near.close();
  }

  /** Starts the core, anew if it runs. Resolves when it runs, or has failed and said why. */
  restart(): Promise<void> {
    if (!this.#due) {
      this.#due = true;
      this.#turn = this.#turn.then(() => this.#replace());
    }
    return this.#turn;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await this.#stop();
  }

  async #replace(): Promise<void> {
    this.#due = false;
    const again = this.#started;
    this.#started = true;
    const began = performance.now();
    await this.#stop();
    if (this.#closed) return;
    const ready = await this.#start();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (ready && again) this.#options.say(`The core runs anew, after ${seconds} s.`);
  }

  async #stop(): Promise<void> {
    const core = this.#core;
    if (core === undefined) return;
    this.#core = undefined;
    // Windows come back by themselves, and then wait here: they lose no time while the old core logs out.
    for (const window of this.#windows) window.close();
    this.#windows.clear();
    const ended = once(core, 'exit');
    core.removeAllListeners('message');
    core.postMessage({ t: 'stop' } satisfies ToCore);
    const timer = setTimeout(() => void core.terminate(), patience);
    await ended.catch(() => undefined);
    clearTimeout(timer);
  }

  /** Whether it runs. */
  #start(): Promise<boolean> {
    const { dataFolder, say } = this.#options;
    const core = new Worker(new URL('core-worker.ts', import.meta.url), {
      workerData: { dataFolder, kept: this.#kept } satisfies CoreStart,
    });
    this.#core = core;
    const waiting = this.#waiting.splice(0);
    for (const port of waiting) this.#send({ t: 'attach', port }, [port]);
    return new Promise((resolve) => {
      core.on('message', (message: FromCore) => {
        if (message.t === 'ready') resolve(true);
        else if (message.t === 'kept') this.#kept = { ...this.#kept, ...message.kept };
        else void this.#bringDemo();
      });
      core.on('error', (thrown) => {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        say(`The core ended; it starts again at the next change:\n${error.stack ?? error.message}`);
        if (this.#core === core) this.#core = undefined;
      });
      core.on('exit', () => {
        if (this.#core === core) this.#core = undefined;
        resolve(false);
      });
    });
  }

  async #bringDemo(): Promise<void> {
    try {
      this.#send({ t: 'demo', servers: await this.#options.demoServers() });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#send({ t: 'noDemo', message });
    }
  }

  #send(message: ToCore, transfer: readonly MessagePort[] = []): void {
    this.#core?.postMessage(message, transfer);
  }
}
