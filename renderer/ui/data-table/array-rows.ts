import { columnTest, type ColumnValue } from './columns/column-filter.ts';
import type { TableColumn } from './columns/table-column.ts';
import type { TableLayout } from './table-layout.ts';

/**
 * Items that are all at hand as a layout wants them: those that pass the filters of its columns, in its order; without one, as they came.
 * Amounts are compared as amounts, texts as people read them (`disk 2` before `disk 10`); what has no value comes last either way.
 */
export function arrangedItems<Item>(
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
  layout: Pick<TableLayout, 'sort' | 'filters'>,
  now = Date.now(),
): readonly Item[] {
  return sortedItems(filteredItems(items, columns, layout, now), columns, layout);
}

/** Those that pass the filters of a layout. */
export function filteredItems<Item>(
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
  { filters }: Pick<TableLayout, 'filters'>,
  now = Date.now(),
): readonly Item[] {
  const tests = Object.entries(filters).flatMap(([id, typed]) => {
    const column = columns.find((one) => one.id === id);
    const test = column === undefined ? null : columnTest(typed, column.type ?? 'text', now);
    return column === undefined || typeof test !== 'function' ? [] : [{ column, test }];
  });
  if (tests.length === 0) return items;
  return items.filter((item) => tests.every(({ column, test }) => test(valuesOf(column, item))));
}

/** In the order of a layout. */
export function sortedItems<Item>(
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
  { sort }: Pick<TableLayout, 'sort'>,
): readonly Item[] {
  const order = sort.flatMap(({ column, descending }) => {
    const found = columns.find(({ id }) => id === column);
    return found === undefined ? [] : [{ column: found, sign: descending ? -1 : 1 }];
  });
  if (order.length === 0) return items;
  const keyed = items.map((item) => ({
    item,
    keys: order.map(({ column }) => valueOf(column, item)),
  }));
  return keyed
    .sort((one, other) => {
      for (const [place, { sign }] of order.entries()) {
        const difference = compare(one.keys[place], other.keys[place], sign);
        if (difference !== 0) return difference;
      }
      return 0;
    })
    .map(({ item }) => item);
}

/** Columns in which no item has anything are not shown until the user chooses them: each list has its own. */
export function withoutEmpty<Item>(
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
): readonly TableColumn<Item>[] {
  const some = items.slice(0, looked);
  return columns.map((column) =>
    column.usual && some.length > 0 && !some.some((item) => column.text(item) !== '')
      ? { ...column, usual: false }
      : column,
  );
}

/** Whether a column is empty is seen from the first so many. */
const looked = 500;

type Key = ColumnValue | null | undefined;

function valueOf<Item>(column: TableColumn<Item>, item: Item): Key {
  return column.value === undefined ? column.text(item) : column.value(item);
}

function valuesOf<Item>(column: TableColumn<Item>, item: Item): readonly ColumnValue[] {
  const value = valueOf(column, item);
  return value === null || value === undefined ? [] : [value];
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compare(one: Key, other: Key, sign: number): number {
  const [noOne, noOther] = [isEmpty(one), isEmpty(other)];
  if (noOne || noOther) return Number(noOne) - Number(noOther);
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
  return sign * collator.compare(String(one), String(other));
}

function isEmpty(key: Key): boolean {
  return key === null || key === undefined || key === '';
}
