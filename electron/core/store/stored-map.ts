import { nodeDisk, type Disk } from './disk.ts';
import { loadStored, type LoadedStored, type StoreFile } from './load-stored.ts';
import type { Stored, StoredForm } from './read-stored.ts';
import { prepareReplacement, type Replacement } from './replacement.ts';
import { digestOf } from './together.ts';
import { Turns } from './turns.ts';

/** From what a store holds to what it is to hold; the same object where nothing changes. @throws MorefException */
export type Change<V, H> = (stored: Stored<V, H>) => Stored<V, H>;

export interface StoredMapOptions<V, H> extends StoreFile {
  readonly form: StoredForm<V, H>;
  /** An entry as text on one line. Default: JSON. */
  readonly printEntry?: (entry: V) => string;
}

/** A change of one store that waits to be made together with those of others. */
export interface PlannedChange {
  readonly path: string;
  /** Resolves once nobody else changes this store. */
  takeTurn(): Promise<() => void>;
  /** @throws MorefException, and nothing has happened */
  prepare(): Promise<PreparedChange>;
}

export interface PreparedChange extends Replacement {
  readonly path: string;
  /** What stands beside the file; absent where nothing is to be written. */
  readonly written?: { readonly disk: Disk; readonly digest: string };
  /** After `commit`: puts the file back to what it was. */
  takeBack(): Promise<void>;
  /** What is on disk is true from now on. */
  believe(): void;
}

interface Waiting<V, H> {
  readonly change: Change<V, H>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Entries by key that are kept in a file: written first, believed then. What a reader sees is on disk; a change that could not be
 * written is refused and has not happened. The file is replaced as a whole, and can be read by its owner alone.
 */
export class StoredMap<V, H = object> {
  readonly #options: StoredMapOptions<V, H>;
  readonly #disk: Disk;
  readonly #turns = new Turns();
  readonly #written: boolean;
  readonly #intact: boolean;
  #stored: Stored<V, H>;
  #waiting: Waiting<V, H>[] = [];

  private constructor(options: StoredMapOptions<V, H>, loaded: LoadedStored<V, H>) {
    this.#options = options;
    this.#disk = options.disk ?? nodeDisk;
    this.#stored = { entries: loaded.entries, head: loaded.head };
    this.#written = loaded.written;
    this.#intact = loaded.intact;
  }

  /** Whatever is on the disk: it starts. See `loadStored`. */
  static async load<V, H>(options: StoredMapOptions<V, H>): Promise<StoredMap<V, H>> {
    const loaded = await loadStored(options, options.form);
    const map = new StoredMap(options, loaded);
    // Written anew at once, without what was kept aside: the next start has nothing to report of it.
    if (loaded.written && !loaded.intact)
      await map.change((stored) => ({ ...stored })).catch(() => undefined);
    return map;
  }

  get entries(): ReadonlyMap<string, V> {
    return this.#stored.entries;
  }

  get head(): H {
    return this.#stored.head;
  }

  /** Whether all that was ever kept is here: nothing fell when it was read. */
  get intact(): boolean {
    return this.#intact;
  }

  /**
   * Resolves when the change is on disk. Changes that come while one is written share the next writing.
   * @throws MorefException in words, and nothing has changed
   */
  change(change: Change<V, H>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
      if (this.#waiting.length === 1) void this.#makeWaiting();
    });
  }

  /** A change to be made by `changeTogether`. */
  plan(change: Change<V, H>): PlannedChange {
    return {
      path: this.#options.path,
      takeTurn: () => this.#turns.take(),
      prepare: () => this.#prepare(change),
    };
  }

  /** Resolves when nothing waits to be written. */
  async settled(): Promise<void> {
    (await this.#turns.take())();
  }

  async #makeWaiting(): Promise<void> {
    const done = await this.#turns.take();
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      await this.#make((stored) => batch.reduce((next, { change }) => change(next), stored));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error);
      // One of them may be what cannot be written: the others are no worse for it.
      for (const { change, resolve, reject } of batch)
        await this.#make(change).then(resolve, reject);
    } finally {
      done();
    }
  }

  async #make(change: Change<V, H>): Promise<void> {
    const prepared = await this.#prepare(change);
    try {
      await prepared.commit();
    } catch (error) {
      await prepared.abandon();
      throw error;
    }
    prepared.believe();
  }

  async #prepare(change: Change<V, H>): Promise<PreparedChange> {
    const { path } = this.#options;
    const before = this.#stored;
    const next = change(before);
    const believe = (): void => {
      this.#stored = next;
    };
    if (!this.#written || next === before) return { ...nothingToWrite, path, believe };
    const text = this.#print(next);
    const replacement = await prepareReplacement(this.#disk, path, text);
    return {
      ...replacement,
      path,
      written: { disk: this.#disk, digest: digestOf(text) },
      believe,
      takeBack: async () =>
        (await prepareReplacement(this.#disk, path, this.#print(before))).commit(),
    };
  }

  /** A line for each entry: what is damaged later is damaged by the line. */
  #print({ entries, head }: Stored<V, H>): string {
    const { form, printEntry = (entry: V): string => JSON.stringify(entry) } = this.#options;
    const { version, container, keyOf } = form;
    const start = JSON.stringify({ version, ...head }).slice(0, -1);
    const lines = [...entries].map(([key, entry]) =>
      keyOf === undefined ? `${JSON.stringify(key)}:${printEntry(entry)}` : printEntry(entry),
    );
    const [open, close] = keyOf === undefined ? ['{', '}'] : ['[', ']'];
    return `${start},"${container}":${open}\n${lines.join(',\n')}\n${close}}\n`;
  }
}

const nothingToWrite = {
  commit: () => Promise.resolve(),
  abandon: () => Promise.resolve(),
  takeBack: () => Promise.resolve(),
};
