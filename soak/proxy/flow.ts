/** How fast bytes go; shared by all connections of a proxy. */
export interface Pace {
  /** What every piece waits for, milliseconds. */
  delayMs: number;
  bytesPerSecond: number;
}

/** One way of a connection: keeps the order of what it delays. */
export class Flow {
  readonly #pace: Pace;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** One for each timer, in order: timers for the same moment may fire in any. */
  readonly #waiting: (() => void)[] = [];
  #freeAt = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Does it when so many bytes have had their time, after all that was given before. */
  pass(bytes: number, act: () => void): void {
    const now = performance.now();
    const { delayMs, bytesPerSecond } = this.#pace;
    const takes = Number.isFinite(bytesPerSecond) ? (bytes / bytesPerSecond) * 1000 : 0;
    this.#freeAt = Math.max(now + delayMs, this.#freeAt) + takes;
    if (this.#freeAt <= now && this.#timers.size === 0) {
      act();
      return;
    }
    this.#waiting.push(act);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#waiting.shift()?.();
    }, this.#freeAt - now);
    this.#timers.add(timer);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
