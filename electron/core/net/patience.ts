import { BOUNDS } from './bounds.ts';
import { ConnectFailure, TimeoutError } from './errors.ts';

/**
 * How long an answer is waited for that may take minutes to compute, milliseconds to its first byte. Nothing tells a server that computes
 * from a connection that is dead: so it is little at first, and twice as much after each try in vain.
 */
export function slowAnswerMs(triesInVain: number): number {
  return Math.min(BOUNDS.slowMs * 2 ** Math.min(triesInVain, 10), BOUNDS.slowestMs);
}

/** How long to wait for an answer. */
export interface AnswerLimits {
  readonly headersTimeoutMs: number;
  /** Absent where it is not asked for beside. */
  readonly repeatMs?: number;
}

/** Remembers for each thing that is asked for how often its answer was waited for in vain. */
export class Patience {
  readonly #vain = new Map<string, number>();

  /** Milliseconds to the first byte of the next answer. */
  ms(what: string): number {
    return slowAnswerMs(this.#vain.get(what) ?? 0);
  }

  /** Counts where the answer stayed away. */
  failed(what: string, error: unknown): void {
    if (wasSilent(error)) this.#vain.set(what, (this.#vain.get(what) ?? 0) + 1);
  }

  /** @param tookMs what takes as long as it did is waited for as long the next time */
  answered(what: string, tookMs = 0): void {
    if (tookMs < BOUNDS.slowMs) this.#vain.delete(what);
  }

  /** Asks for what changes nothing, for as long as it deserves by now; what stayed away before is asked for once more, beside. */
  async ask<T>(what: string, send: (limits: AnswerLimits) => Promise<T>): Promise<T> {
    const repeat = this.#vain.has(what) ? { repeatMs: BOUNDS.repeatMs } : {};
    const asked = performance.now();
    try {
      const answer = await send({ headersTimeoutMs: this.ms(what), ...repeat });
      this.answered(what, performance.now() - asked);
      return answer;
    } catch (error) {
      this.failed(what, error);
      throw error;
    }
  }
}

/**
 * How long the answer of a long poll may be late, beyond what the server may hold it back, milliseconds. After a failure the server may
 * still be held up by the poll of before, to the end of its wait.
 */
export function latePollMs(triesInVain: number): number {
  return triesInVain === 0 ? 15_000 : BOUNDS.quickMs;
}

/** True where a server that was reached did not answer in time; one that cannot be reached says nothing of how long it computes. */
export function wasSilent(error: unknown): boolean {
  return error instanceof TimeoutError && !(error.cause instanceof ConnectFailure);
}

/** Limits of what is said at parting, and does no harm when it is said twice: a logout. */
export interface Parting {
  readonly signal: AbortSignal;
  readonly repeatMs: number;
}

/** Three seconds in all. The connection at hand may be dead, and nobody will notice any more: so it is said on another one as well. */
export function parting(): Parting {
  return { signal: AbortSignal.timeout(3000), repeatMs: 1000 };
}
