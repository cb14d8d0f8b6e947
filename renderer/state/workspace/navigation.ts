import type { ObjectAddress } from '#shared/model/reference.ts';
import { rowOf } from '../inventory/inventory-store.ts';
import { used } from './recents.ts';
import type { NodeSet } from '../selection/node-set.ts';
import { nodeKey, type NodeKey } from '../tree/flat-node.ts';
import { expandTo, revealSelected, setFilter, useTree } from '../tree/tree-store.ts';
import { showWhereItStands } from '../tree/tree-view.ts';
import { useWorkspace } from './workspace.ts';

const back: NodeKey[] = [];
const forward: NodeKey[] = [];
const historyLimit = 100;

/** Selects an object and shows it; one that stands in the tree is brought into view there. False if it does not. */
export function goTo(address: ObjectAddress): boolean {
  visit(nodeKey(address.connection, address.ref));
  if (rowOf(address) === undefined) return false;
  showWhereItStands(address);
  // A filter that hides the object would make the tree contradict the object view.
  const { query, flat } = useTree.getState();
  const key = nodeKey(address.connection, address.ref);
  if (query !== null && !flat.some((node) => node.key === key)) setFilter('');
  expandTo(address.connection, address.ref);
  revealSelected();
  return true;
}

/** Selects a node as a click in the tree does, and remembers where the user came from. */
export function visit(key: NodeKey, selected?: NodeSet): void {
  const { current, select } = useWorkspace.getState();
  if (current !== null && current !== key) {
    back.push(current);
    if (back.length > historyLimit) back.shift();
    forward.length = 0;
  }
  // Who looked at the API of one server has not asked for that of the next.
  const { serverTab, set } = useWorkspace.getState();
  if (current !== key && serverTab === 'api') set({ serverTab: 'summary' });
  select(key, selected);
  used(`node ${key}`);
}

/** Shows the page of all servers. */
export function visitAll(): void {
  const { current, select } = useWorkspace.getState();
  if (current !== null) back.push(current);
  forward.length = 0;
  select(null);
}

/** What was looked at before Moref was started is one step back. */
export function remember(key: NodeKey): void {
  back.push(key);
}

/** Alt+Left and Alt+Right, as in a browser. */
export function travel(direction: 'back' | 'forward'): void {
  const [from, to] = direction === 'back' ? [back, forward] : [forward, back];
  const target = from.pop();
  if (target === undefined) return;
  const { current, select } = useWorkspace.getState();
  if (current !== null) to.push(current);
  select(target);
  revealSelected();
}
