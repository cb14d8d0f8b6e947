/** Everything that waits in a pool; with the pool it ends. */
export class Waits {
  readonly #closed = new AbortController();

  /** Rejects when one of the signals aborts, or the pool closes. */
  wait(milliseconds: number, signals: readonly AbortSignal[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const all = [this.#closed.signal, ...signals];
      const end = (): void => {
        clearTimeout(timer);
        for (const signal of all) {
          signal.removeEventListener('abort', abort);
        }
      };
      const abort = (): void => {
        end();
        reject(new Error('The wait was ended.'));
      };
      const timer = setTimeout(() => {
        end();
        resolve();
      }, milliseconds);
      for (const signal of all) {
        signal.addEventListener('abort', abort);
      }
      if (all.some(({ aborted }) => aborted)) {
        abort();
      }
    });
  }

  close(): void {
    this.#closed.abort();
  }
}
