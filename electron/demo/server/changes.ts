/** A call that changes something, on its way through a simulated server. */
export interface Change {
  /** `VM.start`, `SetField`, `com.vmware.cis.tagging.tag.create`. */
  readonly method: string;
  /** 1 for the first since somebody watches. */
  readonly number: number;
}

/** Somebody who wants to be there when something changes, to cut the connection or to go away just then. */
export interface ChangeWatcher {
  /** Before it is done. Whatever is thrown keeps it from being done. */
  before?(change: Change): void;
  /** It is done, and not yet answered. */
  after?(change: Change): void;
}

/** Reports the calls that change something. */
export class Changes {
  readonly #watchers = new Map<ChangeWatcher, number>();

  /** Returns what ends it. */
  watch(watcher: ChangeWatcher): () => void {
    this.#watchers.set(watcher, 0);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  async around<T>(method: string, act: () => T | Promise<T>): Promise<T> {
    const watching = [...this.#watchers].map(([watcher, seen]) => {
      const number = seen + 1;
      this.#watchers.set(watcher, number);
      return { watcher, change: { method, number } };
    });
    for (const { watcher, change } of watching) {
      watcher.before?.(change);
    }
    const result = await act();
    for (const { watcher, change } of watching) {
      watcher.after?.(change);
    }
    return result;
  }
}
