import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { compareGroups, type Group } from './groups.ts';
import { compareKeys, naturalKey, type SortKey } from './order/sort-key.ts';

export interface EntryOptions {
  readonly connection: ConnectionId;
  readonly row: Row;
  /** What it is sorted by before its name. */
  readonly keys: readonly SortKey[];
  /** Of the columns that are summed. */
  readonly amounts: readonly number[];
  /** All free text of the query is in its name. */
  readonly inName: boolean;
  /** Where the view is grouped; it comes before all else in the order. */
  readonly group?: Group | undefined;
}

/** An object that a view lists, at the place that its keys and its name had when it was put there. */
export class Entry {
  readonly connection: ConnectionId;
  readonly ref: Ref;
  row: Row;
  amounts: readonly number[];
  inName: boolean;
  /** While the order is held: it is not what it was put here for any more. */
  pending: 'moves' | 'leaves' | undefined = undefined;
  #keys: readonly SortKey[];
  #name: string;
  #nameKey: string | undefined = undefined;
  #group: Group | undefined;

  constructor({ connection, row, keys, amounts, inName, group }: EntryOptions) {
    this.connection = connection;
    this.ref = row.ref;
    this.row = row;
    this.amounts = amounts;
    this.inName = inName;
    this.#keys = keys;
    this.#name = row.name;
    this.#group = group;
  }

  /** The group that it stands in. */
  get group(): Group | undefined {
    return this.#group;
  }

  get keys(): readonly SortKey[] {
    return this.#keys;
  }

  /** Made when it decides: of 100,000 few get so far before the first screen. */
  get nameKey(): string {
    return (this.#nameKey ??= naturalKey(this.#name));
  }

  standsAs(other: Entry): boolean {
    if (this.#group !== other.#group) return false;
    return this.#name === other.#name && this.#keys.every((key, at) => key === other.#keys[at]);
  }

  /** Says what another says; its place stays. */
  adopt({ row, amounts, inName }: Entry): void {
    this.row = row;
    this.amounts = amounts;
    this.inName = inName;
  }

  /** Belongs where another does. It must stand nowhere now. */
  moveTo(other: Entry): void {
    this.#keys = other.#keys;
    this.#name = other.#name;
    this.#nameKey = other.#nameKey;
    this.#group = other.#group;
  }
}

/**
 * A total order: by group, by the keys, then by name, then by server and reference.
 * @param groupsDescending the order of groups
 */
export function compareEntries(descending: readonly boolean[], groupsDescending = false) {
  return (one: Entry, other: Entry): number => {
    const [group, otherGroup] = [one.group, other.group];
    if (group !== otherGroup && group !== undefined && otherGroup !== undefined)
      return compareGroups(group, otherGroup, groupsDescending);
    return compareByKeys(one.keys, other.keys, descending) || compareByName(one, other);
  };
}

function compareByKeys(
  keys: readonly SortKey[],
  others: readonly SortKey[],
  descending: readonly boolean[],
): number {
  for (let index = 0; index < keys.length; index++) {
    const [key, against] = [keys[index] ?? null, others[index] ?? null];
    if (key === against) continue;
    const order = compareKeys(key, against, descending[index] ?? false);
    if (order !== 0) return order;
  }
  return 0;
}

function compareByName(one: Entry, other: Entry): number {
  const [name, otherName] = [one.nameKey, other.nameKey];
  if (name !== otherName) return name < otherName ? -1 : 1;
  if (one.connection !== other.connection) return one.connection < other.connection ? -1 : 1;
  if (one.ref === other.ref) return 0;
  return one.ref < other.ref ? -1 : 1;
}
