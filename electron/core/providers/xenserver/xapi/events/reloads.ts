import type { XapiEvent } from './event-consumer.ts';

/**
 * Classes that are loaded again while the events of all others go on. What is reported of such a class meanwhile waits for its load: it may be
 * newer than what that brings.
 */
export class Reloads {
  readonly #waiting = new Map<string, XapiEvent[]>();
  #running: Promise<unknown> = Promise.resolve();

  has(owner: string): boolean {
    return this.#waiting.has(owner);
  }

  /**
   * @param load must not reject
   * @param then takes what was reported meanwhile
   */
  begin(
    owner: string,
    load: () => Promise<void>,
    then: (events: readonly XapiEvent[]) => Promise<void>,
  ): void {
    this.#waiting.set(owner, []);
    const run = async (): Promise<void> => {
      await load();
      const events = this.#waiting.get(owner) ?? [];
      this.#waiting.delete(owner);
      if (events.length > 0) await then(events);
    };
    this.#running = Promise.allSettled([this.#running, run()]);
  }

  /** Keeps those of classes that are being loaded. @returns the others */
  hold(events: readonly XapiEvent[]): readonly XapiEvent[] {
    if (this.#waiting.size === 0) return events;
    return events.filter((event) => {
      const waiting = this.#waiting.get(event.class);
      waiting?.push(event);
      return waiting === undefined;
    });
  }

  /** Resolves when none is under way any more. */
  async settled(): Promise<void> {
    await this.#running;
    this.#waiting.clear();
  }
}
