/** How long the end of a session waits for what has begun, milliseconds. */
const grace = 5000;

/** The operations of a session that were sent, and have not come to their end. */
export class BegunOperations {
  readonly #closed = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  /** For the requests of one operation, and of no other: by it is known whether anything of the operation was sent. */
  signal(): AbortSignal {
    return AbortSignal.any([this.#closed.signal]);
  }

  follow<T>(operation: Promise<T>): Promise<T> {
    const running = operation.then(
      () => undefined,
      () => undefined,
    );
    this.#running.add(running);
    void running.then(() => this.#running.delete(running));
    return operation;
  }

  /** Waits a few seconds for what is under way; what is not done by then is given up. Never throws. */
  async end(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, grace);
    });
    await Promise.race([Promise.all(this.#running), late]);
    clearTimeout(timer);
    this.#closed.abort();
  }
}
