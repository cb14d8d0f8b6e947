import { readFileSync } from 'node:fs';
import process from 'node:process';

/** What a process did in a stretch of time, milliseconds. */
export interface Share {
  /** It ran. */
  readonly ran: number;
  /** It could have run, and others did; undefined where the system does not tell. */
  readonly waited: number | undefined;
}

/**
 * How much of the machine this process has had since it was called: whether something was late, or kept waiting by the machine. Of its main
 * thread, which is the one that answers.
 */
export function measureShare(): () => Share {
  const before = waitedForProcessorMs();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    const now = waitedForProcessorMs();
    const waited = now === undefined || before === undefined ? undefined : now - before;
    return { ran: (user + system) / 1000, waited };
  };
}

/**
 * How long this process's main thread could have run while others did, milliseconds since it was started: from the Linux kernel's scheduler,
 * which says nanoseconds run, nanoseconds waited, times run. Undefined where the system does not tell.
 */
export function waitedForProcessorMs(): number | undefined {
  try {
    const [, waited] = readFileSync('/proc/self/schedstat', 'utf8').split(' ');
    return Number(waited) / 1e6;
  } catch {
    return undefined;
  }
}

/** In words, for the report of a failure. */
export function describeShare({ ran, waited }: Share): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const queue = waited === undefined ? '' : ` and waited ${seconds(waited)} for a processor`;
  return `this process ran ${seconds(ran)}${queue} meanwhile`;
}
