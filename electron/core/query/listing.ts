import type { Kind } from '#shared/model/kind.ts';
import {
  objectKey,
  type ConnectionId,
  type ObjectAddress,
  type ObjectKey,
} from '#shared/model/reference.ts';
import type { Entry } from './entry.ts';
import type { GroupCount, GroupCounts } from './groups.ts';
import { OrderedList } from './order/ordered-list.ts';
import { Tally } from './tally.ts';

const none: readonly GroupCount[] = [];

/**
 * What a view lists, in order, with its totals. While it is held, everything stays where it is: what changed says that it has to move or to
 * leave, and what is new waits outside.
 */
export class Listing {
  readonly #list: OrderedList<Entry>;
  readonly #groups: GroupCounts | undefined;
  readonly #tally: Tally;
  readonly #pending = new Set<Entry>();
  readonly #waiting = new Map<ObjectKey, ObjectAddress>();
  #held = false;

  /**
   * @param summed how many amounts each entry has
   * @param groups counts the entries of each group, where there are groups
   */
  constructor(compare: (one: Entry, other: Entry) => number, summed: number, groups?: GroupCounts) {
    this.#list = new OrderedList(compare);
    this.#groups = groups;
    this.#tally = new Tally(summed);
  }

  /** In their order, with what stands in each now; none where it is not grouped. */
  get groups(): readonly GroupCount[] {
    return this.#groups?.inOrder ?? none;
  }

  get held(): boolean {
    return this.#held;
  }

  get count(): number {
    return this.#tally.count;
  }

  get inName(): number {
    return this.#tally.inName;
  }

  get byKind(): ReadonlyMap<Kind, number> {
    return this.#tally.byKind;
  }

  get sums(): readonly number[] {
    return this.#tally.sums;
  }

  /** What has to move, leave or come in while it is held. */
  get waiting(): number {
    return this.#waiting.size + this.#pending.size;
  }

  /** The entries at the places from the first to before the last. */
  slice(from: number, to: number): readonly Entry[] {
    return this.#list.slice(from, to);
  }

  entries(): Iterable<Entry> {
    return this.#list;
  }

  indexOf(entry: Entry): number {
    return this.#list.indexOf(entry);
  }

  hold(): void {
    this.#held = true;
  }

  /** The order is made anew. @returns the objects that are to be looked at for it */
  release(): readonly ObjectAddress[] {
    this.#held = false;
    const changed = [...this.#pending, ...this.#waiting.values()];
    this.#pending.clear();
    this.#waiting.clear();
    return changed;
  }

  /** Counts an entry that is put in by `load` later: what it comes to is known before its place is. */
  reckon(entry: Entry): void {
    this.#tally.add(entry);
  }

  /** An entry that was counted is not to be put in: its server went. */
  strike(entry: Entry): void {
    this.#tally.take(entry);
  }

  /** Puts in entries that are in order and were counted. */
  load(sorted: readonly Entry[]): void {
    if (this.#list.size > 0) {
      for (const entry of sorted) this.#insert(entry);
      return;
    }
    this.#list.load(sorted);
    if (this.#groups !== undefined) for (const { group } of sorted) this.#groups.add(group);
  }

  /** An object is new here. @returns false where it has to wait */
  come(entry: Entry): boolean {
    if (this.#held) {
      this.#waiting.set(objectKey(entry), entry);
      return false;
    }
    this.#insert(entry);
    this.#tally.add(entry);
    return true;
  }

  /** An object that waited is not to come in any more. */
  stayOut(address: ObjectAddress): void {
    this.#waiting.delete(objectKey(address));
  }

  /** An entry is not to be here any more. @returns false where it stays for now */
  leave(entry: Entry): boolean {
    if (this.#held) {
      entry.pending = 'leaves';
      this.#pending.add(entry);
      return false;
    }
    this.take(entry);
    return true;
  }

  /** Takes an entry away, held or not: its server went. */
  take(entry: Entry): void {
    this.#remove(entry);
    this.#pending.delete(entry);
    this.#tally.take(entry);
  }

  /** What waits of a server that went. */
  forget(connection: ConnectionId): void {
    for (const [key, address] of this.#waiting)
      if (address.connection === connection) this.#waiting.delete(key);
  }

  /** An entry is as another says by now. */
  update(old: Entry, now: Entry): void {
    this.#tally.take(old);
    this.#tally.add(now);
    old.adopt(now);
    this.#pending.delete(old);
    old.pending = undefined;
    if (old.standsAs(now)) return;
    if (this.#held) {
      old.pending = 'moves';
      this.#pending.add(old);
      return;
    }
    this.#remove(old);
    old.moveTo(now);
    this.#insert(old);
  }

  #insert(entry: Entry): void {
    this.#list.insert(entry);
    this.#groups?.add(entry.group);
  }

  #remove(entry: Entry): void {
    if (this.#list.remove(entry)) this.#groups?.take(entry.group);
  }
}
