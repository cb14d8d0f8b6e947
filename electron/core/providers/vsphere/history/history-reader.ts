import { text as say } from '#shared/i18n/make-text.ts';
import {
  goOnFrom,
  mergeHistory,
  newestFirst,
  type HistoryEntry,
  type HistoryKind,
  type HistoryPage,
} from '#shared/model/history.ts';
import type { HistoryQuery, HistoryReader } from '../../history-reader.ts';
import { toException } from '../errors.ts';
import type { TaskContext } from '../tasks/provider-task.ts';
import type { Vim25Client } from '../vim25/client.ts';
import { objectsSpec } from '../vim25/collector/specs.ts';
import type { ManagedObjectReference, VimRecord, VimValue } from '../vim25/values.ts';
import { readEventKinds, type EventKind } from './descriptions.ts';
import { eventEntry } from './event-entry.ts';
import { eventFilter, taskFilter } from './filters.ts';
import { asList, isRecord } from './read.ts';
import { readRetention, type Retention } from './retention.ts';
import { taskEntry } from './task-entry.ts';

export type HistoryClient = Pick<Vim25Client, 'call' | 'retrieve' | 'content'>;

/**
 * Events and past tasks of a vCenter, by its collectors. Each page has a collector of its own, which ends with it: a session may have few, and
 * none is left behind where nobody reads on. A single host keeps events only.
 */
export class VsphereHistory implements HistoryReader {
  readonly kinds: readonly HistoryKind[];
  readonly #client: HistoryClient;
  readonly #context: TaskContext;
  #kinds: Promise<ReadonlyMap<string, EventKind>> | undefined;
  #retention: Promise<Retention> | undefined;

  constructor(client: HistoryClient, context: TaskContext) {
    this.#client = client;
    this.#context = context;
    this.kinds = client.content.about.apiType === 'HostAgent' ? ['event'] : ['event', 'task'];
  }

  async page(query: HistoryQuery, signal: AbortSignal): Promise<HistoryPage> {
    try {
      const mark = await this.#latest(signal);
      if (mark !== undefined && mark === query.mark) return { entries: [], mark };
      const [events, tasks, retention] = await Promise.all([
        query.kinds.includes('event') ? this.#events(query, signal) : nothing,
        this.#tasks(query, signal),
        (this.#retention ??= readRetention(this.#client)),
      ]);
      const reachesBackTo = retention.since(query.kinds, Date.now());
      return {
        ...mergeHistory([events, tasks]),
        ...(reachesBackTo !== undefined && { reachesBackTo }),
        ...(mark !== undefined && { mark }),
      };
    } catch (error) {
      throw toException(error, { doing: say('doing.history') });
    }
  }

  /** What was written last; every operation of a server writes something. */
  async #latest(signal: AbortSignal): Promise<string | undefined> {
    const { eventManager } = this.#client.content;
    if (eventManager === undefined) return undefined;
    const event = await this.#property(eventManager, 'latestEvent', signal);
    return isRecord(event) && typeof event['key'] === 'number' ? String(event['key']) : undefined;
  }

  async #events(query: HistoryQuery, signal: AbortSignal): Promise<Part> {
    const { eventManager } = this.#client.content;
    if (eventManager === undefined) return nothing;
    const create = (): Promise<ManagedObjectReference> =>
      this.#client.call(
        eventManager,
        'CreateCollectorForEvents',
        { filter: eventFilter(query) },
        { signal },
      );
    const [records, kinds] = await Promise.all([
      this.#latestPage(create, query.limit, signal),
      (this.#kinds ??= this.#readKinds(signal)),
    ]);
    // Where tasks are read too, an event that says no more than that there is one would be there twice.
    const skipped = query.kinds.includes('task') && this.kinds.includes('task');
    return part(records, query, (event) =>
      skipped && event.$type === 'TaskEvent' ? undefined : eventEntry(event, kinds),
    );
  }

  async #tasks(query: HistoryQuery, signal: AbortSignal): Promise<Part> {
    const { taskManager } = this.#client.content;
    const filter = taskFilter(query);
    const wanted = query.kinds.includes('task') && this.kinds.includes('task');
    if (taskManager === undefined || filter === null || !wanted) return nothing;
    const create = (): Promise<ManagedObjectReference> =>
      this.#client.call(taskManager, 'CreateCollectorForTasks', { filter }, { signal });
    const records = await this.#latestPage(create, query.limit, signal);
    return part(records, query, (info) => taskEntry(info, this.#context));
  }

  /** A failed reading is not remembered. */
  #readKinds(signal: AbortSignal): Promise<ReadonlyMap<string, EventKind>> {
    return readEventKinds(this.#client, signal).catch((error: unknown) => {
      this.#kinds = undefined;
      throw error;
    });
  }

  /** The newest of what fits a collector's filter, in no order. */
  async #latestPage(
    create: () => Promise<ManagedObjectReference>,
    size: number,
    signal: AbortSignal,
  ): Promise<readonly VimRecord[]> {
    const collector = await create();
    try {
      await this.#client.call(collector, 'SetCollectorPageSize', { maxCount: size }, { signal });
      return asList(await this.#property(collector, 'latestPage', signal)).filter(isRecord);
    } finally {
      // Nobody waits for it; what fails here ends with the session.
      void this.#client.call(collector, 'DestroyCollector', {}).catch(() => undefined);
    }
  }

  async #property(
    object: ManagedObjectReference,
    path: string,
    signal: AbortSignal,
  ): Promise<VimValue | undefined> {
    const [read] = await this.#client.retrieve([objectsSpec([object], object.type, [path])], {
      signal,
    });
    return read?.propSet?.find(({ name }) => name === path)?.val;
  }
}

type Part = Pick<HistoryPage, 'entries' | 'next'>;

const nothing: Part = { entries: [] };

/** Some servers give less than is asked for, though never so little: a page of fewer is the last. */
const leastFull = 50;

function part(
  records: readonly VimRecord[],
  { before, limit }: HistoryQuery,
  entryOf: (record: VimRecord) => HistoryEntry | undefined,
): Part {
  const entries = records.flatMap((record) => entryOf(record) ?? []).sort(newestFirst);
  const next = records.length < Math.min(limit, leastFull) ? undefined : goOnFrom(entries, before);
  return { entries, ...(next !== undefined && { next }) };
}
