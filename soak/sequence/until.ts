import { realTime } from '../time/install.ts';

/** Waits for a condition, looking every so often. @throws Error that says what was waited for */
export async function until(
  condition: () => boolean,
  what: string,
  ms: number,
  everyMs = 400,
): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited ${ms / 1000} s for ${what}.`);
    await pause(everyMs);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

/**
 * The same in real time: for what the kernel does, such as notifying the other side that a socket was closed. Virtual seconds may pass in a
 * few real milliseconds.
 */
export async function untilReally(
  condition: () => boolean,
  what: string,
  ms: number,
): Promise<void> {
  const end = realTime.now() + ms;
  while (!condition()) {
    if (realTime.now() > end) throw new Error(`Waited ${ms / 1000} real seconds for ${what}.`);
    await new Promise<void>((resolve) => void realTime.setTimeout(resolve, 20));
  }
}
