import type { MorefError } from '#shared/model/error.ts';

/** How a console ended that nobody closed. */
export interface LineEnd {
  readonly error?: MorefError | undefined;
  /** The server ends consoles after so many seconds in which nothing is typed. */
  readonly idleSeconds?: number | undefined;
  /** Since something was typed or the console was opened, milliseconds. */
  readonly stillMs: number;
}

/** What follows: another try by itself, or somebody has to ask for it. */
export type AfterEnd = 'again' | 'idle' | 'stop';

/** Clocks and what is on the way: a server that counts to 60 ends it a little before or after that. */
const idleShare = 0.9;

export function afterEnd({ error, idleSeconds, stillMs }: LineEnd): AfterEnd {
  if (error === undefined || error.kind === 'unreachable') {
    const wasIdle = idleSeconds !== undefined && stillMs >= idleSeconds * 1000 * idleShare;
    return wasIdle ? 'idle' : 'again';
  }
  return error.retryable === true ? 'again' : 'stop';
}

const firstMs = 250;
const longestMs = 4000;

/** How long to wait before the next try, milliseconds; the first comes almost at once, since a machine that moves is there again in a moment. */
export function pauseBefore(attempt: number): number {
  return Math.min(firstMs * 2 ** attempt, longestMs);
}

/** One that stood for so long has recovered: the next loss is the first again. */
export const recoveredMs = 10_000;
