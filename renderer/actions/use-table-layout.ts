import { useMemo, useState } from 'react';
import { useWorkspace } from '../state/workspace/workspace.ts';
import { decodeLayout, encodeLayout } from '../ui/data-table/layout-codec.ts';
import type { TableLayout } from '../ui/data-table/table-layout.ts';

type Filters = Pick<TableLayout, 'filters' | 'filtering'>;

const noFilters: Filters = { filters: {}, filtering: false };

/**
 * How the user wants a table, remembered by the list's name; but for what it is filtered by, which ends with the table: nobody looks for
 * a filter of last week where lines are missing.
 */
export function useTableLayout(name: string): [TableLayout, (layout: TableLayout) => void] {
  const kept = useWorkspace((state) => state.tables[name]);
  const [filters, setFilters] = useState(noFilters);
  const layout = useMemo(() => ({ ...decodeLayout(kept), ...filters }), [kept, filters]);
  const change = (next: TableLayout): void => {
    if (next.filters !== layout.filters || next.filtering !== layout.filtering)
      setFilters({ filters: next.filters, filtering: next.filtering });
    const text = encodeLayout(next);
    const { tables, set } = useWorkspace.getState();
    if (text !== tables[name]) set({ tables: { ...tables, [name]: text } });
  };
  return [layout, change];
}
