import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { toMorefError } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { QuerySource } from '../source.ts';

/** What became of a property that was to be read. */
export type LazyValue = Pick<PropertyEntry, 'value' | 'missing'> | 'reading';

/** Properties that are read at once. */
const parallel = 6;

/** Reads properties that are not cached, of the objects that somebody looks at, a few at a time; each once. */
export class LazyReads {
  readonly #values = new Map<string, LazyValue>();
  readonly #queue: (() => Promise<void>)[] = [];
  readonly #abort = new AbortController();
  #running = 0;

  /** @param changed called when it has been read */
  get(source: QuerySource, ref: Ref, path: string, changed: () => void): LazyValue {
    const key = `${source.id}/${ref} ${path}`;
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    this.#values.set(key, 'reading');
    this.#queue.push(async () => {
      this.#values.set(key, await this.#read(source, ref, path));
      changed();
    });
    this.#next();
    return 'reading';
  }

  close(): void {
    this.#queue.length = 0;
    this.#abort.abort();
  }

  async #read(source: QuerySource, ref: Ref, path: string): Promise<LazyValue> {
    try {
      return await source.read(ref, path, this.#abort.signal);
    } catch (thrown) {
      const { native, kind } = toMorefError(thrown);
      return { missing: native?.type ?? kind };
    }
  }

  #next(): void {
    const read = this.#running < parallel ? this.#queue.shift() : undefined;
    if (read === undefined) return;
    this.#running += 1;
    void read().finally(() => {
      this.#running -= 1;
      this.#next();
    });
    this.#next();
  }
}
