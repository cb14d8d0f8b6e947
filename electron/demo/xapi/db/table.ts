import type { OwnRow } from './row.ts';

/** A deletion that the table still remembers. */
export interface Deletion {
  readonly ref: string;
  readonly created: number;
  readonly deleted: number;
}

/** xapi forgets the older half of a table's deletions when it has so many (db_cache_types.ml). */
const mostDeletions = 512;

/** The objects of one class. */
export class Table {
  readonly class: string;
  readonly rows = new Map<string, OwnRow>();
  readonly byUuid = new Map<string, OwnRow>();
  deletions: Deletion[] = [];

  constructor(owner: string) {
    this.class = owner;
  }

  remember(deletion: Deletion): void {
    this.deletions.push(deletion);
    if (this.deletions.length >= mostDeletions) {
      this.deletions = this.deletions.slice(mostDeletions / 2);
    }
  }
}
