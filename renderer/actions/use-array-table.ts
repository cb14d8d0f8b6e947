import { useMemo, useState } from 'react';
import {
  arrangedItems,
  filteredItems,
  sortedItems,
  withoutEmpty,
} from '../ui/data-table/array-rows.ts';
import type { TableColumn } from '../ui/data-table/columns/table-column.ts';
import type { TableLayout } from '../ui/data-table/table-layout.ts';
import { arraySource, type TableSource } from '../ui/data-table/table-source.ts';
import { arrangedTree, type TableTree } from '../ui/data-table/table-tree.ts';
import { useTableLayout } from './use-table-layout.ts';

export interface ArrayTable<Item> {
  readonly columns: readonly TableColumn<Item>[];
  readonly source: TableSource<Item>;
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
}

/**
 * A table of items that are all at hand: sorted and filtered here, laid out as the user wants lists of this name.
 * @param revision the order is made anew when it changes: of items that change in place
 */
export function useArrayTable<Item>(options: {
  readonly name: string;
  readonly items: readonly Item[];
  readonly columns: readonly TableColumn<Item>[];
  readonly keyOf: (item: Item) => string;
  readonly nameOf: (item: Item) => string;
  readonly revision?: number;
  /** Columns stay that no item has anything in: what they are of is gone, and that is to be seen. */
  readonly keepsEmpty?: boolean;
  /** Lines that stand below others, each after the one it is below. */
  readonly tree?: TableTree<Item>;
}): ArrayTable<Item> {
  const { name, items, columns, keyOf, nameOf, keepsEmpty = false, tree } = options;
  const [layout, onLayout] = useTableLayout(name);
  const [held, hold] = useState(false);
  const arranges = layout.sort.length > 0 || Object.keys(layout.filters).length > 0;
  const revision = useUnlessHeld(arranges ? (options.revision ?? 0) : 0, held);
  const own = useMemo(
    () => (keepsEmpty ? columns : withoutEmpty(items, columns)),
    [items, columns, keepsEmpty],
  );
  const arranged = useMemo(() => {
    void revision;
    if (tree === undefined) return arrangedItems(items, columns, layout);
    return arrangedTree(items, tree, {
      filter: (all) => filteredItems(all, columns, layout),
      sort: (some) => sortedItems(some, columns, layout),
    });
  }, [items, columns, layout, revision, tree]);
  const source = useMemo(
    () => ({ ...arraySource(arranged, keyOf, nameOf), hold }),
    [arranged, keyOf, nameOf],
  );
  return { columns: own, source, layout, onLayout };
}

/** The order stays as it is while the user is in the table. */
function useUnlessHeld(revision: number, held: boolean): number {
  const [shown, setShown] = useState(revision);
  if (!held && shown !== revision) setShown(revision);
  return held ? shown : revision;
}
