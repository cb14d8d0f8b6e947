import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { forgetAlerts } from './alerts/alerts.ts';
import { applyConnections, useConnections, type ConnectionsFrame } from './servers/connections.ts';
import { applyToInventory, forgetInventory } from './inventory/inventory-store.ts';
import { followChange, rebuildTree, setFilter, useTree } from './tree/tree-store.ts';
import { useWorkspace } from './workspace/workspace.ts';

/** Servers that the page remembers to have shown before, at the most. */
const knownLimit = 500;

/** One frame of a server's inventory: rows first, then the lines of the tree that it moved. */
export function syncInventory(
  connection: ConnectionId,
  frame: { readonly upsert: readonly (readonly [Ref, Row])[]; readonly remove: readonly Ref[] },
): void {
  followChange(connection, applyToInventory(connection, frame));
}

/** One frame of the list of servers. */
export function syncConnections(frame: ConnectionsFrame): void {
  const known = useConnections.getState();
  const moved = applyConnections(frame);
  for (const id of frame.remove) {
    forgetInventory(id);
    forgetAlerts(id);
  }
  const added = frame.upsert.map(([id]) => id).filter((id) => !known.byId.has(id));
  if (added.length > 0) openNew(added);
  if (!moved) return;
  const { query, filterText, searching } = useTree.getState();
  if (searching || (query !== null && frame.remove.length > 0)) setFilter(filterText);
  else rebuildTree();
}

/** A server is opened the first time it stands in the tree: whoever adds one wants to see what it has. */
function openNew(ids: readonly ConnectionId[]): void {
  const { known, set, expand } = useWorkspace.getState();
  const fresh = ids.filter((id) => !known.has(id));
  if (fresh.length === 0) return;
  set({ known: new Set([...known, ...fresh].slice(-knownLimit)) });
  expand(fresh, true);
}
