import type { Disposer } from '#shared/contract/define.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { inSlices, type Slices } from '../../in-slices.ts';
import { OrderedList } from './ordered-list.ts';
import { sortInSlices } from './sort-in-slices.ts';
import { naturalKey } from './sort-key.ts';
import type { QuerySource, QuerySources } from '../source.ts';

/** A row at its place among all by name. Another name is another place: the old one is empty then. */
export interface Named {
  readonly connection: ConnectionId;
  readonly ref: Ref;
  readonly name: string;
  readonly nameKey: string;
  /** Undefined where it is gone, or called otherwise by now. */
  row: Row | undefined;
}

/** What is known of one server. */
interface Known {
  readonly source: QuerySource;
  readonly places: Map<Ref, Named>;
  /** Rows that changed while the server was being put in order; undefined from then on. */
  changed: Set<Ref> | undefined;
  stop: Disposer;
}

/**
 * All rows of all servers by name, kept in order for all views: the first screen of a list by name is there as soon as so many were found,
 * and the list itself needs no sorting. Begun when it is first asked for.
 */
export class NameOrder {
  readonly #sources: QuerySources;
  readonly #list = new OrderedList<Named>(compare);
  readonly #known = new Map<ConnectionId, Known>();
  readonly #abort = new AbortController();
  readonly #slices: Slices;
  #stopSources: Disposer | undefined;
  #working = Promise.resolve();

  constructor(sources: QuerySources, breathe: () => Promise<void>) {
    this.#sources = sources;
    this.#slices = { breathe, signal: this.#abort.signal };
  }

  /** Resolves when all that there is has been put in order. */
  get settled(): Promise<void> {
    return this.#working;
  }

  /** All rows in order; undefined while those of one of these servers are not. */
  including(servers: readonly QuerySource[]): readonly Named[] | undefined {
    this.#begin();
    const isThere = servers.every((source) => {
      const known = this.#known.get(source.id);
      return known?.source === source && known.changed === undefined;
    });
    return isThere ? this.#list.slice(0, this.#list.size) : undefined;
  }

  close(): void {
    this.#abort.abort();
    this.#stopSources?.();
    for (const { stop } of this.#known.values()) stop();
  }

  #begin(): void {
    if (this.#stopSources !== undefined) return;
    this.#stopSources = this.#sources.watch(() => this.#sourcesChanged());
    this.#sourcesChanged();
  }

  #sourcesChanged(): void {
    const now = new Map(this.#sources.list().map((source) => [source.id, source]));
    for (const [id, known] of this.#known)
      if (now.get(id) !== known.source) this.#forget(id, known);
    for (const source of now.values()) if (!this.#known.has(source.id)) this.#follow(source);
  }

  #follow(source: QuerySource): void {
    const changed = (ref: Ref): void => this.#rowChanged(known, ref);
    const known: Known = {
      source,
      places: new Map(),
      changed: new Set(),
      stop: source.inventory.followRows({ put: ({ ref }) => changed(ref), remove: changed }),
    };
    this.#known.set(source.id, known);
    this.#working = this.#working.then(() => this.#fill(known));
  }

  #forget(id: ConnectionId, { places, stop }: Known): void {
    stop();
    this.#known.delete(id);
    for (const named of places.values()) this.#list.remove(named);
  }

  async #fill(known: Known): Promise<void> {
    const found: Named[] = [];
    const { source, places } = known;
    const rows = [...source.inventory.rows()];
    await inSlices(rows, this.#slices, (row) => void found.push(namedOf(source.id, row)));
    const sorted = await sortInSlices(found, compare, this.#slices);
    if (sorted === null) return;
    await inSlices(sorted, this.#slices, (named) => {
      if (this.#known.get(source.id) !== known) return false;
      places.set(named.ref, named);
      this.#list.insert(named);
      return true;
    });
    const changed = known.changed ?? [];
    known.changed = undefined;
    for (const ref of changed) this.#rowChanged(known, ref);
  }

  #rowChanged(known: Known, ref: Ref): void {
    if (known.changed !== undefined) {
      known.changed.add(ref);
      return;
    }
    const { source, places } = known;
    const row = source.inventory.row(ref);
    const named = places.get(ref);
    if (named !== undefined && named.name === row?.name) {
      named.row = row;
      return;
    }
    if (named !== undefined) {
      named.row = undefined;
      this.#list.remove(named);
      places.delete(ref);
    }
    if (row === undefined) return;
    const now = namedOf(source.id, row);
    places.set(ref, now);
    this.#list.insert(now);
  }
}

function namedOf(connection: ConnectionId, row: Row): Named {
  const { ref, name } = row;
  return { connection, ref, name, nameKey: naturalKey(name), row };
}

/** As views compare what has nothing else to be compared by; see compareEntries. */
function compare(one: Named, other: Named): number {
  if (one.nameKey !== other.nameKey) return one.nameKey < other.nameKey ? -1 : 1;
  if (one.connection !== other.connection) return one.connection < other.connection ? -1 : 1;
  if (one.ref === other.ref) return 0;
  return one.ref < other.ref ? -1 : 1;
}
