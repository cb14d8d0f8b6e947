import {
  historyKinds,
  mergeHistory,
  type HistoryEntry,
  type HistoryPage,
} from '#shared/model/history.ts';
import { isFinished } from '#shared/model/task.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { MorefError } from '#shared/model/error.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { errorOf } from '../../bridge/use-call.ts';
import type { Link, ParamsOf } from '../../bridge/link.ts';
import { historySpans, type HistoryFilter } from '../../state/history/history-filter.ts';

/** A server, or an object with what is below it, whose history is shown. */
export interface HistoryScope {
  readonly connection: ConnectionId;
  readonly ref?: Ref;
}

export interface HistoryLine extends HistoryEntry {
  readonly connection: ConnectionId;
  /** Of all servers. */
  readonly id: string;
}

export interface HistoryView {
  /** Newest first. */
  readonly lines: readonly HistoryLine[];
  /** Time of the oldest that was read where there is more before it. */
  readonly next?: number;
  /** Servers keep nothing that is older. */
  readonly reachesBackTo?: number;
  readonly loading: boolean;
  /** Of servers that could not be asked. */
  readonly errors: readonly MorefError[];
}

interface Part {
  readonly scope: HistoryScope;
  readonly lines: Map<string, HistoryLine>;
  begun: boolean;
  asking: boolean;
  next?: number | undefined;
  reachesBackTo?: number | undefined;
  mark?: string | undefined;
  error?: MorefError | undefined;
}

export interface HistoryFollowerOptions {
  readonly link: Link;
  readonly scopes: readonly HistoryScope[];
  readonly filter: HistoryFilter;
  /** BCP 47 */
  readonly language: string;
  readonly now: () => number;
  readonly changed: (view: HistoryView) => void;
}

/** Entries that are asked of a server at a time. */
const pageSize = 200;

/** Leafs through the histories of some scopes as one, and looks for what is new. */
export class HistoryFollower {
  readonly #options: HistoryFollowerOptions;
  readonly #parts: readonly Part[];
  readonly #stop = new AbortController();

  constructor(options: HistoryFollowerOptions) {
    this.#options = options;
    this.#parts = options.scopes.map((scope) => ({
      scope,
      lines: new Map(),
      begun: false,
      asking: false,
    }));
  }

  /** Reads on where the merged history ends: in those parts that end first. */
  async older(): Promise<void> {
    const { next: cut } = this.#merged();
    const due = this.#parts.filter(
      ({ begun, next }) => !begun || (next !== undefined && next === cut),
    );
    await Promise.all(due.map((part) => this.#read(part, { before: part.next })));
  }

  /** Asks for what has happened since; servers with nothing new say so at little cost. */
  async newer(): Promise<void> {
    const due = this.#parts.filter(({ begun }) => begun);
    await Promise.all(due.map((part) => this.#follow(part)));
  }

  stop(): void {
    this.#stop.abort();
  }

  async #follow(part: Part): Promise<void> {
    const times = [...part.lines.values()].map(({ time }) => time);
    const running = [...part.lines.values()].filter(
      ({ state }) => state !== undefined && !isFinished({ state }),
    );
    // What is under way is looked at again until it has ended; that no event tells of.
    const from = running.length > 0 ? Math.min(...running.map(({ time }) => time)) : max(times);
    const since = { from, mark: running.length > 0 ? undefined : part.mark };
    await this.#read(part, onlyDefined(since));
  }

  async #read(
    part: Part,
    range: { readonly before?: number | undefined; readonly from?: number; readonly mark?: string },
  ): Promise<void> {
    if (part.asking) return;
    part.asking = true;
    this.#report();
    try {
      const { link } = this.#options;
      const { signal } = this.#stop;
      const page = await link.call('history.page', this.#params(part, range), { signal });
      this.#take(part, page, range.from !== undefined || range.mark !== undefined);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      part.error = errorOf(error);
    }
    part.asking = false;
    this.#report();
  }

  #take(part: Part, page: HistoryPage, newer: boolean): void {
    const { connection } = part.scope;
    // More than a page is new: between it and what is here there would be a gap.
    if (newer && page.next !== undefined) part.lines.clear();
    for (const entry of page.entries) {
      const id = `${connection}/${entry.key}`;
      part.lines.set(id, { ...entry, connection, id });
    }
    if (!newer || page.next !== undefined) part.next = page.next;
    part.reachesBackTo = page.reachesBackTo ?? part.reachesBackTo;
    part.mark = page.mark ?? part.mark;
    part.begun = true;
    part.error = undefined;
  }

  #params(part: Part, range: Partial<ParamsOf<'history.page'>>): ParamsOf<'history.page'> {
    const { filter, language, now } = this.#options;
    const { kinds, severities, span, who, words } = filter;
    const from = span === 'all' ? undefined : now() - historySpans[span];
    return {
      ...part.scope,
      below: true,
      kinds: [...(kinds.length === 0 ? historyKinds : kinds)],
      severities: [...severities],
      who,
      words,
      language,
      limit: pageSize,
      ...onlyDefined({ from }),
      ...onlyDefined(range),
    };
  }

  #merged(): Pick<HistoryPage, 'next'> & { readonly lines: readonly HistoryLine[] } {
    const begun = this.#parts.filter((part) => part.begun);
    const pages = begun.map(({ lines, next }) => ({
      entries: [...lines.values()],
      ...onlyDefined({ next }),
    }));
    const { entries, next } = mergeHistory(pages);
    return { lines: entries as readonly HistoryLine[], ...onlyDefined({ next }) };
  }

  #report(): void {
    if (this.#stop.signal.aborted) return;
    const reaches = this.#parts.map(({ reachesBackTo }) => reachesBackTo);
    const reachesBackTo = reaches.includes(undefined) ? undefined : max(reaches as number[]);
    this.#options.changed({
      ...this.#merged(),
      ...onlyDefined({ reachesBackTo }),
      loading: this.#parts.some(({ asking, begun }) => asking && !begun),
      errors: this.#parts.flatMap(({ error }) => error ?? []),
    });
  }
}

function max(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((most, one) => Math.max(most, one));
}
