/** First wait, and the longest, before a part of a session is tried again, milliseconds. */
const firstMs = 1000;
const longestMs = 30_000;

/**
 * How long to wait after so many failures in a row (from 1) of one part of a session: doubling up to 30 s, so that it is there within
 * a minute of when it can be, half of it left to chance, so that the parts of forty sessions do not come back in the same second.
 */
export function partBackOffMs(failures: number, random: () => number = Math.random): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}
