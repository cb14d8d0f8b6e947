import type { OwnRow, Row } from './row.ts';

interface Entry {
  readonly generation: number;
  readonly row: OwnRow;
}

/**
 * Which objects changed, in the order of their last change. Every change appends; an entry is stale once its object has
 * changed again or is gone, and stale entries are swept out when they are the greater part.
 */
export class ChangeLog {
  #entries: Entry[] = [];
  #stale = 0;
  readonly #live = new Set<OwnRow>();

  add(row: OwnRow): void {
    if (this.#live.has(row)) {
      this.#stale += 1;
    } else {
      this.#live.add(row);
    }
    this.#entries.push({ generation: row.modified, row });
    this.#sweep();
  }

  /** An object went away: its entry is stale. */
  remove(row: OwnRow): void {
    if (this.#live.delete(row)) {
      this.#stale += 1;
    }
    this.#sweep();
  }

  clear(): void {
    this.#entries = [];
    this.#live.clear();
    this.#stale = 0;
  }

  /** The objects whose last change is younger than the generation, oldest first. */
  *since(generation: number): Generator<Row> {
    for (let at = this.#after(generation); at < this.#entries.length; at += 1) {
      const entry = this.#entries[at];
      if (entry !== undefined && this.#isCurrent(entry)) {
        yield entry.row;
      }
    }
  }

  #isCurrent({ generation, row }: Entry): boolean {
    return row.modified === generation && this.#live.has(row);
  }

  #after(generation: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.generation ?? 0) <= generation) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  #sweep(): void {
    if (this.#stale > 1000 && this.#stale > this.#live.size) {
      this.#entries = this.#entries.filter((entry) => this.#isCurrent(entry));
      this.#stale = 0;
    }
  }
}
