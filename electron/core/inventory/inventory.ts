import type { Disposer } from '#shared/contract/define.ts';
import type { ObjectUpdate } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { Log, Lookup, MappedRow, Provider } from '../providers/provider.ts';
import { bareRow } from './bare-row.ts';
import { boundedRow } from './bounded-row.ts';
import { DependencyIndex, TrackingLookup, type Dependencies } from './dependencies.ts';
import { PropertyCache, type CachedObject } from './property-cache.ts';
import { RowStore } from './row-store.ts';

export interface InventoryOptions {
  readonly provider: Pick<Provider, 'mapRow' | 'standsInTree'>;
  readonly log: Log;
  /** Asks the server for a cached property anew: a change to it could not be applied. */
  refetch(ref: Ref, path: string): void;
  /** Resolves when whatever else waits for its turn has had it. */
  breathe(): Promise<void>;
  /** Milliseconds of any fixed origin, for measuring. */
  elapsed(): number;
}

/** Follows the rows of one connection. */
export interface RowWatcher {
  put(row: Row): void;
  remove(ref: Ref): void;
  /** The set is complete. May be called again. */
  ready(): void;
}

/** Faults of single objects that the log tells. */
const mostLogged = 1000;
/** Objects that are mapped in one go, and how long that may last. */
const sliceSize = 250;
const sliceMs = 8;

/**
 * What is known of one server: the property cache and, derived from it, the rows in their places. Lives as long as the profile,
 * through all its connections.
 */
export class Inventory {
  readonly #options: InventoryOptions;
  readonly #cache = new PropertyCache();
  readonly #rows = new RowStore();
  readonly #rowWatchers = new Set<RowWatcher>();
  readonly #objectWatchers = new Map<Ref, Set<() => void>>();
  /** Objects whose watchers are to be notified. */
  readonly #changedObjects = new Set<Ref>();
  readonly #changeWatchers = new Set<(changed: ReadonlySet<Ref>) => void>();
  readonly #dependencies = new DependencyIndex();
  /** Objects whose row is to be made anew: what it was made from has changed. */
  readonly #outdated = new Set<Ref>();
  /** Cached properties. */
  readonly lookup: Lookup = {
    get: (ref) => this.#cache.properties(ref),
    ofType: (type) => this.#cache.ofType(type),
  };
  /** What the log says already. */
  readonly #logged = new Set<string>();
  /** Whether what is there is all there is; nobody knows before the first full set. */
  #complete = false;

  constructor(options: InventoryOptions) {
    this.#options = options;
  }

  /** Objects in the cache. */
  get size(): number {
    return this.#cache.size;
  }

  object(ref: Ref): CachedObject | undefined {
    return this.#cache.get(ref);
  }

  /** Something that the server is sure to have an answer to; undefined where nothing is known of it. */
  anyProperty(): { readonly ref: Ref; readonly path: string } | undefined {
    return this.#cache.anyProperty();
  }

  /** The cached objects of a native type. */
  ofType(type: string): Iterable<Ref> {
    return this.#cache.ofType(type);
  }

  row(ref: Ref): Row | undefined {
    return this.#rows.get(ref);
  }

  /** The visible object that an object belongs to, be it in the tree or not. */
  visibleAbove(ref: Ref): Ref | null {
    const seen = new Set<Ref>();
    let at = ref;
    while (!this.#standsInTree(refType(at)) && !seen.has(at)) {
      seen.add(at);
      const parent = this.#mapped(at, this.lookup)?.parent ?? null;
      if (parent === null || this.#rows.get(parent) !== undefined) return parent;
      at = parent;
    }
    return this.#rows.visibleAbove(at);
  }

  /** Runs what derives something from cached objects, and says from which. */
  derive<T>(compute: (lookup: Lookup) => T): {
    readonly value: T;
    readonly from: Dependencies;
  } {
    const lookup = new TrackingLookup(this.lookup);
    const value = compute(lookup);
    return { value, from: lookup };
  }

  nameOf(ref: Ref): string | undefined {
    if (this.#standsInTree(refType(ref))) return this.#rows.nameOf(ref);
    return this.#mapped(ref, this.lookup)?.name;
  }

  rows(): IterableIterator<Row> {
    return this.#rows.values();
  }

  /** Updates are on their way: with nothing to show yet, the set is not complete before `synced`. */
  expect(): void {
    if (this.#cache.size === 0) this.#complete = false;
  }

  resync(): void {
    this.expect();
    this.#cache.beginResync();
  }

  /** Applies updates in order, in slices that leave room for others; resolves when all are applied. */
  async apply(updates: readonly ObjectUpdate[], signal?: AbortSignal): Promise<void> {
    let index = 0;
    while (index < updates.length) {
      const until = this.#options.elapsed() + sliceMs;
      const end = Math.min(index + sliceSize, updates.length);
      do {
        const update = updates[index];
        if (update !== undefined) this.#applyOne(update);
        index += 1;
      } while (index < end && this.#options.elapsed() < until);
      this.#settle();
      if (index < updates.length) {
        await this.#options.breathe();
        if (signal?.aborted === true) return;
      }
    }
  }

  /** @param kept native types whose objects stay until `completed`, though they have not entered */
  synced(kept?: ReadonlySet<string>): void {
    for (const ref of this.#cache.endResync(kept)) this.#forget(ref);
    this.#settle();
    this.#becomeComplete();
  }

  /** All objects of a type that was kept have entered by now. */
  completed(type: string): void {
    for (const ref of this.#cache.endResyncOf(type)) this.#forget(ref);
    this.#settle();
  }

  /** Everything goes, and that is all there is. */
  clear(): void {
    for (const ref of this.#cache.refs()) this.#changedObjects.add(ref);
    this.#cache.clear();
    this.#dependencies.clear();
    this.#outdated.clear();
    for (const ref of this.#rows.clear())
      for (const watcher of this.#rowWatchers) watcher.remove(ref);
    this.#reportObjectWatchers();
    this.#becomeComplete();
  }

  /** Nothing more is coming for now: what is there is what is known. */
  settleForNow(): void {
    this.#becomeComplete();
  }

  /** Tells the present rows at once, then every change. */
  watchRows(watcher: RowWatcher): Disposer {
    for (const row of this.#rows.values()) watcher.put(row);
    if (this.#complete) watcher.ready();
    this.#rowWatchers.add(watcher);
    return () => void this.#rowWatchers.delete(watcher);
  }

  /** Tells every change of rows from now on. */
  followRows(watcher: Pick<RowWatcher, 'put' | 'remove'>): Disposer {
    const follower = { ...watcher, ready: () => undefined };
    this.#rowWatchers.add(follower);
    return () => void this.#rowWatchers.delete(follower);
  }

  /** Calls back whenever the object's properties changed or the object came or went. */
  watchObject(ref: Ref, changed: () => void): Disposer {
    const watchers = this.#objectWatchers.get(ref) ?? new Set();
    this.#objectWatchers.set(ref, watchers.add(changed));
    return () => {
      watchers.delete(changed);
      if (watchers.size === 0 && this.#objectWatchers.get(ref) === watchers)
        this.#objectWatchers.delete(ref);
    };
  }

  /** Calls back with the objects that changed, came or went, after every slice of them. */
  watchChanges(changed: (refs: ReadonlySet<Ref>) => void): Disposer {
    this.#changeWatchers.add(changed);
    return () => void this.#changeWatchers.delete(changed);
  }

  #applyOne(update: ObjectUpdate): void {
    const { ref } = update;
    switch (update.kind) {
      case 'enter': {
        const isNew = this.#cache.enter(ref, update.properties, update.missing);
        const type = refType(ref);
        if (isNew) this.#outdate(type);
        this.#changed(ref, type);
        return;
      }
      case 'modify': {
        const { changed, refetch } = this.#cache.modify(update);
        if (changed) this.#changed(ref, refType(ref));
        for (const path of refetch) this.#options.refetch(ref, path);
        return;
      }
      case 'leave':
        if (this.#cache.leave(ref)) this.#forget(ref);
    }
  }

  #changed(ref: Ref, type: string): void {
    this.#changedObjects.add(ref);
    this.#outdate(ref);
    if (this.#standsInTree(type)) this.#map(ref);
  }

  /** The rows that were made from an object, or from which objects of a type there are. */
  #outdate(source: Ref | string): void {
    for (const dependent of this.#dependencies.dependents(source)) this.#outdated.add(dependent);
  }

  #standsInTree(type: string): boolean {
    return this.#options.provider.standsInTree?.(type) ?? true;
  }

  #map(ref: Ref): void {
    this.#outdated.delete(ref);
    const lookup = new TrackingLookup(this.lookup);
    const mapped = this.#mapped(ref, lookup);
    if (mapped === undefined) return;
    this.#rows.set(mapped);
    this.#dependencies.set(ref, lookup);
  }

  #mapped(ref: Ref, lookup: Lookup): MappedRow | undefined {
    const properties = this.#cache.properties(ref);
    if (properties === undefined) return undefined;
    try {
      return boundedRow(this.#options.provider.mapRow(ref, properties, lookup));
    } catch (error) {
      // One object that cannot be shown must not take all others with it.
      this.#logOnce('An object cannot be mapped to a row', ref, error);
      return bareRow(ref, properties);
    }
  }

  #logOnce(message: string, ref: Ref, error: unknown): void {
    const key = `${ref} ${message}`;
    if (this.#logged.size >= mostLogged || this.#logged.has(key)) return;
    this.#logged.add(key);
    this.#options.log.error(message, { ref, error });
  }

  #forget(ref: Ref): void {
    this.#rows.remove(ref);
    this.#dependencies.remove(ref);
    this.#outdated.delete(ref);
    this.#outdate(ref);
    this.#outdate(refType(ref));
    this.#changedObjects.add(ref);
  }

  #settle(): void {
    for (const ref of this.#outdated) this.#map(ref);
    const { put, removed } = this.#rows.settle();
    for (const watcher of this.#rowWatchers) {
      for (const ref of removed) watcher.remove(ref);
      for (const row of put) watcher.put(row);
    }
    this.#reportObjectWatchers();
  }

  #reportObjectWatchers(): void {
    if (this.#objectWatchers.size > 0) {
      for (const ref of this.#changedObjects)
        for (const changed of this.#objectWatchers.get(ref) ?? []) changed();
    }
    if (this.#changedObjects.size > 0)
      for (const reported of this.#changeWatchers) reported(this.#changedObjects);
    this.#changedObjects.clear();
  }

  #becomeComplete(): void {
    if (this.#complete) return;
    this.#complete = true;
    for (const watcher of this.#rowWatchers) watcher.ready();
  }
}
