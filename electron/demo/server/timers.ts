/** What is to be done after a while, as long as the server is not closed. */
export class Timers {
  readonly #running = new Set<NodeJS.Timeout>();

  start(seconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      act();
    }, seconds * 1000);
    this.#running.add(timer);
  }

  close(): void {
    for (const timer of this.#running) {
      clearTimeout(timer);
    }
  }
}
