import { setTimeout } from 'node:timers/promises';

/** Waits between two tries. @throws where the signal is aborted meanwhile */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return setTimeout(milliseconds, undefined, { signal });
}
