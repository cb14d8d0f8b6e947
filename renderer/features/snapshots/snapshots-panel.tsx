import Alert from '@mui/material/Alert';
import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { objectKey, type ObjectAddress } from '#shared/model/reference.ts';
import type { SnapshotNode, SnapshotTree } from '#shared/model/snapshot-tree.ts';
import { notifyRefused } from '../../actions/registry.ts';
import { runShortcut } from '../../actions/shortcut.ts';
import type { Action } from '../../actions/action.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ActionButton } from '../../ui/actions/action-button.tsx';
import { asksForMenu } from '../../ui/lines/line-events.ts';
import { lineMove } from '../../ui/lines/line-move.ts';
import { SnapshotLineView } from './snapshot-line.tsx';
import { snapshotLines, type SnapshotLine } from './snapshot-lines.ts';
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
  const lines = useMemo(() => snapshotLines(tree), [tree]);
  const [chosen, setChosen] = useState<string | null>(tree.current);
  const [menu, setMenu] = useState<Point | null>(null);
  const at = lines.findIndex((line) => idOf(line) === chosen);
  const line = lines[at];
  const node = line?.kind === 'snapshot' ? line.node : undefined;
  const actions = useSnapshotActions(address, node);
  const ofSnapshot = keyed(actions.snapshot);
  return (
    <div className="snapshots">
      <Bar machine={actions.machine} snapshot={ofSnapshot} />
      {tree.nodes.length === 0 ? (
        <EmptyState icon="snapshot" title={t('snapshots.none')} text={t('snapshots.none.help')} />
      ) : (
        <Lines
          lines={lines}
          at={at}
          current={tree.current}
          onChoose={(one) => setChosen(idOf(one))}
          onMenu={setMenu}
          onOtherKey={(event) =>
            node !== undefined && runShortcut(event, ofSnapshot, notifyRefused)
          }
        />
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

/** Lines that a page key moves by. */
const page = 10;

interface LinesProps {
  readonly lines: readonly SnapshotLine[];
  /** Index of the chosen line; -1 for none. */
  readonly at: number;
  /** The snapshot that the present state builds on. */
  readonly current: string | null;
  readonly onChoose: (line: SnapshotLine) => void;
  readonly onMenu: (at: Point) => void;
  /** A key that is none of the list's own; true if it meant something. */
  readonly onOtherKey: (event: KeyboardEvent) => boolean;
}

function Lines(props: LinesProps): ReactElement {
  const { lines, at, current, onChoose, onMenu } = props;
  return (
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
        {...(at >= 0 && { 'aria-activedescendant': `snapshot-${at}` })}
        onKeyDown={(event) => {
          if (pressInSnapshots(event, props)) event.preventDefault();
        }}
      >
        {lines.map((line, index) => (
          <SnapshotLineView
            key={idOf(line)}
            line={line}
            index={index}
            selected={index === at}
            current={line.kind === 'snapshot' && line.node.id === current}
            onChoose={() => onChoose(line)}
            onMenu={(place) => {
              onChoose(line);
              onMenu(place);
            }}
          />
        ))}
      </div>
    </div>
  );
}

/** Handles a key in the tree; true if it meant something. */
function pressInSnapshots(event: KeyboardEvent, props: LinesProps): boolean {
  const { lines, at, onChoose, onMenu } = props;
  const next = lines[lineMove(event.key, at, lines.length, page) ?? -1];
  if (next !== undefined) {
    onChoose(next);
    return true;
  }
  if (!asksForMenu(event)) return props.onOtherKey(event);
  const box = event.currentTarget.querySelector('[aria-selected=true]')?.getBoundingClientRect();
  if (box !== undefined) onMenu({ x: box.left + 40, y: box.bottom });
  return true;
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
    return { ...action, ...onlyDefined({ shortcut: key }) };
  });
}
