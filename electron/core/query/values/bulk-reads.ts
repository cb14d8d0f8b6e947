import {
  objectKey,
  type ConnectionId,
  type ObjectAddress,
  type Ref,
} from '#shared/model/reference.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import type { UnreadObjects } from '#shared/model/view.ts';
import type { QuerySource } from '../source.ts';
import { readPath } from './read-path.ts';

export interface BulkReadsOptions {
  /** They are to be read; otherwise they are counted. */
  readonly read: boolean;
  breathe(): Promise<void>;
  /** Called from time to time while they are read. */
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
 * What a filter, an order or a grouping asked of objects while they were looked at and is not cached: of how many, and, when the user wants
 * it, the values, read a few at a time. An object that something else decides about is not asked for. Values are kept as long as the view is
 * open, as they were when they were read.
 */
export class BulkReads {
  readonly #options: BulkReadsOptions;
  /** Null for what cannot be read. */
  readonly #values = new Map<string, PropertyValue | null>();
  /** By object: until it was read. */
  readonly #wanted = new Map<string, readonly Wanted[]>();
  /** Of those that are wanted: they are being read, or were. */
  readonly #asked = new Set<string>();
  readonly #done = new Set<string>();
  readonly #abort = new AbortController();
  #reading = false;

  constructor(options: BulkReadsOptions) {
    this.#options = options;
  }

  /** Undefined where everything that is needed is cached. */
  get unread(): UnreadObjects | undefined {
    const done = this.#done.size;
    const objects = done + this.#wanted.size;
    if (objects === 0) return undefined;
    return this.#options.read ? { objects, done } : { objects };
  }

  /** What was read; null while that is not so, and where it cannot be: from then on it is wanted. */
  value(
    source: QuerySource,
    ref: Ref,
    path: readonly string[],
    read: string,
  ): PropertyValue | null {
    const key = keyOf({ source, ref, path });
    const value = this.#values.get(key);
    if (value !== undefined) return value;
    const object = objectKey({ connection: source.id, ref });
    const wanted = this.#wanted.get(object) ?? [];
    if (wanted.some((one) => keyOf(one) === key)) return null;
    this.#done.delete(object);
    this.#asked.delete(object);
    this.#wanted.set(object, [...wanted, { source, ref, path, read }]);
    if (this.#options.read && !this.#reading) void this.#readAll();
    return null;
  }

  /** The object is gone, or looked at anew: what is wanted of it now follows from that. */
  forget(object: ObjectAddress): void {
    if (this.#wanted.size === 0) return;
    const key = objectKey(object);
    this.#wanted.delete(key);
    this.#asked.delete(key);
  }

  /** A server is gone. */
  forgetServer(connection: ConnectionId): void {
    for (const [object, [first]] of this.#wanted)
      if (first?.source.id === connection) this.#wanted.delete(object);
  }

  close(): void {
    this.#abort.abort();
  }

  async #readAll(): Promise<void> {
    const { signal } = this.#abort;
    this.#reading = true;
    await this.#options.breathe();
    for (let some = this.#next(); some.length > 0 && !signal.aborted; some = this.#next()) {
      await readInParallel(some, (wanted) => this.#readOne(wanted));
      if (signal.aborted) return;
      for (const wanted of some) this.#finish(wanted);
      for (const [id, ofServer] of Map.groupBy(some, ({ source }) => source.id))
        this.#options.known(
          id,
          ofServer.map(({ ref }) => ref),
        );
      this.#options.changed();
    }
    this.#reading = false;
  }

  /** What is wanted of some objects that are not asked for yet. */
  #next(): readonly Wanted[] {
    const next: Wanted[] = [];
    for (const [object, wanted] of this.#wanted) {
      if (next.length >= reported) break;
      if (this.#asked.has(object)) continue;
      this.#asked.add(object);
      next.push(...wanted.filter((one) => !this.#values.has(keyOf(one))));
    }
    return next;
  }

  #finish({ source, ref }: Wanted): void {
    const object = objectKey({ connection: source.id, ref });
    if (this.#wanted.get(object)?.every((one) => this.#values.has(keyOf(one))) === false) return;
    this.#wanted.delete(object);
    this.#asked.delete(object);
    this.#done.add(object);
  }

  /** What cannot be read has no value: the cell says why, when somebody looks at it. */
  async #readOne(wanted: Wanted): Promise<void> {
    const { source, ref, path, read } = wanted;
    const { signal } = this.#abort;
    // One object that is gone, or not for this account, must not end the reading of all others.
    const answer = await source.read(ref, read, signal).catch(() => undefined);
    if (signal.aborted) return;
    const value = answer?.value;
    const found = value === undefined ? undefined : readPath({ [read]: value }, path);
    this.#values.set(keyOf(wanted), found ?? null);
  }
}

async function readInParallel(
  wanted: readonly Wanted[],
  read: (wanted: Wanted) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let one = wanted[next++]; one !== undefined; one = wanted[next++]) await read(one);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

function keyOf({ source, ref, path }: Pick<Wanted, 'source' | 'ref' | 'path'>): string {
  return `${source.id}/${ref} ${path.join('.')}`;
}
