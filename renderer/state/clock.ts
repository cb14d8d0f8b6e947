import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

/** The time, once a second, in milliseconds since 1970. One timer serves all; none runs while nobody looks. */
export function useNow(): number {
  return useSyncExternalStore(everySecond, () => now);
}

/** Calls the listener once a second. Returns what ends it. */
export function everySecond(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const one of listeners) one();
    }, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
