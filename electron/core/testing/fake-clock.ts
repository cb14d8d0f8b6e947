import type { Clock } from '../clock.ts';

/** A clock that stands until it is asked to go on. */
export interface FakeClock extends Clock {
  /** Goes on by so many milliseconds, running on the way what is due. */
  advance(ms: number): void;
  /** How many timers wait. */
  waiting(): number;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export function createFakeClock(start = 1_000_000, random = 0.5): FakeClock {
  const timers = new Set<Timer>();
  let now = start;
  const next = (until: number): Timer | undefined =>
    [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    random: () => random,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    waiting: () => timers.size,
    advance: (ms) => {
      const end = now + ms;
      for (let timer = next(end); timer !== undefined; timer = next(end)) {
        timers.delete(timer);
        now = timer.at;
        timer.run();
      }
      now = end;
    },
  };
}
