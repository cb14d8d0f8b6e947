import { useMemo, useState } from 'react';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { addressesIn, type RefGroup } from '#shared/model/selection.ts';
import { useLink } from '../../bridge/link-context.ts';
import { FoundSet, type Description } from '../../state/selection/found-set.ts';
import type { NodeSet } from '../../state/selection/node-set.ts';
import type { NodeKey } from '../../state/tree/flat-node.ts';
import { nothingSelected, type TableSelection } from '../../ui/data-table/table-selection.ts';

export interface ListPick {
  readonly selection: TableSelection;
  readonly select: (selection: TableSelection) => void;
  readonly clear: () => void;
  /** The objects that are selected. */
  readonly selected: NodeSet;
}

const nobody: NodeSet = new Set<NodeKey>();

interface Picked {
  readonly of: string;
  readonly selection: TableSelection;
}

/**
 * What is selected in a list. All of it is asked for by name once: what comes in later was not meant; what leaves it is not operated on,
 * for the core knows what the list was of.
 * @param view by which calls name it
 * @param description what the list is of: with another nothing is selected any more, lest an operation meet what nobody sees
 */
export function useListPick(view: string, description: Description): ListPick {
  const link = useLink();
  const of = JSON.stringify(description);
  const [picked, setPicked] = useState<Picked>({ of, selection: nothingSelected });
  const selection = picked.of === of ? picked.selection : nothingSelected;
  const select = (next: TableSelection): void => {
    setPicked({ of, selection: next });
    if (next.is === 'some') return;
    link
      .call('views.all', { view })
      .then((groups) => {
        const keys = new FoundSet(
          byServer(groups),
          JSON.parse(of) as Description,
          next.but as ReadonlySet<NodeKey>,
        );
        // Unless something else was selected, or looked for, meanwhile.
        setPicked((now) =>
          now.selection === next ? { of, selection: { is: 'some', keys } } : now,
        );
      })
      // The list is another by now, and its view gone.
      .catch(() => undefined);
  };
  const selected = useMemo(
    () => (selection.is === 'some' ? (selection.keys as NodeSet) : nobody),
    [selection],
  );
  return { selection, select, clear: () => select(nothingSelected), selected };
}

function byServer(groups: readonly RefGroup[]): ReadonlyMap<ConnectionId, ReadonlySet<Ref>> {
  const found = new Map<ConnectionId, Set<Ref>>();
  for (const { connection, ref } of addressesIn(groups)) {
    const refs = found.get(connection);
    if (refs === undefined) found.set(connection, new Set([ref]));
    else refs.add(ref);
  }
  return found;
}
