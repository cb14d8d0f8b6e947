import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';

/** How many objects of each sort there are. */
export interface Trouble {
  /** The server says error, or cannot reach them. */
  readonly errors: number;
  /** The server warns of them, or they wait for somebody. */
  readonly warnings: number;
}

export const noTrouble: Trouble = { errors: 0, warnings: 0 };

/** States in which an object cannot be used, though somebody wants it to be. */
const lost: ReadonlySet<Row['state']> = new Set(['disconnected', 'inaccessible']);

/** What an object is to those above it. */
export function troubleOf({ health, state, kind, facts }: Row): Trouble {
  const isLost = lost.has(state) && kind !== 'template' && kind !== 'snapshot';
  if (health === 'error' || isLost) return oneError;
  return health === 'warning' || facts.note !== undefined ? oneWarning : noTrouble;
}

const oneError: Trouble = { errors: 1, warnings: 0 };
const oneWarning: Trouble = { errors: 0, warnings: 1 };

/**
 * How many objects below each are in trouble, in one tree; kept up to date by what changes: a change costs as many steps as it has
 * ancestors. Those below the server itself stand under null.
 */
export class TroubleBelow {
  readonly #placed: ReadonlyMap<Ref, Ref | null>;
  readonly #below = new Map<Ref | null, Trouble>();
  /** Rows that are in trouble themselves. */
  readonly #own = new Map<Ref, Trouble>();

  /** @param placed where each row stands; a row is taken away before it leaves it, and put when it stands in it */
  constructor(placed: ReadonlyMap<Ref, Ref | null>) {
    this.#placed = placed;
  }

  /** What is below a row; below the server where null. */
  below(ref: Ref | null): Trouble {
    return this.#below.get(ref) ?? noTrouble;
  }

  /** What a row and all below it come to counts for those above it. */
  put(ref: Ref, row: Row): void {
    this.#keep(ref, troubleOf(row));
    this.#add(this.#placed.get(ref), plus(this.#ownOf(ref), this.below(ref)));
  }

  /** What a row and all below it come to does not count any more for those above it. */
  take(ref: Ref): void {
    this.#add(this.#placed.get(ref), minus(plus(this.#ownOf(ref), this.below(ref))));
    this.#own.delete(ref);
  }

  /** A row that stays where it is may be in other trouble. */
  weigh(ref: Ref, row: Row): void {
    const before = this.#ownOf(ref);
    const now = troubleOf(row);
    if (same(before, now)) return;
    this.#keep(ref, now);
    this.#add(this.#placed.get(ref), plus(now, minus(before)));
  }

  #ownOf(ref: Ref): Trouble {
    return this.#own.get(ref) ?? noTrouble;
  }

  #keep(ref: Ref, own: Trouble): void {
    if (same(own, noTrouble)) this.#own.delete(ref);
    else this.#own.set(ref, own);
  }

  /** Adds to all from a row up. A ring, which no server should send, ends it. */
  #add(from: Ref | null | undefined, more: Trouble): void {
    if (same(more, noTrouble)) return;
    const seen = new Set<Ref | null>();
    for (let at = from; at !== undefined && !seen.has(at); ) {
      seen.add(at);
      const sum = plus(this.below(at), more);
      if (same(sum, noTrouble)) this.#below.delete(at);
      else this.#below.set(at, sum);
      at = at === null ? undefined : this.#placed.get(at);
    }
  }
}

function plus(one: Trouble, other: Trouble): Trouble {
  if (same(other, noTrouble)) return one;
  return { errors: one.errors + other.errors, warnings: one.warnings + other.warnings };
}

function minus({ errors, warnings }: Trouble): Trouble {
  return { errors: -errors, warnings: -warnings };
}

function same(one: Trouble, other: Trouble): boolean {
  return one.errors === other.errors && one.warnings === other.warnings;
}
