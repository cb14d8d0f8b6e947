import type { Surroundings, SurroundingsChange } from '#shared/model/surroundings.ts';
import type { Log } from '../providers/provider.ts';

export interface SurroundingsOptions {
  /** Servers may be reachable again, or connections be gone without a word. */
  readonly wake: () => void;
  readonly log: Log;
}

/** What the core knows of the computer that it runs on: as far as its host, and the pages, tell. */
export class KnownSurroundings {
  readonly #options: SurroundingsOptions;
  #now: Surroundings = { suspended: false, onBattery: false, offline: false };

  constructor(options: SurroundingsOptions) {
    this.#options = options;
  }

  get now(): Surroundings {
    return this.#now;
  }

  change(change: SurroundingsChange): void {
    const before = this.#now;
    this.#now = { ...before, ...change };
    const { suspended, onBattery, offline } = this.#now;
    if (
      suspended === before.suspended &&
      onBattery === before.onBattery &&
      offline === before.offline
    )
      return;
    this.#options.log.info('The surroundings changed', { suspended, onBattery, offline });
    const awake = before.suspended && !suspended;
    const online = before.offline && !offline;
    if (awake || online) this.#options.wake();
  }
}
