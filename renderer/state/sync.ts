import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { applyConnections, useConnections, type ConnectionsStep } from './connections.ts';
import { applyToInventory, forgetInventory } from './inventory/inventory-store.ts';
import { rebuildTree, refilter, repairTree, setFilter, useTree } from './tree/tree-store.ts';
import { useWorkspace } from './workspace.ts';

/** One step of a server's inventory: rows first, then the lines of the tree that it moved. */
export function syncInventory(
  connection: ConnectionId,
  step: { readonly upsert: readonly (readonly [Ref, Row])[]; readonly remove: readonly Ref[] },
): void {
  const touched = applyToInventory(connection, step);
  if (useTree.getState().words.length === 0) repairTree(connection, touched);
  else refilter(connection, step.upsert, touched.size > 0);
}

/** One step of the list of servers. A new server's root is opened: whoever adds a server wants to see what it has. */
export function syncConnections(step: ConnectionsStep): void {
  const known = useConnections.getState();
  const moved = applyConnections(step);
  for (const id of step.remove) forgetInventory(id);
  if (known.ready) {
    const added = step.upsert.map(([id]) => id).filter((id) => !known.byId.has(id));
    if (added.length > 0) useWorkspace.getState().expand(added, true);
  }
  if (!moved) return;
  const { words, filterText } = useTree.getState();
  if (words.length > 0 && step.remove.length > 0) setFilter(filterText);
  else rebuildTree();
}
