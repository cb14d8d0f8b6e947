import { useMemo, useState } from 'react';
import type { ViewRow } from '#shared/model/view.ts';
import type { NodeKey } from '../../state/tree/flat-node.ts';
import { nothingSelected, only, type TableSelection } from '../../ui/data-table/table-selection.ts';
import type { TableSource } from '../../ui/data-table/table-source.ts';

export interface ListPick {
  readonly selection: TableSelection;
  readonly select: (selection: TableSelection) => void;
  readonly clear: () => void;
  /** The objects that are selected, by `connection/ref`. */
  readonly selected: ReadonlySet<NodeKey>;
}

const nobody: ReadonlySet<NodeKey> = new Set();

/** What is selected in a list. All of it is asked for by name once: what comes in later was not meant. */
export function useListPick(source: TableSource<ViewRow>): ListPick {
  const [selection, setSelection] = useState<TableSelection>(nothingSelected);
  const select = (next: TableSelection): void => {
    setSelection(next);
    if (next.is === 'some') return;
    void source.keys(0, source.total).then((keys) => setSelection(only(keys)));
  };
  const selected = useMemo(
    () => (selection.is === 'some' ? (selection.keys as ReadonlySet<NodeKey>) : nobody),
    [selection],
  );
  return { selection, select, clear: () => setSelection(nothingSelected), selected };
}
