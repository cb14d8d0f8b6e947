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

interface Picked {
  readonly of: string;
  readonly selection: TableSelection;
}

/**
 * What is selected in a list. All of it is asked for by name once: what comes in later was not meant.
 * @param of what the list is of: with another search nothing is selected any more, lest an operation meet what nobody sees
 */
export function useListPick(source: TableSource<ViewRow>, of: string): ListPick {
  const [picked, setPicked] = useState<Picked>({ of, selection: nothingSelected });
  const selection = picked.of === of ? picked.selection : nothingSelected;
  const select = (next: TableSelection): void => {
    setPicked({ of, selection: next });
    if (next.is === 'some') return;
    void source.keys(0, source.total).then((keys) =>
      // Unless something else was selected, or looked for, meanwhile.
      setPicked((now) => (now.selection === next ? { of, selection: only(keys) } : now)),
    );
  };
  const selected = useMemo(
    () => (selection.is === 'some' ? (selection.keys as ReadonlySet<NodeKey>) : nobody),
    [selection],
  );
  return { selection, select, clear: () => select(nothingSelected), selected };
}
