import type { Ref } from '#shared/model/reference.ts';
import type { Row, RowFacts } from '#shared/model/row.ts';
import type { MappedRow } from '../providers/provider.ts';
import { TreeIndex } from './tree-index.ts';

/** What changed in the tree. */
export interface RowChanges {
  readonly put: readonly Row[];
  readonly removed: readonly Ref[];
}

/**
 * The rows of one connection, each at its place in the tree. A row that did not change keeps its identity, so that nobody
 * downstream has to compare.
 */
export class RowStore {
  readonly #mapped = new Map<Ref, MappedRow>();
  readonly #rows = new Map<Ref, Row>();
  readonly #tree = new TreeIndex();
  readonly #touched = new Set<Ref>();
  readonly #removed = new Set<Ref>();

  get(ref: Ref): Row | undefined {
    return this.#rows.get(ref);
  }

  /** The name of an object, whether or not it stands in the tree. */
  nameOf(ref: Ref): string | undefined {
    return this.#mapped.get(ref)?.name;
  }

  /** The visible object that an object belongs to, be it in the tree or not. */
  visibleAbove(ref: Ref): Ref | null {
    return this.#tree.visibleAbove(ref);
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  /** Takes an object's new form; what follows from it is reported by `settle`. */
  set(mapped: MappedRow): void {
    this.#mapped.set(mapped.ref, mapped);
    this.#tree.set(mapped.ref, mapped);
    this.#touched.add(mapped.ref);
  }

  remove(ref: Ref): void {
    this.#mapped.delete(ref);
    this.#tree.remove(ref);
    this.#touched.delete(ref);
    if (this.#rows.delete(ref)) this.#removed.add(ref);
  }

  /** Everything goes; returns what stood in the tree. */
  clear(): readonly Ref[] {
    const gone = [...this.#rows.keys()];
    for (const map of [this.#mapped, this.#rows]) map.clear();
    for (const set of [this.#touched, this.#removed]) set.clear();
    this.#tree.clear();
    return gone;
  }

  /** The rows that changed since the last time. */
  settle(): RowChanges {
    const put: Row[] = [];
    for (const placed of this.#tree.settle()) {
      this.#touched.delete(placed.ref);
      if (placed.visible) this.#place(placed.ref, placed.parent, put);
      else if (this.#rows.delete(placed.ref)) this.#removed.add(placed.ref);
    }
    for (const ref of this.#touched) {
      const row = this.#rows.get(ref);
      if (row !== undefined) this.#place(ref, row.parent, put);
    }
    this.#touched.clear();
    const removed = [...this.#removed].filter((ref) => !this.#rows.has(ref));
    this.#removed.clear();
    return { put, removed };
  }

  #place(ref: Ref, parent: Ref | null, put: Row[]): void {
    const mapped = this.#mapped.get(ref);
    if (mapped === undefined) return;
    const old = this.#rows.get(ref);
    const { kind, name, label, state, health, facts } = mapped;
    if (
      old !== undefined &&
      old.parent === parent &&
      old.name === name &&
      old.state === state &&
      old.health === health &&
      old.kind === kind &&
      sameFacts(old.facts, facts)
    ) {
      return;
    }
    const said = label === undefined ? {} : { label };
    const row: Row = { ref, kind, name, ...said, state, health, parent, facts };
    this.#rows.set(ref, row);
    put.push(row);
  }
}

function sameFacts(a: RowFacts, b: RowFacts): boolean {
  const keys = Object.keys(a) as (keyof RowFacts)[];
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => a[key] === b[key] || sameFields(a[key], b[key]));
}

/** Custom fields: few, and in order. */
function sameFields(a: RowFacts[keyof RowFacts], b: RowFacts[keyof RowFacts]): boolean {
  return typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b);
}
