import type { Disposer } from '#shared/contract/define.ts';
import type { Clock } from '../clock.ts';

export interface SilenceOptions {
  readonly clock: Clock;
  /** How long a server may say nothing, milliseconds. */
  readonly allowedMs: number;
  /** It has been silent for longer. */
  readonly exceeded: () => void;
}

/** When a server was last heard, and whether that is too long ago. One timer serves any number of updates. */
export class Silence {
  readonly #options: SilenceOptions;
  #heardAt: number | undefined;
  #timer: Disposer | undefined;

  constructor(options: SilenceOptions) {
    this.#options = options;
  }

  /** Milliseconds since 1970; undefined before the first word. */
  get heardAt(): number | undefined {
    return this.#heardAt;
  }

  heard(): void {
    this.#heardAt = this.#options.clock.now();
  }

  /** From now on silence is reported; when the timer is due it looks when the last update came. */
  watch(): void {
    if (this.#timer !== undefined) return;
    const { clock, allowedMs, exceeded } = this.#options;
    const heardAt = this.#heardAt ?? clock.now();
    this.#timer = clock.after(Math.max(heardAt + allowedMs - clock.now(), 0), () => {
      this.#timer = undefined;
      if (clock.now() - (this.#heardAt ?? 0) >= allowedMs) exceeded();
      else this.watch();
    });
  }

  /** Silence is expected. */
  stop(): void {
    this.#timer?.();
    this.#timer = undefined;
  }

  /** Nothing was ever heard. */
  forget(): void {
    this.#heardAt = undefined;
  }
}
