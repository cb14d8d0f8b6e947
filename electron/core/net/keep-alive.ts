/** Timers as an argument, so that tests need not wait. */
export interface Timers {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Node's timers, which do not keep the process alive here. */
const NODE_TIMERS: Timers = {
  setTimeout: (callback, ms) => setTimeout(callback, ms).unref(),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/**
 * Calls `beat` every `intervalMs` until stopped. A failing beat is not reported: the next real call will
 * meet the same trouble and has somebody to tell.
 * @returns stops it
 */
export function keepAlive(
  beat: () => Promise<unknown>,
  intervalMs: number,
  timers: Timers = NODE_TIMERS,
): () => void {
  let stopped = false;
  let handle: unknown;
  const schedule = (): void => {
    handle = timers.setTimeout(() => {
      void beat()
        .catch(() => undefined)
        .then(() => {
          if (!stopped) schedule();
        });
    }, intervalMs);
  };
  schedule();
  return () => {
    stopped = true;
    timers.clearTimeout(handle);
  };
}
