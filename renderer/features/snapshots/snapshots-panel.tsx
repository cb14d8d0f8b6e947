import Alert from '@mui/material/Alert';
import { useMemo, useState, type ReactElement } from 'react';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { objectKey, type ObjectAddress } from '#shared/model/reference.ts';
import type { SnapshotTree } from '#shared/model/snapshot-tree.ts';
import { useArrayTable } from '../../actions/use-array-table.ts';
import { notifyRefused } from '../../actions/registry.ts';
import { runShortcut } from '../../actions/shortcut.ts';
import type { Action } from '../../actions/action.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ActionButton } from '../../ui/actions/action-button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { isSelected, only } from '../../ui/data-table/table-selection.ts';
import type { TableTree } from '../../ui/data-table/table-tree.ts';
import { lineName, snapshotColumns } from './snapshot-columns.tsx';
import {
  here,
  idOf,
  openLines,
  snapshotLines,
  withLinesBelow,
  type SnapshotLine,
} from './snapshot-lines.ts';
import { useSnapshotActions, type SnapshotActions } from './use-snapshot-actions.ts';
import './snapshots.css';

/** The snapshots of a machine as a tree, with where it stands now. */
export function SnapshotsPanel({ address }: { readonly address: ObjectAddress }): ReactElement {
  const status = useConnection(address.connection);
  const { data, error } = useDerived('snapshots', address, status?.state);
  if (error !== null && error.kind !== 'missing')
    return (
      <Alert severity="error">
        {t('snapshots.failed')}: {inWords(error.message)}
      </Alert>
    );
  if (data === undefined) return <p className="snapshots weak">{t('common.loading')}</p>;
  if (data === null) return <EmptyState icon="snapshot" title={t('snapshots.notHere')} />;
  return <Tree key={objectKey(address)} address={address} tree={data} />;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function Tree(props: {
  readonly address: ObjectAddress;
  readonly tree: SnapshotTree;
}): ReactElement {
  const { address, tree } = props;
  const [selection, setSelection] = useState(() => only([tree.current ?? here]));
  const [menu, setMenu] = useState<Point | null>(null);
  const { table, levels, lines } = useSnapshotTable(tree);
  const line = lines.find((one) => isSelected(selection, idOf(one)));
  const node = line?.kind === 'snapshot' ? line.node : undefined;
  const actions = useSnapshotActions(address, node);
  const ofSnapshot = keyed(actions.snapshot);
  return (
    <div className="snapshots">
      <Bar machine={actions.machine} snapshot={ofSnapshot} />
      {tree.nodes.length === 0 ? (
        <EmptyState icon="snapshot" title={t('snapshots.none')} text={t('snapshots.none.help')} />
      ) : (
        <div className="snapshots-table">
          <DataTable
            label={t('tab.snapshots')}
            {...table}
            tree={levels}
            single
            selection={selection}
            onSelect={setSelection}
            onOtherKey={(event) => {
              if (node !== undefined && runShortcut(event, ofSnapshot, notifyRefused))
                event.preventDefault();
            }}
            onMenu={setMenu}
          />
        </div>
      )}
      <ActionMenu
        label={t('snapshots.actions')}
        actions={node === undefined ? actions.machine : ofSnapshot}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </div>
  );
}

/** The snapshots as a table whose lines are a tree; one may close what is below a snapshot. */
function useSnapshotTable(tree: SnapshotTree) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const { lines, parents } = useMemo(() => {
    const all = snapshotLines(tree);
    return { lines: openLines(all, closed), parents: withLinesBelow(all) };
  }, [tree, closed]);
  const { current } = tree;
  const columns = useMemo(() => snapshotColumns(current), [current]);
  const levels = useMemo(
    (): TableTree<SnapshotLine> => ({
      levelOf: ({ depth }) => depth + 1,
      isOpen: (line) => (parents.has(idOf(line)) ? !closed.has(idOf(line)) : undefined),
      toggle: (line) =>
        setClosed((before) => {
          const next = new Set(before);
          if (!next.delete(idOf(line))) next.add(idOf(line));
          return next;
        }),
      toggleLabel: (open) => t(open ? 'snapshots.close' : 'snapshots.open'),
    }),
    [parents, closed],
  );
  const table = useArrayTable({
    name: 'snapshots',
    items: lines,
    columns,
    keyOf: idOf,
    nameOf: lineName,
    tree: levels,
  });
  return { table, levels, lines };
}

/** What can be done with the machine, and beside it what can be done with the chosen snapshot. */
function Bar({ machine, snapshot }: SnapshotActions): ReactElement {
  const button = (action: Action): ReactElement => <ActionButton key={action.id} action={action} />;
  return (
    <div className="snapshots-bar" role="toolbar" aria-label={t('snapshots.actions')}>
      {machine.map(button)}
      {snapshot.length > 0 && <span className="snapshots-gap" aria-hidden="true" />}
      {snapshot.map(button)}
    </div>
  );
}

/** In the list of snapshots the keys are those of the chosen one. */
function keyed(actions: readonly Action[]): readonly Action[] {
  return actions.map(({ shortcut, ...action }) => {
    const key = /(^|\.)rename$/.test(action.id)
      ? 'F2'
      : /(^|\.)delete$/.test(action.id)
        ? 'Delete'
        : shortcut;
    return { ...action, ...onlyDefined({ shortcut: key }) };
  });
}
