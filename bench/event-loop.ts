/** Measures for how long the event loop could not run anything else. */
export interface EventLoopWatch {
  /** The longest block so far, in milliseconds. */
  stop(): Block;
}

export interface Block {
  readonly ms: number;
  /** What the thread worked in it: on a machine that others use, too, the rest is time that it was not given. */
  readonly cpuMs: number;
}

/**
 * A timer of one millisecond that notes how late it fires. A histogram of perf_hooks would round to its resolution and miss a block
 * that ends the run.
 */
export function watchEventLoop(): EventLoopWatch {
  let last = performance.now();
  let worked = threadCpu();
  let longest = 0;
  let cpuMs = 0;
  const note = (): void => {
    const now = performance.now();
    const cpu = threadCpu();
    longest = Math.max(longest, now - last - 1);
    cpuMs = Math.max(cpuMs, cpu - worked);
    last = now;
    worked = cpu;
  };
  const timer = setInterval(note, 1);
  return {
    stop: () => {
      clearInterval(timer);
      note();
      return { ms: Math.max(0, longest), cpuMs };
    },
  };
}

/** CPU time of this thread, milliseconds. */
function threadCpu(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Starts a count of the CPU time of this process, all its threads included; call what it returns to read it, in milliseconds. */
export function watchCpu(): () => number {
  const started = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
}

/** Bytes on the JavaScript heap that are in use after a full collection; needs --expose-gc. */
export function heapInUse(): number {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
