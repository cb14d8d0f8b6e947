/** What a timer is, as far as the libraries of this process use it. */
export interface Timer {
  ref(): Timer;
  unref(): Timer;
  hasRef(): boolean;
  /** Begins anew, with the same delay. */
  refresh(): Timer;
  close(): void;
}

interface Entry extends Timer {
  readonly id: number;
  readonly delayMs: number;
  readonly owner: string | undefined;
  readonly run: () => void;
  readonly repeats: boolean;
  /** Where it was started; its stack is written out when somebody asks. */
  readonly origin: Error;
  at: number;
  isRef: boolean;
}

export interface PendingTimer {
  readonly owner: string | undefined;
  readonly inMs: number;
  /** It keeps the process alive. */
  readonly isRef: boolean;
  /** The lines of the stack by which it was started. */
  readonly from: string;
}

export interface VirtualTimeOptions {
  /** Real time in milliseconds, never going back. */
  readonly real: () => number;
  /** Who starts a timer; reported by `pending`. */
  readonly owner?: () => string | undefined;
}

/**
 * Time that passes as real time does, but can be moved on: what waits for 30 s is tried in a fraction of it, by the same code. It
 * is moved on only while nothing happens (see skip-idle), so that a busy machine makes nothing late that would not be.
 */
export class VirtualTime {
  readonly #options: VirtualTimeOptions;
  readonly #entries = new Map<number, Entry>();
  #skipped = 0;
  #held = 0;
  #latest = 0;
  #ids = 0;

  constructor(options: VirtualTimeOptions) {
    this.#options = options;
  }

  /** Milliseconds on the clock of `real`, with what was skipped and without what was held. Never goes back. */
  now(): number {
    this.#latest = Math.max(this.#latest, this.#options.real() + this.#skipped - this.#held);
    return this.#latest;
  }

  /** So many milliseconds have passed in which nothing could be done: they do not count. */
  hold(ms: number): void {
    this.#held += Math.max(0, ms);
  }

  /** What was skipped so far, milliseconds. */
  get skipped(): number {
    return this.#skipped;
  }

  start(run: () => void, delayMs: number, repeats = false): Timer {
    const delay = Number.isFinite(delayMs) && delayMs >= 1 ? delayMs : 1;
    const id = (this.#ids += 1);
    const entries = this.#entries;
    const entry: Entry = {
      id,
      delayMs: delay,
      owner: this.#options.owner?.(),
      run,
      repeats,
      origin: new Error('started'),
      at: this.now() + delay,
      isRef: true,
      ref: () => {
        entry.isRef = true;
        return entry;
      },
      unref: () => {
        entry.isRef = false;
        return entry;
      },
      hasRef: () => entry.isRef,
      refresh: () => {
        entry.at = this.now() + delay;
        entries.set(id, entry);
        return entry;
      },
      close: () => void entries.delete(id),
    };
    entries.set(id, entry);
    return Object.defineProperty(entry, Symbol.toPrimitive, { value: () => id });
  }

  /** Ends a timer, given as what `start` returned or as its number. */
  stop(timer: unknown): void {
    if (typeof timer === 'number' || typeof timer === 'string') this.#entries.delete(Number(timer));
    else if (typeof timer === 'object' && timer !== null && 'id' in timer)
      this.#entries.delete(Number(timer.id));
  }

  /** Timers that are still to come, and who started them. */
  get pending(): readonly PendingTimer[] {
    const now = this.now();
    return [...this.#entries.values()].map(({ owner, at, isRef, origin }) => ({
      owner,
      inMs: at - now,
      isRef,
      get from() {
        return origin.stack ?? '';
      },
    }));
  }

  /** Moves on to the next timer, by so many milliseconds at the most. */
  skip(mostMs: number): void {
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#entries.values()) next = Math.min(next, at);
    if (next === Number.POSITIVE_INFINITY) return;
    this.#skipped += Math.max(0, Math.min(next - this.now(), mostMs));
  }

  /** Runs what is due, in order. What it starts is due at the next call at the earliest. */
  async runDue(): Promise<void> {
    const now = this.now();
    const due = [...this.#entries.values()].filter(({ at }) => at <= now);
    due.sort((a, b) => a.at - b.at || a.id - b.id);
    for (const entry of due) {
      // One that ran before may have ended or renewed it.
      if (this.#entries.get(entry.id) !== entry || entry.at > now) continue;
      if (entry.repeats) entry.at = now + entry.delayMs;
      else this.#entries.delete(entry.id);
      entry.run();
      await Promise.resolve();
    }
  }
}
