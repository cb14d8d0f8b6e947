/** Waiting times between tries, milliseconds. */
export interface BackoffOptions {
  readonly firstMs: number;
  readonly maxMs: number;
}

export const defaultBackoff: BackoffOptions = { firstMs: 1000, maxMs: 30_000 };

/**
 * How long to wait before try number `attempt` (from 0): doubling up to the maximum, and between half and all of it by chance,
 * so that many programs do not return to a restarted server in the same second.
 */
export function backoffMs(attempt: number, random: number, options: BackoffOptions): number {
  const full = Math.min(options.maxMs, options.firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(full / 2 + (full / 2) * random);
}
