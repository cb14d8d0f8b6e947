import { memo, type ReactElement, type ReactNode } from 'react';
import { refId, type ConnectionId, type Ref } from '#shared/model/reference.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { inWords } from '../../i18n/translate.ts';
import { useConnections } from '../../state/servers/connections.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import { nodeKey, type FlatNode, type NodeKey } from '../../state/tree/flat-node.ts';
import { useTree } from '../../state/tree/tree-store.ts';
import { environmentEdge } from '../../ui/servers/environment.tsx';
import { FoundText } from '../../ui/search/found-text.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { describeIcon } from '../../ui/names.ts';
import { ObjectIcon } from '../../ui/icons/object-icon.tsx';
import { isGroup } from '../../state/tree/tree-groups.ts';
import { GroupLine } from './group-line.tsx';
import { ServerLine } from './server-line.tsx';
import { TroubleSign } from './trouble-sign.tsx';

export interface TreeRowProps {
  readonly node: FlatNode;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  /** The line that the keyboard is on. */
  readonly current: boolean;
  /** While objects are dragged: whether they can be dropped here. */
  readonly drop: DropMark | undefined;
}

/** `over`: they are held above it, and can be dropped. */
export type DropMark = 'yes' | 'over' | 'no';

/** Pixels of one line; `--row` in the style sheets. */
export const rowHeight = 26;
const indent = 16;

/** One line of the tree. Plain elements and static classes: a screenful of these is drawn in every frame of scrolling. */
export const TreeRow = memo(function TreeRow(props: TreeRowProps): ReactElement {
  const { node, index, top, selected, current, drop } = props;
  const environment = useConnections(
    (state) => state.byId.get(node.connection)?.profile.environment,
  );
  const classes = `tree-row${environmentEdge(environment)}${selected ? ' tree-selected' : ''}${current ? ' tree-current' : ''}`;
  return (
    <div
      id={lineId(node)}
      role="treeitem"
      aria-level={node.depth + 1}
      aria-posinset={node.position}
      aria-setsize={node.siblings}
      aria-selected={selected}
      {...(node.expandable && { 'aria-expanded': node.expanded })}
      data-index={index}
      draggable={node.ref !== null}
      data-drop={drop}
      className={classes}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 4 + node.depth * indent }}
    >
      <span
        className={node.expanded ? 'tree-twisty tree-open' : 'tree-twisty'}
        data-twisty={node.expandable ? '' : undefined}
      >
        {node.expandable && <Icon name="chevron" size={14} />}
      </span>
      <LineContent node={node} />
      {node.expandable && <TroubleSign connection={node.connection} reference={node.ref} />}
    </div>
  );
});

function LineContent({ node }: { readonly node: FlatNode }): ReactElement {
  const { connection, ref } = node;
  if (ref !== null) return <ObjectLine connection={connection} reference={ref} />;
  return isGroup(connection) ? (
    <GroupLine group={connection} />
  ) : (
    <ServerLine connection={connection} />
  );
}

/** Id of a line's element, for `aria-activedescendant`. */
export function lineId(node: FlatNode): string {
  return `tree ${node.key}`.replaceAll(/\s/g, '_');
}

function ObjectLine(props: {
  readonly connection: ConnectionId;
  readonly reference: Ref;
}): ReactElement {
  const row = useRow(props.connection, props.reference);
  const trusted = useConnections((state) => isCurrent(state.byId.get(props.connection)?.state));
  if (row === undefined)
    return (
      <span translate="no" className="tree-name weak">
        {refId(props.reference)}
      </span>
    );
  return (
    <>
      <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={18} />
      <span translate="no" className={trusted ? 'tree-name' : 'tree-name tree-idle'}>
        {visibleName(row.name)}
      </span>
      <span className="visually-hidden">{describeIcon(row)}</span>
      <Where node={nodeKey(props.connection, props.reference)} />
      {row.facts.note !== undefined && <span className="tree-note">{inWords(row.facts.note)}</span>}
    </>
  );
}

/** Where the filter's text was found, if not in the name. */
function Where({ node }: { readonly node: NodeKey }): ReactNode {
  const where = useTree((state) => state.where.get(node));
  return where?.map((found) => <FoundText key={found.field} {...found} />);
}

/** False where the tree shows the last known state, and not what the server has now. */
function isCurrent(state: string | undefined): boolean {
  return state === 'live' || state === 'syncing';
}
