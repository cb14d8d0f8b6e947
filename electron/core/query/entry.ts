import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { compareKeys, type SortKey } from './sort-key.ts';

/** An object that a view lists. */
export interface Entry {
  readonly connection: ConnectionId;
  readonly ref: Ref;
  row: Row;
  /** What it is sorted by, its name last. Kept while it stands at a place. */
  keys: readonly SortKey[];
  /** Of the columns that are summed. */
  amounts: readonly number[];
  /** All free text of the query is in its name. */
  inName: boolean;
  /** While the order is held: it is not what it was put here for any more. */
  pending?: 'moves' | 'leaves';
}

/** A total order: by the keys, then by server and reference. */
export function compareEntries(descending: readonly boolean[]) {
  return (one: Entry, other: Entry): number => {
    for (let index = 0; index < one.keys.length; index++) {
      const order = compareKeys(
        one.keys[index] ?? null,
        other.keys[index] ?? null,
        descending[index] ?? false,
      );
      if (order !== 0) return order;
    }
    if (one.connection !== other.connection) return one.connection < other.connection ? -1 : 1;
    if (one.ref === other.ref) return 0;
    return one.ref < other.ref ? -1 : 1;
  };
}

export function sameKeys(one: readonly SortKey[], other: readonly SortKey[]): boolean {
  return one.every((key, index) => key === other[index]);
}
