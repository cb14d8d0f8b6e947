import type { MorefError } from '#shared/model/error.ts';

/** Directories lift a lock after some minutes; asking sooner would prolong it. */
const lockMs = 300_000;

/**
 * What a refused login adds to its error where the server says that the account is locked: the password may be right, and waiting helps.
 * @param text the server's own words
 */
export function lockedForNow(text: string): Pick<MorefError, 'retryable' | 'retryAfterMs'> {
  return /\block(?:ed|out)\b/i.test(text) ? { retryable: true, retryAfterMs: lockMs } : {};
}
