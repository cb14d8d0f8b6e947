import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import type { Log } from '../../provider.ts';
import type { VapiClient } from '../vapi/client.ts';
import { hasLibraries, libraryUpdates, readLibraries } from './libraries.ts';
import { CisTaskFollower } from './tasks.ts';
import { hasTags, readAssociations, readCatalog } from './tags/read-tags.ts';
import { TagBook } from './tags/tag-book.ts';

export interface AutomationSink {
  apply(updates: readonly ObjectUpdate[]): Promise<void>;
  tasks(tasks: readonly ProviderTask[]): void;
}

export interface AutomationFollowerOptions {
  readonly client: VapiClient;
  readonly sink: AutomationSink;
  readonly log: Log;
  /** Tasks that arrive another way too are left out. */
  readonly ownTasksOnly?: boolean;
  /** How often each part is read, milliseconds. */
  readonly every?: Partial<Intervals>;
}

interface Intervals {
  readonly tags: number;
  readonly libraries: number;
  /** Of tasks, while none is under way; a second while one is. */
  readonly tasks: number;
}

const intervals: Intervals = { tags: 60_000, libraries: 300_000, tasks: 15_000 };
const busyTasksMs = 1000;
const longestMs = 300_000;
/** Every so many readings of the tags all of them are read anew, for names that were changed. */
const anewEvery = 5;

/**
 * Brings into a session what only the Automation API knows: tags, content libraries, cis tasks. It has no news, so it is read again and
 * again; a part that the server lacks, or that fails, leaves the others alone.
 */
export class AutomationFollower {
  readonly #options: AutomationFollowerOptions;
  readonly #tags = new TagBook();
  readonly #tasks: CisTaskFollower;
  #libraries: ReadonlyMap<Ref, Properties> = new Map();
  readonly #wake = new Set<() => void>();

  constructor(options: AutomationFollowerOptions) {
    this.#options = options;
    this.#tasks = new CisTaskFollower({
      client: options.client,
      // What vCenter's own services do is a task of vim25 as well.
      wanted: ({ service }) =>
        options.ownTasksOnly !== true || !service.startsWith('com.vmware.vcenter.'),
      now: () => Date.now(),
    });
  }

  /** Reads all parts, again and again, until the signal is aborted. Never throws. */
  async run(ended: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([ended]);
    // Each call under way listens to it, and there may be many.
    setMaxListeners(0, signal);
    const every = { ...intervals, ...this.#options.every };
    let readings = 0;
    await Promise.all([
      this.#again(
        'tags',
        signal,
        () => every.tags,
        hasTags,
        async () => {
          readings += 1;
          await this.#readTags(readings % anewEvery === 1, signal);
        },
      ),
      this.#again(
        'libraries',
        signal,
        () => every.libraries,
        hasLibraries,
        () => this.#readLibraries(signal),
      ),
      this.#again(
        'tasks',
        signal,
        () => (this.#tasks.busy ? busyTasksMs : every.tasks),
        hasTasks,
        async () => {
          const news = await this.#tasks.look(signal);
          if (news.length > 0) this.#options.sink.tasks(news);
        },
      ),
    ]);
  }

  /** What enters the cache, with the tags that are known. */
  complete(updates: readonly ObjectUpdate[]): readonly ObjectUpdate[] {
    return this.#tags.complete(updates);
  }

  /** A full set begins: what only this API knows has to enter again. */
  async resync(): Promise<void> {
    const libraries = libraryUpdates(new Map(), this.#libraries);
    await this.#options.sink.apply([...this.#tags.again(), ...libraries]);
  }

  /** A task that this session started. */
  started(id: string): Ref {
    const ref = this.#tasks.started(id);
    this.refresh();
    return ref;
  }

  /** Something was changed here: all parts are read now. */
  refresh(): void {
    for (const wake of this.#wake) wake();
  }

  async #readTags(anew: boolean, signal: AbortSignal): Promise<void> {
    const { client, sink } = this.#options;
    const catalog = await readCatalog(client, anew ? undefined : this.#tags.catalog, signal);
    const byObject = await readAssociations(client, [...catalog.tags.keys()], signal);
    const updates = this.#tags.take(catalog, byObject);
    // What is applied counts as news of the inventory: silence there must not be covered up.
    if (updates.length > 0) await sink.apply(updates);
  }

  async #readLibraries(signal: AbortSignal): Promise<void> {
    const { client, sink } = this.#options;
    const before = this.#libraries;
    this.#libraries = await readLibraries(client, before, signal);
    const updates = libraryUpdates(before, this.#libraries);
    if (updates.length > 0) await sink.apply(updates);
  }

  async #again(
    part: string,
    signal: AbortSignal,
    interval: () => number,
    there: (client: VapiClient) => Promise<boolean>,
    read: () => Promise<void>,
  ): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (await there(this.#options.client)) await read();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!signal.aborted)
          this.#options.log.info(`The ${part} could not be read by the Automation API`, { error });
      }
      await this.#pause(afterFailures(interval(), failures), signal);
    }
  }

  /** Waits, unless something wakes it. */
  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    this.#wake.add(wake);
    const either = AbortSignal.any([signal, woken.signal]);
    await wait(ms, undefined, { signal: either, ref: false }).catch(() => undefined);
    this.#wake.delete(wake);
  }
}

/** A server that is in trouble is asked ever less often: twice the interval, four times, to five minutes. */
export function afterFailures(interval: number, failures: number): number {
  return Math.max(interval, Math.min(interval * 2 ** failures, longestMs));
}

function hasTasks(client: VapiClient): Promise<boolean> {
  return client.discovery.has('com.vmware.cis.tasks');
}
