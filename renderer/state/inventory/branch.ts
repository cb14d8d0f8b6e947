import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { changesPlace, compareRows } from './row-order.ts';

export interface BranchFrame {
  readonly upsert: readonly (readonly [Ref, Row])[];
  readonly remove: readonly Ref[];
}

/** What has to leave a list of siblings, and what has to enter it. */
interface ListRepair {
  readonly dropped: Set<Ref>;
  readonly added: Map<Ref, Row>;
}

const none: readonly Ref[] = [];

/**
 * The replica of one server's inventory: rows by reference, and the sorted children of every row. Mutated in place; a row
 * that changed is a new object. A change that moves nothing touches no list.
 */
export class Branch {
  readonly #rows = new Map<Ref, Row>();
  readonly #children = new Map<Ref | null, readonly Ref[]>();

  get size(): number {
    return this.#rows.size;
  }

  row(ref: Ref): Row | undefined {
    return this.#rows.get(ref);
  }

  rows(): IterableIterator<Row> {
    return this.#rows.values();
  }

  /** In the order of the tree; null asks for what stands directly below the server. */
  children(parent: Ref | null): readonly Ref[] {
    return this.#children.get(parent) ?? none;
  }

  /** From the topmost ancestor down to the parent. A cycle, which no server should send, ends it. */
  ancestors(ref: Ref): readonly Ref[] {
    const path: Ref[] = [];
    for (
      let parent = this.#rows.get(ref)?.parent ?? null;
      parent !== null && !path.includes(parent);
      parent = this.#rows.get(parent)?.parent ?? null
    )
      path.push(parent);
    return path.toReversed();
  }

  /** Applies a frame and tells whose lists of children it changed. */
  apply(frame: BranchFrame): ReadonlySet<Ref | null> {
    const repairs = new Map<Ref | null, ListRepair>();
    for (const ref of frame.remove) {
      const old = this.#rows.get(ref);
      if (old === undefined) continue;
      drop(repairs, old);
      this.#rows.delete(ref);
    }
    for (const [ref, row] of frame.upsert) {
      const old = this.#rows.get(ref);
      this.#rows.set(ref, row);
      if (old !== undefined && !changesPlace(old, row)) {
        // A row that entered in this very frame is sorted by its latest form.
        const added = repairs.get(row.parent)?.added;
        if (added?.has(ref) === true) added.set(ref, row);
        continue;
      }
      if (old !== undefined) drop(repairs, old);
      repairOf(repairs, row.parent).added.set(ref, row);
    }
    for (const [parent, repair] of repairs) this.#repair(parent, repair);
    return new Set(repairs.keys());
  }

  #repair(parent: Ref | null, { dropped, added }: ListRepair): void {
    const old = this.children(parent);
    const kept = dropped.size === 0 ? old : old.filter((ref) => !dropped.has(ref));
    const list = added.size === 0 ? kept : this.#merge(kept, [...added.values()]);
    if (list.length === 0) this.#children.delete(parent);
    else this.#children.set(parent, list);
  }

  /** Comparing names is the dear part: k newcomers among n siblings cost k log n of it. */
  #merge(kept: readonly Ref[], newcomers: Row[]): readonly Ref[] {
    const merged: Ref[] = [];
    let taken = 0;
    for (const row of newcomers.sort(compareRows)) {
      const position = this.#position(kept, row, taken);
      for (; taken < position; taken++) merged.push(kept[taken] as Ref);
      merged.push(row.ref);
    }
    for (; taken < kept.length; taken++) merged.push(kept[taken] as Ref);
    return merged;
  }

  #position(kept: readonly Ref[], row: Row, from: number): number {
    let low = from;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#rows.get(kept[middle] as Ref);
      if (other !== undefined && compareRows(other, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function repairOf(repairs: Map<Ref | null, ListRepair>, parent: Ref | null): ListRepair {
  const known = repairs.get(parent);
  if (known !== undefined) return known;
  const fresh: ListRepair = { dropped: new Set(), added: new Map() };
  repairs.set(parent, fresh);
  return fresh;
}

function drop(repairs: Map<Ref | null, ListRepair>, row: Row): void {
  const repair = repairOf(repairs, row.parent);
  repair.added.delete(row.ref);
  repair.dropped.add(row.ref);
}
