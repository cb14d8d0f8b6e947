import { refType, type ConnectionId, type Ref } from '#shared/model/reference.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import type { UnreadObjects } from '#shared/model/view.ts';
import { inSlices, type Slices } from '../../in-slices.ts';
import { typesWith } from './native-types.ts';
import { cachedPath, readPath } from './read-path.ts';
import type { QuerySource } from '../source.ts';

export interface BulkReadsOptions {
  readonly sources: readonly QuerySource[];
  /** What a filter or an order needs, as it was written. */
  readonly paths: readonly (readonly string[])[];
  /** They are to be read; otherwise they are counted. */
  readonly read: boolean;
  breathe(): Promise<void>;
  /** Called when it is known how many there are, and from time to time while they are read. */
  changed(): void;
  /** Objects whose value is known now. */
  known(connection: ConnectionId, refs: readonly Ref[]): void;
}

interface Wanted {
  readonly source: QuerySource;
  readonly ref: Ref;
  /** From the object, without a type before it. */
  readonly path: readonly string[];
  /** What the server is asked for. */
  readonly read: string;
}

/** Properties that are read at once, and objects between two reports. */
const parallel = 8;
const reported = 64;

/**
 * What a filter or an order asks of objects whose property is not cached: how many there are, and, when the user wants it, their values,
 * read a few at a time. Kept as long as the view is open, as they were when they were read.
 */
export class BulkReads {
  readonly #options: BulkReadsOptions;
  readonly #values = new Map<string, PropertyValue>();
  readonly #abort = new AbortController();
  readonly #ready: Promise<void>;
  #wanted: readonly Wanted[] = [];
  #done = 0;
  #counted = false;

  constructor(options: BulkReadsOptions) {
    this.#options = options;
    this.#ready = this.#run();
  }

  /** Undefined where everything that is needed is cached. */
  get unread(): UnreadObjects | undefined {
    const objects = this.#wanted.length;
    if (objects === 0) return undefined;
    return this.#options.read ? { objects, done: this.#done } : { objects };
  }

  /** Whether it is known for how many objects something has to be read. */
  get counted(): boolean {
    return this.#counted;
  }

  value(connection: ConnectionId, ref: Ref, path: readonly string[]): PropertyValue | undefined {
    return this.#values.size === 0 ? undefined : this.#values.get(keyOf(connection, ref, path));
  }

  /** Resolves when all that is wanted has been counted, and read where it is to be read. */
  settled(): Promise<void> {
    return this.#ready;
  }

  close(): void {
    this.#abort.abort();
  }

  async #run(): Promise<void> {
    const { read } = this.#options;
    const { signal } = this.#abort;
    const wanted = await this.#count({ breathe: () => this.#options.breathe(), signal });
    if (signal.aborted) return;
    this.#wanted = wanted;
    this.#counted = true;
    this.#options.changed();
    if (!read) return;
    for (let from = 0; from < wanted.length && !signal.aborted; from += reported) {
      const some = wanted.slice(from, from + reported);
      await this.#readAll(some);
      this.#report(some);
    }
  }

  async #count(slices: Slices): Promise<readonly Wanted[]> {
    const found: Wanted[] = [];
    for (const source of this.#options.sources)
      for (const asked of this.#options.paths) {
        const { types, path } = typesWith(source, asked);
        if (![...types.values()].some(({ read }) => read !== undefined)) continue;
        await inSlices([...source.inventory.rows()], slices, ({ ref }) => {
          const read = types.get(refType(ref))?.read;
          const properties = source.inventory.object(ref)?.properties;
          if (read === undefined || properties === undefined) return;
          if (cachedPath(properties, path) === undefined) found.push({ source, ref, path, read });
        });
      }
    return found;
  }

  async #readAll(wanted: readonly Wanted[]): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let one = wanted[next++]; one !== undefined; one = wanted[next++]) await this.#read(one);
    };
    await Promise.all(Array.from({ length: parallel }, worker));
  }

  /** What cannot be read has no value: the cell says why, when somebody looks at it. */
  async #read({ source, ref, path, read }: Wanted): Promise<void> {
    try {
      const { value } = await source.read(ref, read, this.#abort.signal);
      const found = value === undefined ? undefined : readPath({ [read]: value }, path);
      if (found !== undefined) this.#values.set(keyOf(source.id, ref, path), found);
    } catch {
      // One object that is gone, or not for this account, must not end the reading of all others.
    }
  }

  #report(wanted: readonly Wanted[]): void {
    if (this.#abort.signal.aborted) return;
    this.#done += wanted.length;
    const bySource = Map.groupBy(wanted, ({ source }) => source.id);
    for (const [id, some] of bySource)
      this.#options.known(
        id,
        some.map(({ ref }) => ref),
      );
    this.#options.changed();
  }
}

function keyOf(connection: ConnectionId, ref: Ref, path: readonly string[]): string {
  return `${connection}/${ref} ${path.join('.')}`;
}
