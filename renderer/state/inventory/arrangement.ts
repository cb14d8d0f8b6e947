import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { changesOrder } from './row-order.ts';
import { SiblingLists, type Move } from './sibling-lists.ts';
import { TroubleBelow, type Trouble } from './trouble.ts';

/** Which tree is made of the rows of a server. */
export interface ArrangementRule {
  /**
   * Below which row a row stands: null directly below the server, undefined where it does not stand in the tree.
   * @param isHost whether there is a host of that reference
   */
  place(row: Row, isHost: (ref: Ref) => boolean): Ref | null | undefined;
  /** Machines stand below hosts: a host that comes or goes may move them. */
  readonly byHost?: boolean;
}

/** A row as it was and as it is; undefined where there was or is none. */
export interface RowChange {
  readonly ref: Ref;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** What a change did to a tree. */
export interface Rearranged {
  readonly moves: readonly Move[];
  /** Whose lists of children changed; null for what stands directly below the server. */
  readonly lists: ReadonlySet<Ref | null>;
}

/** One tree of a server's rows: who stands below whom, and what trouble is below each. */
export class Arrangement {
  readonly #rule: ArrangementRule;
  readonly #rows: ReadonlyMap<Ref, Row>;
  /** Where each row stands. */
  readonly #placed = new Map<Ref, Ref | null>();
  readonly #lists: SiblingLists;
  readonly #trouble = new TroubleBelow(this.#placed);

  /** @param rows of the server; what changes in it is reported by `apply` */
  constructor(rule: ArrangementRule, rows: ReadonlyMap<Ref, Row>) {
    this.#rule = rule;
    this.#rows = rows;
    this.#lists = new SiblingLists((ref) => rows.get(ref));
    for (const row of rows.values()) {
      const place = this.#placeOf(row);
      if (place === undefined) continue;
      this.#placed.set(row.ref, place);
      this.#trouble.put(row.ref, row);
    }
    this.#lists.load(this.#placed);
  }

  /** In the order of the tree; null asks for what stands directly below the server. */
  children(parent: Ref | null): readonly Ref[] {
    return this.#lists.children(parent);
  }

  /** The children in any order. */
  members(parent: Ref | null): readonly Ref[] {
    return this.#lists.members(parent);
  }

  /** Those that have children. */
  parents(): Iterable<Ref | null> {
    return this.#lists.parents();
  }

  /** Null directly below the server; undefined for what does not stand in this tree. */
  parentOf(ref: Ref): Ref | null | undefined {
    return this.#placed.get(ref);
  }

  /** From the topmost ancestor down to the parent. A cycle, which no server should send, ends it. */
  ancestors(ref: Ref): readonly Ref[] {
    const path: Ref[] = [];
    for (
      let parent = this.parentOf(ref) ?? null;
      parent !== null && !path.includes(parent);
      parent = this.parentOf(parent) ?? null
    )
      path.push(parent);
    return path.toReversed();
  }

  /** What is below a row, at whatever depth; below the server where null. */
  troubleBelow(ref: Ref | null): Trouble {
    return this.#trouble.below(ref);
  }

  /** Puts one more list in order, before somebody waits for it; false where all are. */
  sortOne(): boolean {
    return this.#lists.sortOne();
  }

  apply(changes: readonly RowChange[]): Rearranged {
    const [moves, stay] = this.#movesOf(this.#withGuests(changes));
    // All that moves is taken away before any of it is put where it belongs: there is no ring in between.
    for (const { ref, from } of moves) {
      if (from !== undefined) this.#trouble.take(ref);
      this.#placed.delete(ref);
    }
    for (const row of stay) this.#trouble.weigh(row.ref, row);
    for (const { ref, to, row } of moves) {
      if (to === undefined || row === undefined) continue;
      this.#placed.set(ref, to);
      this.#trouble.put(ref, row);
    }
    return { moves, lists: this.#lists.apply(moves) };
  }

  #movesOf(changes: readonly RowChange[]): readonly [readonly Move[], readonly Row[]] {
    const moves: Move[] = [];
    const stay: Row[] = [];
    for (const { ref, before, after } of changes) {
      const from = this.#placed.get(ref);
      const to = after === undefined ? undefined : this.#placeOf(after);
      const reordered = before === undefined || after === undefined || changesOrder(before, after);
      if (from === to && (to === undefined || !reordered)) {
        if (to !== undefined && after !== undefined) stay.push(after);
      } else moves.push({ ref, row: after, from, to });
    }
    return [moves, stay];
  }

  /** Where machines stand below hosts, they follow a host that comes, and leave one that goes. */
  #withGuests(changes: readonly RowChange[]): readonly RowChange[] {
    if (this.#rule.byHost !== true || !changes.some(movesHosts)) return changes;
    const known = new Set(changes.map(({ ref }) => ref));
    const guests: RowChange[] = [];
    for (const row of this.#rows.values())
      if (row.facts.host !== undefined && !known.has(row.ref))
        guests.push({ ref: row.ref, before: row, after: row });
    return [...changes, ...guests];
  }

  #placeOf(row: Row): Ref | null | undefined {
    return this.#rule.place(row, (ref) => this.#rows.get(ref)?.kind === 'host');
  }
}

/** A host came or went. */
function movesHosts({ before, after }: RowChange): boolean {
  return (before?.kind === 'host') !== (after?.kind === 'host');
}
