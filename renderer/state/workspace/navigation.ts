import type { ObjectAddress } from '#shared/model/reference.ts';
import { rowOf } from '../inventory/inventory-store.ts';
import { used } from './recents.ts';
import type { NodeSet } from '../selection/node-set.ts';
import { nodeKey, type NodeKey } from '../tree/flat-node.ts';
import { expandTo, revealSelected, setFilter, useTree } from '../tree/tree-store.ts';
import { showWhereItStands } from '../tree/tree-view.ts';
import { allServers, type TabView } from './tab.ts';
import { leaveView, viewOf } from './tabs.ts';
import { useWorkspace } from './workspace.ts';

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
  leaveView(viewOf(key));
  // Who looked at the API of one server has not asked for that of the next.
  const { current, select, serverTab, set } = useWorkspace.getState();
  if (current !== key && serverTab === 'api') set({ serverTab: 'summary' });
  select(key, selected);
  used(`node ${key}`);
}

/** Shows the page of all servers. */
export function visitAll(): void {
  leaveView(allServers);
  useWorkspace.getState().select(null);
}

/** Shows a search over all servers as a list. */
export function visitSearch(search: string): void {
  leaveView({ current: useWorkspace.getState().current, search });
  useWorkspace.getState().set({ search });
}

/** What was looked at before Moref was started is one step back. */
export function remember(view: TabView): void {
  const { tabs, tab, set } = useWorkspace.getState();
  set({
    tabs: tabs.map((one) => (one.id === tab ? { ...one, back: [...one.back, view] } : one)),
  });
}
