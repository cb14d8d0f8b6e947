import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import {
  Arrangement,
  type ArrangementRule,
  type Rearranged,
  type RowChange,
} from './arrangement.ts';

export interface BranchFrame {
  readonly upsert: readonly (readonly [Ref, Row])[];
  readonly remove: readonly Ref[];
}

/** What a frame changed, in the tree that is shown. */
export interface BranchChange extends Rearranged {
  readonly rows: readonly RowChange[];
}

/** Hosts and clusters: all objects but a few folders stand in it. */
export const homeRule: ArrangementRule = {
  place: ({ parent, notInHosts }) => (notInHosts === true ? undefined : parent),
};

/**
 * The replica of one server's inventory: rows by reference, and the sorted children of every row, in the tree of hosts and clusters and in
 * the one that is shown. Mutated in place; a row that changed is a new object. A change that moves nothing touches no list.
 */
export class Branch {
  readonly #rows = new Map<Ref, Row>();
  readonly #home = new Arrangement(homeRule, this.#rows);
  #rule = homeRule;
  #shown = this.#home;

  get size(): number {
    return this.#rows.size;
  }

  /** The tree that is shown. */
  get shown(): Arrangement {
    return this.#shown;
  }

  row(ref: Ref): Row | undefined {
    return this.#rows.get(ref);
  }

  rows(): IterableIterator<Row> {
    return this.#rows.values();
  }

  /** In hosts and clusters, in the order of the tree; null asks for what stands directly below the server. */
  children(parent: Ref | null): readonly Ref[] {
    return this.#home.children(parent);
  }

  /** In hosts and clusters from the topmost ancestor down to the parent. */
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

  /** Shows another tree of the same rows. */
  show(rule: ArrangementRule): void {
    if (rule === this.#rule) return;
    this.#rule = rule;
    this.#shown = rule === homeRule ? this.#home : new Arrangement(rule, this.#rows);
  }

  /** The rule places some rows elsewhere now. */
  replace(refs: Iterable<Ref>): BranchChange {
    const changes = [...refs].map((ref): RowChange => {
      const row = this.#rows.get(ref);
      return { ref, before: row, after: row };
    });
    return { rows: [], ...this.#shown.apply(changes) };
  }

  /** Applies a frame. */
  apply(frame: BranchFrame): BranchChange {
    const rows = this.#take(frame);
    const atHome = this.#home.apply(rows);
    return { rows, ...(this.#shown === this.#home ? atHome : this.#shown.apply(rows)) };
  }

  #take({ upsert, remove }: BranchFrame): readonly RowChange[] {
    const before = new Map<Ref, Row | undefined>();
    for (const ref of remove) {
      if (!before.has(ref)) before.set(ref, this.#rows.get(ref));
      this.#rows.delete(ref);
    }
    for (const [ref, row] of upsert) {
      if (!before.has(ref)) before.set(ref, this.#rows.get(ref));
      this.#rows.set(ref, row);
    }
    return [...before].flatMap(([ref, old]) => {
      const after = this.#rows.get(ref);
      return old === undefined && after === undefined ? [] : [{ ref, before: old, after }];
    });
  }
}
