const LONGEST_MS = 15_000;

/** How a long poll went. */
export interface PollOutcome {
  /** The answer brought a marker that was not there before. */
  readonly moved: boolean;
  /** How long the server was asked to wait for updates, and how long it took. */
  readonly waitMs: number;
  readonly tookMs: number;
}

/**
 * Sees to it that a long poll is one: a server that answers at once that there is nothing new, or that names the same marker again and
 * again, is asked ever more seldom instead of without end.
 */
export class PollPace {
  readonly #breathMs: number;
  #idle = 0;

  /** @param breathMs the pause after an answer, so that changes batch */
  constructor(breathMs: number) {
    this.#breathMs = breathMs;
  }

  /** Milliseconds to wait before the server is asked again. */
  after({ moved, waitMs, tookMs }: PollOutcome): number {
    // Half: a proxy between may end a wait early.
    if (moved || tookMs >= waitMs / 2) {
      this.#idle = 0;
      return moved ? this.#breathMs : 0;
    }
    this.#idle += 1;
    return Math.min(LONGEST_MS, Math.max(this.#breathMs, 50) * 2 ** this.#idle);
  }
}
