import type { Disposer } from '#shared/contract/define.ts';

/** Time and chance, given from outside so that tests decide both. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the function once after so many milliseconds, unless disposed before. */
  after(ms: number, run: () => void): Disposer;
  /** At least 0 and less than 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
