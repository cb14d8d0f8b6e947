import { useSyncExternalStore } from 'react';

interface Ticker {
  /** The time of the last tick; milliseconds since 1970. */
  readonly now: () => number;
  /** Calls the listener at each tick. Returns what ends it. */
  readonly listen: (listener: () => void) => () => void;
}

const seconds = ticker(1000);
const hours = ticker(3_600_000);

/** The time, once a second, in milliseconds since 1970. One timer serves all; none runs while nobody looks. */
export function useNow(): number {
  return useSyncExternalStore(seconds.listen, seconds.now);
}

/** The time, once an hour, in milliseconds since 1970: for what counts days, and is drawn in many places. */
export function useHour(): number {
  return useSyncExternalStore(hours.listen, hours.now);
}

/** Calls the listener once a second. Returns what ends it. */
export function everySecond(listener: () => void): () => void {
  return seconds.listen(listener);
}

function ticker(everyMs: number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now = Date.now();
  const tick = (): void => {
    now = Date.now();
    for (const one of listeners) one();
  };
  const listen = (listener: () => void): (() => void) => {
    listeners.add(listener);
    if (timer === undefined) {
      now = Date.now();
      timer = setInterval(tick, everyMs);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };
  return { now: () => now, listen };
}
