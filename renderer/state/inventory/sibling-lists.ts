import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { compareRows } from './row-order.ts';

/** A row that comes, goes, moves, or may stand elsewhere among its siblings. */
export interface Move {
  readonly ref: Ref;
  /** As it is now; undefined where it is gone. */
  readonly row: Row | undefined;
  /** Below which row it stood; null directly below the server, undefined where it did not stand in the tree. */
  readonly from: Ref | null | undefined;
  readonly to: Ref | null | undefined;
}

/** What has to leave a list of siblings, and what has to enter it. */
interface ListRepair {
  readonly dropped: Set<Ref>;
  readonly added: Row[];
}

const none: readonly Ref[] = [];

/**
 * The children of every row in one tree, in order. A change that moves nothing touches no list. Lists of a tree that is made of rows that
 * are there already are put in order when they are asked for: nobody looks into most of them.
 */
export class SiblingLists {
  readonly #rowOf: (ref: Ref) => Row | undefined;
  readonly #lists = new Map<Ref | null, readonly Ref[]>();
  readonly #unsorted = new Set<Ref | null>();

  constructor(rowOf: (ref: Ref) => Row | undefined) {
    this.#rowOf = rowOf;
  }

  /** Takes rows that are there already, each with where it stands. */
  load(placed: Iterable<readonly [Ref, Ref | null]>): void {
    const lists = new Map<Ref | null, Ref[]>();
    for (const [ref, place] of placed) {
      const list = lists.get(place);
      if (list === undefined) lists.set(place, [ref]);
      else list.push(ref);
    }
    for (const [place, list] of lists) {
      this.#lists.set(place, list);
      this.#unsorted.add(place);
    }
  }

  /** Those that have children. */
  parents(): IterableIterator<Ref | null> {
    return this.#lists.keys();
  }

  /** In the order of the tree. */
  children(parent: Ref | null): readonly Ref[] {
    if (this.#unsorted.delete(parent)) this.#sort(parent);
    return this.members(parent);
  }

  /** In any order. */
  members(parent: Ref | null): readonly Ref[] {
    return this.#lists.get(parent) ?? none;
  }

  /** Puts one more list in order, before somebody waits for it; false where all are. */
  sortOne(): boolean {
    const [parent] = this.#unsorted;
    if (parent === undefined) return false;
    this.#unsorted.delete(parent);
    this.#sort(parent);
    return true;
  }

  /** @returns whose lists changed */
  apply(moves: readonly Move[]): ReadonlySet<Ref | null> {
    const repairs = new Map<Ref | null, ListRepair>();
    for (const { ref, row, from, to } of moves) {
      if (from !== undefined) repairOf(repairs, from).dropped.add(ref);
      if (to !== undefined && row !== undefined) repairOf(repairs, to).added.push(row);
    }
    for (const [parent, repair] of repairs) this.#repair(parent, repair);
    return new Set(repairs.keys());
  }

  #sort(parent: Ref | null): void {
    const rows = this.members(parent).flatMap((ref) => this.#rowOf(ref) ?? []);
    this.#lists.set(
      parent,
      rows.sort(compareRows).map(({ ref }) => ref),
    );
  }

  #repair(parent: Ref | null, { dropped, added }: ListRepair): void {
    const old = this.members(parent);
    const kept = dropped.size === 0 ? old : old.filter((ref) => !dropped.has(ref));
    const list = added.length === 0 ? kept : this.#merge(parent, kept, added);
    if (list.length > 0) this.#lists.set(parent, list);
    else {
      this.#lists.delete(parent);
      this.#unsorted.delete(parent);
    }
  }

  /** Comparing names is the dear part: k newcomers among n siblings cost k log n of it. */
  #merge(parent: Ref | null, kept: readonly Ref[], newcomers: Row[]): readonly Ref[] {
    if (this.#unsorted.has(parent)) return [...kept, ...newcomers.map(({ ref }) => ref)];
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
      const other = this.#rowOf(kept[middle] as Ref);
      if (other !== undefined && compareRows(other, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function repairOf(repairs: Map<Ref | null, ListRepair>, parent: Ref | null): ListRepair {
  const known = repairs.get(parent);
  if (known !== undefined) return known;
  const fresh: ListRepair = { dropped: new Set(), added: [] };
  repairs.set(parent, fresh);
  return fresh;
}
