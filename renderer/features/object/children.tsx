import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { barActions } from '../../actions/action-order.ts';
import { withCompare } from '../../actions/compare.ts';
import { notifyRefused } from '../../actions/registry.ts';
import { runShortcut } from '../../actions/shortcut.ts';
import { useTargetActions } from '../../actions/use-target-actions.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { branchOf, useInventory } from '../../state/inventory/inventory-store.ts';
import { nodeKey } from '../../state/tree/flat-node.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import {
  isSelected,
  nothingSelected,
  type TableSelection,
} from '../../ui/data-table/table-selection.ts';
import { SelectedBar } from '../../ui/actions/selected-bar.tsx';
import { countBelow, type KindCounts } from '../../state/inventory/count-below.ts';
import { countTexts } from './count-texts.ts';
import { ObjectTable } from './object-table.tsx';

const noChildren: readonly Ref[] = [];

/** What stands directly below an object or a server: how many of each kind, and all of them as a list to select from. */
export function Children(props: {
  readonly connection: ConnectionId;
  /** Null: the server itself. */
  readonly parent: Ref | null;
}): ReactElement | null {
  const { connection, parent } = props;
  const children = useInventory(
    (state) => state.branches.get(connection)?.children(parent) ?? noChildren,
  );
  if (children.length === 0) return null;
  return (
    <section className="fact-card children" aria-label={t('summary.contents')}>
      <h3 className="fact-title">{t('summary.contents')}</h3>
      <ChildList key={parent} connection={connection} parent={parent} refs={children} />
    </section>
  );
}

function ChildList(props: {
  readonly connection: ConnectionId;
  readonly parent: Ref | null;
  readonly refs: readonly Ref[];
}): ReactElement {
  const { connection, parent, refs } = props;
  const keys = useMemo(() => refs.map((ref) => nodeKey(connection, ref)), [connection, refs]);
  const [picked, setPicked] = useState<TableSelection>(nothingSelected);
  // What has left the list is not selected any more.
  const selected = useMemo(
    () =>
      new Set(
        picked.is === 'some' && picked.keys.size === 0
          ? []
          : keys.filter((key) => isSelected(picked, key)),
      ),
    [picked, keys],
  );
  // What a library holds is all of one kind.
  const contents = branchOf(connection)?.row(refs[0] as Ref)?.kind === 'library-item';
  const target = withCompare(useTargetActions(selected), selected);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const onOtherKey = (event: KeyboardEvent): void => {
    if (selected.size === 0) return;
    if (runShortcut(event, target.actions, notifyRefused)) event.preventDefault();
  };
  return (
    <>
      <div className="list-bar">
        {selected.size === 0 ? (
          <Counts connection={connection} parent={parent} />
        ) : (
          <SelectedBar
            count={selected.size}
            target={{ ...target, shown: barActions(target.actions) }}
            onClear={() => setPicked(nothingSelected)}
          />
        )}
      </div>
      <ObjectTable
        label={t('summary.contents')}
        keys={keys}
        form={contents ? 'contents' : 'objects'}
        selection={picked}
        onSelect={setPicked}
        onMenu={setMenu}
        onOtherKey={onOtherKey}
      />
      <ActionMenu
        label={t('object.actions')}
        actions={target.actions}
        loading={target.loading}
        problem={target.error === null ? undefined : inWords(target.error.message)}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </>
  );
}

/** Counted every few seconds, all that is below: a machine that stands in a resource pool of a cluster is one of the cluster. */
function Counts(props: {
  readonly connection: ConnectionId;
  readonly parent: Ref | null;
}): ReactElement {
  const { connection, parent } = props;
  const tick = Math.floor(useNow() / countEveryMs);
  const total = useInventory((state) => state.branches.get(connection)?.size ?? 0);
  const counts = useMemo(() => {
    void tick;
    void total;
    const branch = branchOf(connection);
    return branch === undefined ? noCounts : countBelow(branch, parent);
  }, [connection, parent, tick, total]);
  return <p className="child-counts">{countTexts(counts).join(' · ')}</p>;
}

/** A walk over 100,000 rows takes some 15 ms. */
const countEveryMs = 3000;
const noCounts: KindCounts = new Map();
