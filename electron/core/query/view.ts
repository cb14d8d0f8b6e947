import type { Disposer } from '#shared/contract/define.ts';
import type { Kind } from '#shared/model/kind.ts';
import type { ConnectionId, ObjectAddress, Ref } from '#shared/model/reference.ts';
import type { UnreadObjects } from '#shared/model/view.ts';
import { inSlices, type Slices } from '../in-slices.ts';
import { compareEntries, type Entry } from './entry.ts';
import { findAll } from './find-all.ts';
import { GroupCounts, GroupNames, type GroupCount } from './groups.ts';
import { Listing } from './listing.ts';
import { isDescending, look, type LookOptions } from './look.ts';
import { SourceState } from './source-state.ts';
import type { ViewOptions } from './view-options.ts';

/** How long changes gather before they are looked at, milliseconds. */
const gatherMs = 100;
const agingMs = 60_000;
const usuallyTried = 4096;

/**
 * A live list: the objects of all servers that pass a query, in an order, and their totals. Filled once, then kept up to date by what
 * changes. While it is held, what it lists stays where it is, and says that it has to move or to leave.
 */
export class View {
  readonly #options: ViewOptions;
  /** What is reported of another order, others in it, or other totals. */
  readonly #changed: () => void;
  readonly #looks: LookOptions;
  readonly #listing: Listing;
  readonly #compare: (one: Entry, other: Entry) => number;
  readonly #states = new Map<ConnectionId, SourceState>();
  readonly #objectWatchers = new Set<(connection: ConnectionId, refs: ReadonlySet<Ref>) => void>();
  readonly #abort = new AbortController();
  readonly #stopSources: Disposer;
  #timer: Disposer | undefined;
  #aging: Disposer | undefined;
  #working: Promise<void>;
  /** The first of what is being put in order. */
  #best: readonly Entry[] | undefined;
  #ready = false;

  /** False for a server that went meanwhile. */
  readonly #isListed = (state: SourceState): boolean => this.#states.get(state.source.id) === state;

  constructor(options: ViewOptions, changed: () => void) {
    this.#options = options;
    this.#changed = changed;
    const { query, sort, summed, group } = options;
    const ranked = query.needs.freeText && sort.length === 0;
    const named = group && { column: group.column, names: new GroupNames() };
    this.#looks = { ...options, ranked, group: named };
    this.#compare = compareEntries(sort.map(isDescending), group?.descending);
    const counts = group && new GroupCounts(group.descending);
    this.#listing = new Listing(this.#compare, summed.length, counts);
    this.#stopSources = options.sources.watch(() => this.#sourcesChanged());
    this.#working = this.#fill(this.#addSources());
  }

  /** Every object has been looked at since it was opened. */
  get ready(): boolean {
    return this.#ready;
  }

  get total(): number {
    return this.#listing.count;
  }

  get byKind(): ReadonlyMap<Kind, number> {
    return this.#listing.byKind;
  }

  /** How many have all free text of the query in their names. */
  get inName(): number {
    const { inName, count } = this.#listing;
    return this.#options.query.needs.freeText ? inName : count;
  }

  /** In the order of `summed`. */
  get sums(): readonly number[] {
    return this.#listing.sums;
  }

  get unread(): UnreadObjects | undefined {
    return this.#options.reads?.unread;
  }

  get grouped(): boolean {
    return this.#options.group !== undefined;
  }

  /** In their order, with how many stand in each. */
  get groups(): readonly GroupCount[] {
    return this.#listing.groups;
  }

  /** What has to move, leave or come in while it is held. */
  get waiting(): number {
    return this.#listing.waiting;
  }

  /** The objects at the places from the first to before the last. */
  slice(from: number, to: number): readonly Entry[] {
    return (this.#best ?? this.#listing).slice(from, to);
  }

  /** What the view keeps of an object's server. */
  stateOf({ connection }: Entry): SourceState | undefined {
    return this.#states.get(connection);
  }

  /** All objects, in order. */
  entries(): Iterable<Entry> {
    return this.#listing.entries();
  }

  /** The place of an object; −1 if it is not listed. */
  indexOf({ connection, ref }: ObjectAddress): number {
    const entry = this.#states.get(connection)?.entries.get(ref);
    return entry === undefined ? -1 : this.#listing.indexOf(entry);
  }

  /** Holds the order, or makes it anew. */
  hold(held: boolean): void {
    if (held === this.#listing.held) return;
    if (held) {
      this.#listing.hold();
      return;
    }
    for (const { connection, ref } of this.#listing.release())
      this.#states.get(connection)?.outdated.add(ref);
    this.#soon(0);
  }

  /** Something became known of objects that is none of their cached properties. */
  outdate(connection: ConnectionId, refs: readonly Ref[]): void {
    const state = this.#states.get(connection);
    for (const ref of refs) state?.outdated.add(ref);
    this.#soon(0);
  }

  /** Calls back with the objects of a server that changed, be they listed or not. */
  watchObjects(changed: (connection: ConnectionId, refs: ReadonlySet<Ref>) => void): Disposer {
    this.#objectWatchers.add(changed);
    return () => void this.#objectWatchers.delete(changed);
  }

  /** Resolves when all that changed until now has been looked at. */
  async settled(): Promise<void> {
    await this.#working;
    while (this.#timer !== undefined) {
      this.#timer();
      this.#timer = undefined;
      this.#working = this.#catchUp();
      await this.#working;
    }
  }

  close(): void {
    this.#abort.abort();
    this.#timer?.();
    this.#aging?.();
    this.#stopSources();
    for (const state of this.#states.values()) state.close();
  }

  get #slices(): Slices {
    return { breathe: () => this.#options.breathe(), signal: this.#abort.signal };
  }

  #addSources(): readonly SourceState[] {
    const { query, namesOnly, sort, of, sources, reads, group } = this.#options;
    const elsewhere = query.needs.freeText && !namesOnly;
    const deep =
      query.needs.deep ||
      elsewhere ||
      of !== undefined ||
      group?.column.field.deep === true ||
      sort.some(({ column }) => column.field.deep === true);
    return sources.list().flatMap((source) => {
      if (this.#states.has(source.id)) return [];
      const state = new SourceState(
        source,
        { deep, of, reads },
        {
          outdated: () => this.#soon(gatherMs),
          objects: (refs) => {
            for (const reported of this.#objectWatchers) reported(source.id, refs);
          },
        },
      );
      this.#states.set(source.id, state);
      return [state];
    });
  }

  /** Servers came, went, or are called something else. */
  #sourcesChanged(): void {
    const now = new Map(this.#options.sources.list().map((source) => [source.id, source]));
    for (const [id, state] of this.#states) {
      if (now.get(id)?.name() === state.server) continue;
      for (const entry of state.entries.values()) {
        this.#listing.take(entry);
        this.#options.listed?.left(entry);
      }
      this.#listing.forget(id);
      this.#options.reads?.forgetServer(id);
      state.close();
      this.#states.delete(id);
    }
    const added = this.#addSources();
    if (added.length > 0) this.#working = this.#working.then(() => this.#fill(added));
    this.#changed();
  }

  /** Lists what passes of some servers; what comes first is there before the rest is in order. */
  async #fill(states: readonly SourceState[]): Promise<void> {
    const { sort, order, first, tried = usuallyTried } = this.#options;
    const found = new Map<SourceState, Entry[]>(states.map((state) => [state, []]));
    const sources = states.map(({ source }) => source);
    const sorted = await findAll(states, {
      looks: this.#looks,
      compare: this.#compare,
      // What comes first of a grouped list is known when all groups are.
      first: this.#ready || this.grouped ? 0 : first,
      byName: sort.length === 0 && !this.grouped ? order?.including(sources) : undefined,
      slices: this.#slices,
      tried,
      isListed: this.#isListed,
      found: (state, entry) => {
        found.get(state)?.push(entry);
        this.#listing.reckon(entry);
      },
      again: () => {
        for (const entries of found.values())
          for (const entry of entries.splice(0)) this.#listing.strike(entry);
      },
      reportFirst: (entries) => {
        this.#best = entries;
        this.#changed();
      },
    });
    for (const [state, entries] of found) await this.#note(state, entries);
    if (sorted === null || this.#abort.signal.aborted) return;
    this.#best = undefined;
    this.#enter(sorted, states);
    this.#ready = true;
    this.#changed();
    // What changed meanwhile.
    await this.#catchUp();
    this.#aging ??= this.#age();
  }

  /** What was found of a server is known by its reference from now on. */
  #note(state: SourceState, found: readonly Entry[]): Promise<void> {
    return inSlices(found, this.#slices, (entry) => {
      if (this.#isListed(state)) this.#come(state, entry);
      else this.#listing.strike(entry);
    });
  }

  /** @param states whose entries they are; one that has gone meanwhile has none any more */
  #enter(sorted: readonly Entry[], states: readonly SourceState[]): void {
    const isGone = states.some((state) => !this.#isListed(state));
    const there = isGone
      ? sorted.filter((entry) => this.stateOf(entry)?.entries.get(entry.ref) === entry)
      : sorted;
    this.#listing.load(there);
  }

  /** What is old grows older without a change: all is looked at again from time to time, where the query asks for ages. */
  #age(): Disposer | undefined {
    const { query, clock } = this.#options;
    if (!query.needs.time || this.#abort.signal.aborted) return undefined;
    return clock.after(agingMs, () => {
      for (const state of this.#states.values())
        for (const row of state.source.inventory.rows()) state.outdated.add(row.ref);
      this.#soon(0);
      this.#aging = this.#age();
    });
  }

  #soon(ms: number): void {
    if (!this.#ready || this.#abort.signal.aborted) return;
    this.#timer ??= this.#options.clock.after(ms, () => {
      this.#timer = undefined;
      this.#working = this.#working.then(() => this.#catchUp());
    });
  }

  async #catchUp(): Promise<void> {
    let any = false;
    for (const state of this.#states.values()) {
      if (state.outdated.size === 0) continue;
      any = true;
      await inSlices([...state.outdated], this.#slices, (ref) => this.#lookAgain(state, ref));
    }
    if (any && !this.#abort.signal.aborted) this.#changed();
  }

  #lookAgain(state: SourceState, ref: Ref): void {
    const row = state.source.inventory.row(ref);
    const old = state.entries.get(ref);
    this.#options.reads?.forget({ connection: state.source.id, ref });
    const now = row === undefined ? null : look(state, row, this.#looks);
    if (row === undefined) state.forget(ref);
    if (old !== undefined && now !== null) {
      this.#listing.update(old, now);
      this.#options.listed?.stays(old);
    } else if (old !== undefined) {
      if (!this.#listing.leave(old)) return;
      state.entries.delete(ref);
      this.#options.listed?.left(old);
    } else if (now === null) this.#listing.stayOut({ connection: state.source.id, ref });
    else if (this.#listing.come(now)) this.#come(state, now);
  }

  #come(state: SourceState, entry: Entry): void {
    state.entries.set(entry.ref, entry);
    this.#options.listed?.came(entry);
  }
}
