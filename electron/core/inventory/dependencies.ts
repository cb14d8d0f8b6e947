import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../providers/provider.ts';

/** What something was derived from, beside the object itself. */
export interface Dependencies {
  readonly refs: ReadonlySet<Ref>;
  /** Native types of which all objects were asked for. */
  readonly types: ReadonlySet<string>;
}

const noRefs: ReadonlySet<Ref> = new Set();
const noTypes: ReadonlySet<string> = new Set();

/** A lookup that remembers what it was asked for. Who asks nothing costs nothing: it runs at every update of every object. */
export class TrackingLookup implements Lookup, Dependencies {
  #refs: Set<Ref> | undefined;
  #types: Set<string> | undefined;
  readonly #read: Lookup;

  constructor(read: Lookup) {
    this.#read = read;
  }

  get refs(): ReadonlySet<Ref> {
    return this.#refs ?? noRefs;
  }

  get types(): ReadonlySet<string> {
    return this.#types ?? noTypes;
  }

  get empty(): boolean {
    return this.#refs === undefined && this.#types === undefined;
  }

  get(ref: Ref): Properties | undefined {
    this.#refs = (this.#refs ?? new Set<Ref>()).add(ref);
    return this.#read.get(ref);
  }

  ofType(type: string): Iterable<Ref> {
    this.#types = (this.#types ?? new Set<string>()).add(type);
    return this.#read.ofType(type);
  }
}

/** Whether a change of these objects matters to what depends so. */
export function touches({ refs, types }: Dependencies, changed: Iterable<Ref>): boolean {
  for (const ref of changed) if (refs.has(ref) || types.has(refType(ref))) return true;
  return false;
}

/**
 * Which objects' rows depend on which other objects, in both directions. A type stands for its members coming and going; a
 * member's properties count where it was looked up.
 */
export class DependencyIndex {
  readonly #of = new Map<Ref, readonly (Ref | string)[]>();
  readonly #dependents = new Map<Ref | string, Ref | Set<Ref>>();

  /** What the object's row was made from just now. */
  set(ref: Ref, lookup: TrackingLookup): void {
    const before = this.#of.get(ref);
    if (before === undefined && lookup.empty) return;
    const now = [...lookup.refs, ...lookup.types];
    if (before !== undefined && same(before, now)) return;
    for (const source of before ?? []) this.#unlink(source, ref);
    for (const source of now) this.#link(source, ref);
    if (now.length === 0) this.#of.delete(ref);
    else this.#of.set(ref, now);
  }

  remove(ref: Ref): void {
    for (const source of this.#of.get(ref) ?? []) this.#unlink(source, ref);
    this.#of.delete(ref);
  }

  /** The objects whose rows are made from an object, or from which objects of a type there are. */
  dependents(source: Ref | string): Iterable<Ref> {
    const found = this.#dependents.get(source);
    if (found === undefined) return [];
    return typeof found === 'string' ? [found] : found;
  }

  clear(): void {
    this.#of.clear();
    this.#dependents.clear();
  }

  /** Nearly always there is one dependent: a set for each would take more than all else here. */
  #link(source: Ref | string, ref: Ref): void {
    const found = this.#dependents.get(source);
    if (found === undefined) this.#dependents.set(source, ref);
    else if (typeof found === 'string') this.#dependents.set(source, new Set([found, ref]));
    else found.add(ref);
  }

  #unlink(source: Ref | string, ref: Ref): void {
    const found = this.#dependents.get(source);
    if (typeof found === 'object') found.delete(ref);
    if (found === ref || (typeof found === 'object' && found.size === 0))
      this.#dependents.delete(source);
  }
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
