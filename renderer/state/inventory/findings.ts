import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { allSteps, type Steps } from '../in-steps.ts';
import type { RowChange } from './arrangement.ts';
import type { Branch, BranchChange } from './branch.ts';
import type { Move } from './sibling-lists.ts';

/** Rows that are looked at in one piece. */
const pieceSize = 2048;

/** What is looked for. */
export interface Wanted {
  passes(row: Row): boolean;
  /** Whether that depends on the row alone, and not on what is above it. */
  readonly local: boolean;
}

/**
 * What was found among the rows of a server, and which rows lead to it in the tree that is shown. Made in one pass over all rows, then kept
 * up to date by what changes: a change costs as many steps as it has ancestors.
 */
export class Findings {
  readonly #branch: Branch;
  /** Undefined where somebody else says what is found. */
  readonly #wanted: Wanted | undefined;
  #matches = new Set<Ref>();
  /** Somebody holds the set of matches: it is copied before it changes. */
  #isHeld = false;
  /** How many children of each row are found, or lead to what is; of what stands directly below the server under null. */
  readonly #leading = new Map<Ref | null, number>();
  /** Rows that changed while all are looked at. */
  #again: Set<Ref> | undefined;
  /** What others depend on changed meanwhile. */
  #isStale = false;

  /** @param wanted undefined where somebody else says what is found */
  constructor(branch: Branch, wanted?: Wanted) {
    this.#branch = branch;
    this.#wanted = wanted;
  }

  /** Whether it is of the rows of that branch. */
  isOf(branch: Branch): boolean {
    return branch === this.#branch;
  }

  /** What was found, live. */
  get matches(): ReadonlySet<Ref> {
    return this.#matches;
  }

  /** What is found now, whatever changes later. */
  hold(): ReadonlySet<Ref> {
    this.#isHeld = true;
    return this.#matches;
  }

  /** How many children of a row are shown because they are found, or lead to what is. */
  shownBelow(parent: Ref | null): number {
    return this.#leading.get(parent) ?? 0;
  }

  /** Whether something below a row was found. */
  leads(ref: Ref | null): boolean {
    return this.#leading.has(ref);
  }

  /** Whether a row was found, or leads to what was. */
  shows(ref: Ref): boolean {
    return this.#matches.has(ref) || this.#leading.has(ref);
  }

  /** Looks at all rows, in pieces; what changes meanwhile is looked at again. */
  *search(): Steps<void> {
    do {
      this.#isStale = false;
      this.#again = new Set();
      this.#renew(new Set());
      yield* this.#lookAtAll();
    } while (this.#isStale);
    for (const ref of this.#again) this.#judge(ref);
    this.#again = undefined;
    this.findWays();
  }

  *#lookAtAll(): Steps<void> {
    let left = pieceSize;
    for (const row of this.#branch.rows()) {
      if (this.#wanted?.passes(row) === true) this.#matches.add(row.ref);
      left -= 1;
      if (left > 0) continue;
      yield;
      left = pieceSize;
    }
  }

  /** Takes what somebody else found; what the branch does not have is left out. */
  take(found: Iterable<Ref>): void {
    this.#renew(new Set());
    for (const ref of found) if (this.#branch.row(ref) !== undefined) this.#matches.add(ref);
    this.findWays();
  }

  /** Another tree is shown: other rows lead to what was found. */
  findWays(): void {
    this.#leading.clear();
    for (const ref of this.#matches) {
      let parent = this.#branch.shown.parentOf(ref);
      // A row that leads already, or is found itself, counts for those above it without this one.
      for (let at = parent; at !== undefined; at = parent) {
        const known = this.#leading.get(at) ?? 0;
        this.#leading.set(at, known + 1);
        if (at === null || known > 0 || this.#matches.has(at)) break;
        parent = this.#branch.shown.parentOf(at);
      }
    }
  }

  /**
   * Takes note of what changed.
   * @returns rows whose children on screen may be others now, null for the server itself; 'all' where it may be all
   */
  apply({ rows, moves }: BranchChange): ReadonlySet<Ref | null> | 'all' {
    const others =
      this.#wanted?.local === false && rows.some((row) => shapesOthers(row, this.#branch));
    if (this.#again !== undefined) {
      for (const { ref } of rows) this.#again.add(ref);
      this.#isStale ||= others;
      return none;
    }
    if (others) {
      allSteps(this.search());
      return 'all';
    }
    const changed = new Set<Ref | null>();
    // Whether they were shown before any of this.
    const unsettled = new Map<Ref, boolean>();
    for (const { ref } of rows) unsettled.set(ref, this.shows(ref));
    for (const { ref } of moves) if (!unsettled.has(ref)) unsettled.set(ref, this.shows(ref));
    for (const { ref } of rows) this.#judge(ref);
    for (const move of moves)
      if (unsettled.get(move.ref) === true) this.#carry(move, changed, unsettled);
    this.#settle(unsettled, changed);
    return changed;
  }

  #judge(ref: Ref): void {
    const row = this.#branch.row(ref);
    const was = this.#matches.has(ref);
    const is = row !== undefined && (this.#wanted?.passes(row) ?? was);
    if (is === was) return;
    if (this.#isHeld) this.#renew(new Set(this.#matches));
    if (is) this.#matches.add(ref);
    else this.#matches.delete(ref);
  }

  #renew(matches: Set<Ref>): void {
    this.#matches = matches;
    this.#isHeld = false;
  }

  /** What is shown counts where it stands now. */
  #carry({ from, to }: Move, changed: Set<Ref | null>, unsettled: Map<Ref, boolean>): void {
    for (const [place, more] of [
      [from, -1],
      [to, 1],
    ] as const) {
      if (place === undefined) continue;
      if (place !== null && !unsettled.has(place)) unsettled.set(place, this.shows(place));
      this.#count(place, more, changed);
    }
  }

  /** Whoever comes into sight, or goes, counts for its parent, which may come or go by that. */
  #settle(unsettled: Map<Ref, boolean>, changed: Set<Ref | null>): void {
    for (const [ref, was] of unsettled) {
      unsettled.delete(ref);
      const is = this.shows(ref);
      const parent = is === was ? undefined : this.#branch.shown.parentOf(ref);
      if (parent === undefined) continue;
      if (parent !== null && !unsettled.has(parent)) unsettled.set(parent, this.shows(parent));
      this.#count(parent, is ? 1 : -1, changed);
    }
  }

  #count(place: Ref | null, more: number, changed: Set<Ref | null>): void {
    const sum = this.shownBelow(place) + more;
    if (sum > 0) this.#leading.set(place, sum);
    else this.#leading.delete(place);
    changed.add(place);
  }
}

const none: ReadonlySet<Ref | null> = new Set();

/** Whether others may be found by a row: they stand below it, or are named by it, as machines are by their host. */
function shapesOthers({ before, after, ref }: RowChange, branch: Branch): boolean {
  const kind = after?.kind ?? before?.kind;
  const isMachine = kind === 'vm' || kind === 'template';
  if (isMachine && branch.children(ref).length === 0) return false;
  return (
    before?.name !== after?.name || before?.parent !== after?.parent || before?.kind !== after?.kind
  );
}
