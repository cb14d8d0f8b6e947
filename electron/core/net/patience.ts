import { BOUNDS } from './bounds.ts';

/**
 * How long an answer is waited for that may take minutes to compute, milliseconds to its first byte. Nothing tells a server that computes
 * from a connection that is dead: so it is little at first, and twice as much after each try in vain.
 */
export function slowAnswerMs(triesInVain: number): number {
  return Math.min(BOUNDS.slowMs * 2 ** Math.min(triesInVain, 10), BOUNDS.slowestMs);
}

/**
 * How long the answer of a long poll may be late, beyond what the server may hold it back, milliseconds. After a failure the server may
 * still be held up by the poll of before, to the end of its wait.
 */
export function latePollMs(triesInVain: number): number {
  return triesInVain === 0 ? 15_000 : BOUNDS.quickMs;
}
