import { useMemo } from 'react';
import { useWorkspace } from '../../state/workspace.ts';
import { decodeLayout, encodeLayout } from '../../ui/data-table/layout-codec.ts';
import type { TableLayout } from '../../ui/data-table/table-layout.ts';

/** How the user wants a table, remembered by the list's name. */
export function useTableLayout(name: string): [TableLayout, (layout: TableLayout) => void] {
  const kept = useWorkspace((state) => state.tables[name]);
  const layout = useMemo(() => decodeLayout(kept), [kept]);
  const change = (next: TableLayout): void => {
    const { tables, set } = useWorkspace.getState();
    set({ tables: { ...tables, [name]: encodeLayout(next) } });
  };
  return [layout, change];
}
