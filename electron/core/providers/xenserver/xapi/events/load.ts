import type { Entry, EventSource } from './event-consumer.ts';

/** Answers under way at a time: enough to keep the server busy, few enough to keep memory small. */
const AT_A_TIME = 4;

/**
 * Loads all objects of some classes, a few classes at a time. The first failure ends the others.
 * @returns the classes that the server does not have
 */
export async function loadClasses(
  source: EventSource,
  classes: readonly string[],
  onRecords: (owner: string, entries: readonly Entry[]) => Promise<void> | void,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const queue = [...classes];
  const missing: string[] = [];
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const worker = async (): Promise<void> => {
    for (let owner = queue.shift(); owner !== undefined; owner = queue.shift()) {
      const name = owner;
      const exists = await source.streamRecords(name, (entries) => onRecords(name, entries), {
        signal: either,
      });
      if (!exists) missing.push(name);
    }
  };
  const workers = Array.from({ length: AT_A_TIME }, worker);
  try {
    await Promise.all(workers);
  } catch (error) {
    failed.abort();
    await Promise.allSettled(workers);
    throw error;
  }
  return missing;
}
