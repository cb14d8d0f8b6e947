import Alert from '@mui/material/Alert';
import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { objectKey, type ObjectAddress } from '#shared/model/reference.ts';
import type { SnapshotNode, SnapshotTree } from '#shared/model/snapshot-tree.ts';
import { tellRefused } from '../../actions/registry.ts';
import { runShortcut } from '../../actions/shortcut.ts';
import type { Action } from '../../actions/action.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ActionButton } from '../../ui/actions/action-button.tsx';
import { asksForMenu } from '../../ui/lines/line-events.ts';
import { SnapshotLineView } from './snapshot-line.tsx';
import { snapshotLines, type SnapshotLine } from './snapshot-lines.ts';
import { useSnapshotActions } from './use-snapshot-actions.ts';
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

function Tree(props: {
  readonly address: ObjectAddress;
  readonly tree: SnapshotTree;
}): ReactElement {
  const { address, tree } = props;
  const lines = useMemo(() => snapshotLines(tree), [tree]);
  const [chosen, setChosen] = useState<string | null>(tree.current);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const at = lines.findIndex((line) => idOf(line) === chosen);
  const line = lines[at];
  const node = line?.kind === 'snapshot' ? line.node : undefined;
  const actions = useSnapshotActions(address, node);

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = (by: number): void => {
      const next = lines[Math.max(0, Math.min(lines.length - 1, at + by))];
      if (next !== undefined) setChosen(idOf(next));
    };
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Home') move(-lines.length);
    else if (event.key === 'End') move(lines.length);
    else if (asksForMenu(event)) {
      const box = event.currentTarget
        .querySelector('[aria-selected=true]')
        ?.getBoundingClientRect();
      if (box !== undefined) setMenu({ x: box.left + 40, y: box.bottom });
    } else if (node === undefined || !runShortcut(event, keyed(actions.snapshot), tellRefused))
      return;
    event.preventDefault();
  };

  return (
    <div className="snapshots">
      <div className="snapshots-bar" role="toolbar" aria-label={t('snapshots.actions')}>
        {actions.machine.map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
        {node !== undefined && actions.snapshot.length > 0 && (
          <span className="snapshots-gap" aria-hidden="true" />
        )}
        {keyed(actions.snapshot).map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      </div>
      {tree.nodes.length === 0 ? (
        <EmptyState icon="snapshot" title={t('snapshots.none')} text={t('snapshots.none.help')} />
      ) : (
        <div className="snapshots-list">
          <div className="snapshot-line snapshot-head" aria-hidden="true">
            <span>{t('snapshots.name')}</span>
            <span>{t('snapshots.taken')}</span>
            <span>{t('snapshots.contains')}</span>
            <span>{t('snapshots.description')}</span>
          </div>
          <div
            role="tree"
            aria-label={t('tab.snapshots')}
            tabIndex={0}
            className="snapshot-tree"
            {...(at < 0 ? {} : { 'aria-activedescendant': `snapshot-${at}` })}
            onKeyDown={onKeyDown}
          >
            {lines.map((one, index) => (
              <SnapshotLineView
                key={idOf(one) ?? 'here'}
                line={one}
                index={index}
                selected={index === at}
                current={one.kind === 'snapshot' && one.node.id === tree.current}
                onChoose={() => setChosen(idOf(one))}
                onMenu={(place) => {
                  setChosen(idOf(one));
                  setMenu(place);
                }}
              />
            ))}
          </div>
        </div>
      )}
      <ActionMenu
        label={t('snapshots.actions')}
        actions={node === undefined ? actions.machine : keyed(actions.snapshot)}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </div>
  );
}

const here = ' here';

function idOf(line: SnapshotLine): SnapshotNode['id'] {
  return line.kind === 'here' ? here : line.node.id;
}

/** In the list of snapshots the keys are those of the chosen one. */
function keyed(actions: readonly Action[]): readonly Action[] {
  return actions.map(({ shortcut, ...action }) => {
    const key = /(^|\.)rename$/.test(action.id)
      ? 'F2'
      : /(^|\.)delete$/.test(action.id)
        ? 'Delete'
        : shortcut;
    return { ...action, ...(key === undefined ? {} : { shortcut: key }) };
  });
}
