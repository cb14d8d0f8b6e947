/** First wait, and the longest, before a part of a session is tried again, milliseconds. */
const firstMs = 1000;
const longestMs = 30_000;

export interface BackOff {
  /** The longest wait, milliseconds. */
  readonly mostMs?: number;
  readonly random?: () => number;
}

/**
 * How long to wait after so many failures in a row (from 1) of one part of a session: doubling up to 30 s, so that it is there within
 * a minute of when it can be, half of it left to chance, so that the parts of forty sessions do not come back in the same second.
 */
export function partBackOffMs(
  failures: number,
  { mostMs = longestMs, random = Math.random }: BackOff = {},
): number {
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}
