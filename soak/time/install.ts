import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import promises from 'node:timers/promises';
import { promisify } from 'node:util';
import { skipIdleTime } from './skip-idle.ts';
import { VirtualTime } from './virtual-time.ts';

/** For whom things are done: a timer belongs to whoever was at work when it was started. */
export const owner = new AsyncLocalStorage<string>();

/** The system's own time, for what must not be moved on. */
export const realTime = { date: Date, now: performance.now.bind(performance), setTimeout };

interface WaitOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/**
 * Puts virtual time in the place of this process's timers and clocks: those of its own code, of Node's modules as they are imported,
 * and of the libraries. Sockets keep the kernel's. Once a process.
 */
export function installVirtualTime(): VirtualTime {
  const time = new VirtualTime({ real: realTime.now, owner: () => owner.getStore() });
  const start =
    (repeats: boolean) =>
    (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
      time.start(
        AsyncResource.bind(() => run(...args)),
        ms ?? 1,
        repeats,
      );
  const stop = (timer: unknown): void => time.stop(timer);
  const wait = waiting(start(false), stop);
  const setTimeout = Object.assign(start(false), { [promisify.custom]: wait });
  const all = {
    setTimeout,
    clearTimeout: stop,
    setInterval: start(true),
    clearInterval: stop,
  };
  Object.assign(globalThis, all);
  Object.assign(timers, all);
  Object.assign(promises, { setTimeout: wait });
  syncBuiltinESMExports();
  installClocks(time, setTimeout);
  skipIdleTime(time);
  return time;
}

/** `setTimeout` of node:timers/promises. */
function waiting(
  start: (run: () => void, ms?: number) => { unref(): unknown },
  stop: (timer: unknown) => void,
) {
  return (ms?: number, value?: unknown, { signal, ref }: WaitOptions = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        stop(timer);
        reject(new DOMException('The operation was aborted', 'AbortError'));
      };
      const done = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      };
      const timer = start(done, ms);
      if (ref === false) timer.unref();
      if (signal?.aborted === true) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
}

function installClocks(
  time: VirtualTime,
  setTimeout: (run: () => void, ms: number) => { unref(): unknown },
): void {
  const origin = realTime.date.now() - realTime.now();
  const now = (): number => Math.floor(origin + time.now());
  class VirtualDate extends realTime.date {
    constructor(...args: readonly unknown[]) {
      if (args.length === 0) super(now());
      else super(...(args as [number]));
    }
    static override now(): number {
      return now();
    }
  }
  Object.assign(globalThis, { Date: VirtualDate });
  Object.assign(performance, { now: () => time.now() });
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    const late = (): void => controller.abort(new DOMException('timed out', 'TimeoutError'));
    // As in Node it is nobody's: it keeps nothing alive, and ends by itself.
    owner.exit(() => void setTimeout(late, ms).unref());
    return controller.signal;
  };
}
