import type { Projection } from '#shared/model/projection.ts';
import { otherProjections } from '#shared/model/projection.ts';
import type { ConnectionId, ObjectAddress, ObjectKey, Ref } from '#shared/model/reference.ts';
import { useConnections } from '../servers/connections.ts';
import {
  arrangeInventory,
  branchOf,
  rearrange,
  rowOf,
  useInventory,
} from '../inventory/inventory-store.ts';
import { useWorkspace } from '../workspace/workspace.ts';
import { parseNodeKey } from './flat-node.ts';
import { forgetGroups, setGroup } from './tree-groups.ts';
import { groupedQuery, ruleOf, treeId, type TreeChoice } from './tree-choice.ts';
import {
  beginAgain,
  expandTo,
  findWaysAgain,
  followChange,
  rebuildTree,
  revealSelected,
  useTree,
} from './tree-store.ts';

/** Lists are put in order ahead of time for so long at a time, milliseconds. */
const sliceMs = 8;

/** Trees whose open nodes are remembered beside the one that is shown. */
const mostRemembered = 12;

/** Shows another tree: what was open in it is open again, and the object on screen is brought into view where it stands in it. */
export function chooseTree(change: Partial<TreeChoice>): void {
  const { tree, expanded, expandedElsewhere, set, current } = useWorkspace.getState();
  const next = { ...tree, ...change };
  const [from, to] = [treeId(tree), treeId(next)];
  // The core says it anew of other objects, and by another field.
  if (next.groupBy !== tree.groupBy || groupedQuery(next) !== groupedQuery(tree)) forgetGroups();
  if (from === to) set({ tree: next });
  else {
    const { [to]: open, [from]: _, ...others } = expandedElsewhere;
    const kept = Object.entries(others).slice(1 - mostRemembered);
    set({
      tree: next,
      expanded: new Set(open ?? useConnections.getState().order),
      expandedElsewhere: { ...Object.fromEntries(kept), [from]: [...expanded] },
    });
  }
  showTree();
  if (current !== null) {
    const { connection, ref } = parseNodeKey(current);
    if (ref !== null && stands({ connection, ref })) expandTo(connection, ref);
  }
  revealSelected();
}

/** Arranges the rows of all servers as the user has chosen. */
export function showTree(): void {
  const { tree } = useWorkspace.getState();
  arrangeInventory((connection) => ruleOf(tree, connection));
  if (useTree.getState().query !== null) findWaysAgain();
  rebuildTree();
  beginAgain();
  sortAhead();
}

let sorting: ReturnType<typeof setTimeout> | undefined;

/** Whoever opens a node, or types into the filter, does not wait for its children to be put in order. */
function sortAhead(): void {
  clearTimeout(sorting);
  sorting = setTimeout(() => {
    const until = performance.now() + sliceMs;
    for (const branch of useInventory.getState().branches.values())
      while (branch.shown.sortOne())
        if (performance.now() > until) {
          sortAhead();
          return;
        }
  });
}

/** Whether an object stands in the tree that is shown. */
export function stands({ connection, ref }: ObjectAddress): boolean {
  return branchOf(connection)?.shown.parentOf(ref) !== undefined;
}

/** Shows a tree in which an object stands, where the one that is shown is none by its sort; what the user hides stays hidden. */
export function showWhereItStands(address: ObjectAddress): void {
  const row = rowOf(address);
  if (row === undefined || stands(address)) return;
  const { tree } = useWorkspace.getState();
  const other = otherProjections.find((one) => row.places?.[one] !== undefined);
  const wanted: Projection = row.notInHosts === true ? (other ?? 'hosts') : 'hosts';
  if (tree.groupBy !== null || tree.projection !== wanted)
    chooseTree({ projection: wanted, groupBy: null });
}

/** What the core says of the groups of objects. */
export function applyGroups(frame: {
  readonly upsert: readonly (readonly [ObjectKey, string])[];
  readonly remove: readonly ObjectKey[];
}): void {
  const by = useWorkspace.getState().tree.groupBy ?? '';
  const moved = new Map<ConnectionId, Ref[]>();
  const put = (key: ObjectKey, value: string | undefined): void => {
    const { connection, ref } = parseNodeKey(key);
    if (ref === null) return;
    setGroup(connection, ref, value === undefined ? undefined : { by, value });
    const ofServer = moved.get(connection) ?? [];
    moved.set(connection, ofServer);
    ofServer.push(ref);
  };
  for (const key of frame.remove) put(key, undefined);
  for (const [key, value] of frame.upsert) put(key, value);
  for (const [connection, refs] of moved) {
    const change = rearrange(connection, refs);
    if (change !== undefined) followChange(connection, change);
  }
}
