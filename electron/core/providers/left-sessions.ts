import type { LeftSession } from './provider.ts';

/** Sessions of before that stand on the server though nobody uses them, and the end of each through the present one. */
export class LeftSessions {
  readonly #end: (left: LeftSession) => Promise<boolean>;
  readonly #left = new Set<LeftSession>();

  /** @param end resolves with true once the server has been notified, whatever it said; never rejects */
  constructor(end: (left: LeftSession) => Promise<boolean>) {
    this.#end = end;
  }

  /** Those of which the server has not been notified. */
  get list(): readonly LeftSession[] {
    return [...this.#left];
  }

  /** Takes them over: they are ended now, or when `settle` is called. */
  take(left: readonly LeftSession[]): void {
    for (const one of left) this.#left.add(one);
    void this.settle();
  }

  /** Tries those that are left. */
  async settle(): Promise<void> {
    await Promise.all(
      this.list.map(async (one) => {
        if (await this.#end(one)) this.#left.delete(one);
      }),
    );
  }
}
