import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { setMaxListeners } from 'node:events';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { LackingPart, SessionPart } from '#shared/model/session-part.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import { PolledPart, type PolledPartOptions } from '../polled-part.ts';
import type { Log } from '../../provider.ts';
import type { VapiClient } from '../vapi/client.ts';
import { automationException } from './errors.ts';
import { hasLibraries, libraryUpdates, readLibraries } from './libraries.ts';
import { CisTaskFollower, taskType } from './cis-tasks.ts';
import { hasTags, readAssociations, readCatalog } from './tags/read-tags.ts';
import { TagBook } from './tags/tag-book.ts';

export interface AutomationSink {
  apply(updates: readonly ObjectUpdate[]): Promise<void>;
  tasks(tasks: readonly ProviderTask[]): void;
  part(part: SessionPart): void;
  completed(type: string): void;
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

/** Tags within a minute: they are looked at like what is reported live. */
const intervals: Intervals = { tags: 45_000, libraries: 300_000, tasks: 15_000 };
const busyTasksMs = 1000;
/** Every so many readings of the tags all of them are read anew, for names that were changed. */
const anewEvery = 5;

/**
 * Brings into a session what only the Automation API knows: tags, content libraries, cis tasks. It has no updates, so it is read again and
 * again; a part that the server lacks, or that fails, leaves the others alone.
 */
export class AutomationFollower {
  readonly #options: AutomationFollowerOptions;
  readonly #tags = new TagBook();
  readonly #tasks: CisTaskFollower;
  #libraries: ReadonlyMap<Ref, Properties> = new Map();
  readonly #parts: readonly PolledPart[];
  #readings = 0;
  /** Tasks of before stay until it is known which there are. */
  #areTasksReported = false;

  constructor(options: AutomationFollowerOptions) {
    this.#options = options;
    this.#tasks = new CisTaskFollower({
      client: options.client,
      // What vCenter's own services do is a task of vim25 as well.
      wanted: ({ service }) => options.ownTasksOnly !== true || !isOfVcenter(service),
      now: () => Date.now(),
    });
    const every = { ...intervals, ...options.every };
    const { client } = options;
    this.#parts = [
      this.#part({
        part: { id: 'tags', area: 'tags' },
        doing: say('doing.readTags'),
        everyMs: () => every.tags,
        there: () => hasTags(client),
        read: (signal) => this.#readTags(signal),
      }),
      this.#part({
        part: { id: 'libraries', area: 'libraries' },
        doing: say('doing.readLibraries'),
        everyMs: () => every.libraries,
        there: () => hasLibraries(client),
        read: (signal) => this.#readLibraries(signal),
      }),
      this.#part({
        part: { id: 'cis-tasks', area: 'tasks', name: 'vSphere Automation API' },
        doing: say('doing.readTasks'),
        everyMs: () => (this.#tasks.busy ? busyTasksMs : every.tasks),
        there: async () => {
          const isThere = await hasTasks(client);
          if (!isThere) this.#reportTasks();
          return isThere;
        },
        read: (signal) => this.#readTasks(signal),
      }),
    ];
  }

  /** Reads all parts, again and again, until the signal is aborted. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    // Each call under way listens to it, and there may be many.
    setMaxListeners(0, signal);
    await Promise.all(this.#parts.map((part) => part.run(signal)));
  }

  /** What enters the cache, with the tags that are known. */
  complete(updates: readonly ObjectUpdate[]): readonly ObjectUpdate[] {
    return this.#tags.complete(updates);
  }

  /** Native types of which it is not known yet since a full set began which there are. */
  get unreported(): readonly string[] {
    return this.#areTasksReported ? [] : [taskType];
  }

  /** A full set begins: what only this API knows has to enter again. */
  async resync(): Promise<void> {
    this.#areTasksReported = false;
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
    for (const part of this.#parts) part.refresh();
  }

  #part(
    options: Omit<PolledPartOptions, 'describe' | 'report' | 'log'> & { readonly doing: Text },
  ): PolledPart {
    const { sink, log, client } = this.#options;
    const { doing, there, ...more } = options;
    let absent = false;
    return new PolledPart({
      ...more,
      there: async (signal) => {
        // What a server lacks it may get: a service that starts, a patch.
        if (absent) await client.discovery.provider(signal);
        absent = !(await there(signal));
        return !absent;
      },
      describe: (error) => automationException(error, { doing }).data,
      report: (part) => sink.part(part),
      log,
    });
  }

  #reportTasks(): void {
    if (this.#areTasksReported) return;
    this.#areTasksReported = true;
    this.#options.sink.completed(taskType);
  }

  async #readTags(signal: AbortSignal): Promise<LackingPart | undefined> {
    const { client, sink } = this.#options;
    const anew = this.#readings % anewEvery === 0;
    const { catalog, lacking } = await readCatalog(client, this.#tags.catalog, { anew, signal });
    const byObject = await readAssociations(client, [...catalog.tags.keys()], signal);
    this.#readings += 1;
    const updates = this.#tags.take(catalog, byObject);
    // What is applied counts as updates of the inventory: silence there must not be covered up.
    if (updates.length > 0) await sink.apply(updates);
    return lacking;
  }

  async #readLibraries(signal: AbortSignal): Promise<LackingPart | undefined> {
    const { client, sink } = this.#options;
    const before = this.#libraries;
    const { objects, lacking } = await readLibraries(client, before, signal);
    this.#libraries = objects;
    const updates = libraryUpdates(before, objects);
    if (updates.length > 0) await sink.apply(updates);
    return lacking;
  }

  async #readTasks(signal: AbortSignal): Promise<LackingPart | undefined> {
    const updates = await this.#tasks.look(signal);
    if (updates.length > 0) this.#options.sink.tasks(updates);
    this.#reportTasks();
    return undefined;
  }
}

function isOfVcenter(service: unknown): boolean {
  return typeof service === 'string' && service.startsWith('com.vmware.vcenter.');
}

function hasTasks(client: VapiClient): Promise<boolean> {
  return client.discovery.has('com.vmware.cis.tasks');
}
