import type { ViewCell } from '#shared/model/view.ts';
import type { FieldValues } from '#shared/query/field.ts';
import { compareKeys, sortKey, type SortKey } from './order/sort-key.ts';
import { cellOf } from './values/cell-of.ts';

/** What the objects of a group have in common: the values of a column. */
export interface Group {
  /** Tells groups of a view apart; empty for the objects that have no value. */
  readonly id: string;
  readonly key: SortKey;
  readonly cell: ViewCell;
}

export interface GroupCount {
  readonly group: Group;
  readonly count: number;
}

const nothing: Group = { id: '', key: null, cell: null };

/** The groups of a view, each made once: 100,000 objects share a few. */
export class GroupNames {
  readonly #known = new Map<string, Group>();

  /** An object with several values is in one group: with those that have the same ones. */
  of(values: FieldValues): Group {
    if (values === undefined || values.length === 0) return nothing;
    const all = values.length === 1 ? values : values.toSorted(byText);
    const id = all.map(String).join('\u0000');
    if (id === '') return nothing;
    let group = this.#known.get(id);
    if (group === undefined) {
      group = { id, key: sortKey(all), cell: cellOf(all) };
      this.#known.set(id, group);
    }
    return group;
  }
}

function byText(one: string | number | boolean, other: string | number | boolean): number {
  return String(one) < String(other) ? -1 : 1;
}

/** How many entries each group has that is listed, in the order of the groups. */
export class GroupCounts {
  readonly #counts = new Map<string, { readonly group: Group; count: number }>();
  readonly #descending: boolean;
  #order: readonly GroupCount[] | undefined;

  /** @param descending the order of groups; those without a value come last either way */
  constructor(descending: boolean) {
    this.#descending = descending;
  }

  get inOrder(): readonly GroupCount[] {
    this.#order ??= [...this.#counts.values()].sort((one, other) =>
      compareGroups(one.group, other.group, this.#descending),
    );
    return this.#order;
  }

  add(group: Group | undefined): void {
    if (group === undefined) return;
    const known = this.#counts.get(group.id);
    if (known !== undefined) known.count += 1;
    else {
      this.#counts.set(group.id, { group, count: 1 });
      this.#order = undefined;
    }
  }

  take(group: Group | undefined): void {
    const known = group === undefined ? undefined : this.#counts.get(group.id);
    if (known === undefined) return;
    known.count -= 1;
    if (known.count > 0) return;
    this.#counts.delete(known.group.id);
    this.#order = undefined;
  }
}

/** As entries are compared by their groups; see `compareEntries`. */
export function compareGroups(one: Group, other: Group, descending: boolean): number {
  if (one.id === other.id) return 0;
  const order = compareKeys(one.key, other.key, descending);
  if (order !== 0) return order;
  return one.id < other.id !== descending ? -1 : 1;
}
