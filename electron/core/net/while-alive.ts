import { isNoAnswer, TimeoutError, UnreachableError } from './errors.ts';

export interface AliveOptions {
  /** Asks the server something that it has at hand. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
  /** From one such question to the next, milliseconds. */
  readonly everyMs: number;
  /** The caller's. */
  readonly signal: AbortSignal;
}

/**
 * Waits for what may take long for as long as the server answers something else meanwhile: so that one that computes is waited for, and one
 * that is gone is not.
 * @param run calls `begun` when the answer begins to come: from then on it is waited for by its own pace
 * @throws what `run` throws; UnreachableError where the server does not answer the other either
 */
export async function whileAlive<T>(
  run: (signal: AbortSignal, begun: () => void) => Promise<T>,
  { ask, everyMs, signal }: AliveOptions,
): Promise<T> {
  const over = new AbortController();
  let lost: unknown;
  const either = AbortSignal.any([signal, over.signal]);
  const timer = setInterval(() => {
    ask(either).catch((error: unknown) => {
      // Whatever else it says, it is there.
      if (over.signal.aborted || !isNoAnswer(error)) return;
      lost = asLoss(error);
      over.abort();
    });
  }, everyMs);
  try {
    return await run(either, () => clearInterval(timer));
  } catch (error) {
    throw lost ?? error;
  } finally {
    clearInterval(timer);
    over.abort();
  }
}

/** What was asked beside says nothing of how long the answer takes that is waited for. */
function asLoss(error: unknown): unknown {
  return error instanceof TimeoutError
    ? new UnreachableError(error.text, 'ETIMEDOUT', { cause: error })
    : error;
}
