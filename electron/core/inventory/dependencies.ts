import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../providers/provider.ts';
import { added, allOf, removed, type OneOrMany } from './one-or-many.ts';

/** What something was derived from, beside the object itself. */
export interface Dependencies {
  readonly refs: ReadonlySet<Ref>;
  /** Native types of which all objects were asked for. */
  readonly types: ReadonlySet<string>;
}

/** An object, or a type: of which objects there are. Types contain no colon, references do. */
type Source = Ref | string;

const noReads: readonly Source[] = [];

/** More reads than these are looked for in a set. */
const fewReads = 16;

/** A lookup that remembers what it was asked for. Who asks nothing costs nothing: it runs at every update of every object. */
export class TrackingLookup implements Lookup, Dependencies {
  #reads: Source[] | undefined;
  #many: Set<Source> | undefined;
  readonly #read: Lookup;

  constructor(read: Lookup) {
    this.#read = read;
  }

  get refs(): ReadonlySet<Ref> {
    return new Set(this.reads.filter((source): source is Ref => source.includes(':')));
  }

  get types(): ReadonlySet<string> {
    return new Set(this.reads.filter((source) => !source.includes(':')));
  }

  /** What it was asked for, each once, in order. */
  get reads(): readonly Source[] {
    return this.#reads ?? noReads;
  }

  get(ref: Ref): Properties | undefined {
    this.note(ref);
    return this.#read.get(ref);
  }

  ofType(type: string): Iterable<Ref> {
    this.note(type);
    return this.#read.ofType(type);
  }

  /** Something was read of an object or of a type elsewhere. */
  note(source: Source): void {
    const reads = (this.#reads ??= []);
    if (reads.length < fewReads) {
      if (!reads.includes(source)) reads.push(source);
      return;
    }
    this.#many ??= new Set(reads);
    if (this.#many.size < this.#many.add(source).size) reads.push(source);
  }
}

/** Whether a change of these objects matters to what depends so. */
export function touches({ refs, types }: Dependencies, changed: Iterable<Ref>): boolean {
  for (const ref of changed) if (refs.has(ref) || types.has(refType(ref))) return true;
  return false;
}

/**
 * What was read, one after the other. Objects of a kind read the same of the same: each path is kept once, and knows the objects that
 * read it and no more.
 */
class Path {
  readonly before: Path | undefined;
  readonly source: Source;
  dependents: OneOrMany<Ref>;
  /** By what was read next. */
  #next: Path | Map<Source, Path> | undefined;

  constructor(before: Path | undefined, source: Source) {
    this.before = before;
    this.source = source;
  }

  get leadsNowhere(): boolean {
    return this.dependents === undefined && this.#next === undefined;
  }

  next(source: Source): Path | undefined {
    if (this.#next instanceof Map) return this.#next.get(source);
    return this.#next?.source === source ? this.#next : undefined;
  }

  begin(source: Source): Path {
    const path = new Path(this, source);
    if (this.#next === undefined) this.#next = path;
    else if (this.#next instanceof Map) this.#next.set(source, path);
    else this.#next = new Map([this.#next, path].map((one) => [one.source, one]));
    return path;
  }

  end(path: Path): void {
    if (this.#next instanceof Map) this.#next.delete(path.source);
    if (this.#next === path || (this.#next instanceof Map && this.#next.size === 0))
      this.#next = undefined;
  }

  /** The objects that read this, or more after it. */
  *all(): Iterable<Ref> {
    yield* allOf(this.dependents);
    if (this.#next instanceof Map) for (const path of this.#next.values()) yield* path.all();
    else if (this.#next !== undefined) yield* this.#next.all();
  }
}

/**
 * Which objects' rows depend on which other objects, in both directions. A type stands for its members coming and going; a
 * member's properties count where it was looked up.
 */
export class DependencyIndex {
  readonly #of = new Map<Ref, Path>();
  #start = new Path(undefined, '');
  /** The paths that end with a source. */
  readonly #endingWith = new Map<Source, NonNullable<OneOrMany<Path>>>();

  /** What the object's row was made from just now. */
  set(ref: Ref, { reads }: Pick<TrackingLookup, 'reads'>): void {
    const before = this.#of.get(ref);
    if (before === undefined && reads.length === 0) return;
    const now = this.#pathOf(reads);
    if (now === before) return;
    if (reads.length > 0) {
      now.dependents = added(now.dependents, ref);
      this.#of.set(ref, now);
    } else this.#of.delete(ref);
    if (before !== undefined) this.#take(before, ref);
  }

  remove(ref: Ref): void {
    const path = this.#of.get(ref);
    if (path === undefined) return;
    this.#of.delete(ref);
    this.#take(path, ref);
  }

  /** The objects whose rows are made from an object, or from which objects of a type there are. */
  dependents(source: Source): Iterable<Ref> {
    const ending = this.#endingWith.get(source);
    return ending === undefined ? [] : allAfter(ending);
  }

  clear(): void {
    this.#of.clear();
    this.#endingWith.clear();
    this.#start = new Path(undefined, '');
  }

  #pathOf(reads: readonly Source[]): Path {
    let path = this.#start;
    for (const source of reads) {
      let next = path.next(source);
      if (next === undefined) {
        next = path.begin(source);
        this.#endingWith.set(source, added(this.#endingWith.get(source), next));
      }
      path = next;
    }
    return path;
  }

  /** The object is not at this path any more; a path that leads to none goes. */
  #take(path: Path, ref: Ref): void {
    path.dependents = removed(path.dependents, ref);
    for (let at = path; at.before !== undefined && at.leadsNowhere; at = at.before) {
      at.before.end(at);
      const left = removed(this.#endingWith.get(at.source), at);
      if (left === undefined) this.#endingWith.delete(at.source);
      else this.#endingWith.set(at.source, left);
    }
  }
}

function* allAfter(ending: OneOrMany<Path>): Iterable<Ref> {
  for (const path of allOf(ending)) yield* path.all();
}
