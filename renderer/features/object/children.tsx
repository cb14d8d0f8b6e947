import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { kinds } from '#shared/model/kind.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { tellRefused } from '../../actions/registry.ts';
import { runShortcut } from '../../actions/shortcut.ts';
import { useTargetActions } from '../../actions/use-target-actions.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { branchOf, useInventory } from '../../state/inventory/inventory-store.ts';
import { nodeKey } from '../../state/tree/flat-node.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import {
  isSelected,
  nothingSelected,
  type TableSelection,
} from '../../ui/data-table/table-selection.ts';
import { SelectedBar } from '../../ui/selected-bar.tsx';
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
      <ChildList key={parent} connection={connection} refs={children} />
    </section>
  );
}

function ChildList(props: {
  readonly connection: ConnectionId;
  readonly refs: readonly Ref[];
}): ReactElement {
  const { connection, refs } = props;
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
  const target = useTargetActions(selected);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const onOtherKey = (event: KeyboardEvent): void => {
    if (selected.size === 0) return;
    if (runShortcut(event, target.actions, tellRefused)) event.preventDefault();
  };
  return (
    <>
      <div className="list-bar">
        {selected.size === 0 ? (
          <Counts connection={connection} refs={refs} />
        ) : (
          <SelectedBar
            count={selected.size}
            target={target}
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

/** Counted once a second: that is cheap for thousands, and nobody reads faster. */
function Counts(props: {
  readonly connection: ConnectionId;
  readonly refs: readonly Ref[];
}): ReactElement {
  useNow();
  const branch = branchOf(props.connection);
  const rows = props.refs.flatMap((ref) => branch?.row(ref) ?? []);
  const texts = kinds.flatMap((kind) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    if (ofKind.length === 0) return [];
    const on = ofKind.filter((row) => row.state === 'on').length;
    const states =
      kind === 'vm' ? ` (${t('summary.poweredOn', { count: on, total: ofKind.length })})` : '';
    return [`${t(`kinds.${kind}`)}: ${ofKind.length}${states}`];
  });
  return <p className="child-counts">{texts.join(' · ')}</p>;
}
