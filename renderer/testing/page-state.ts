import type { StoreApi } from 'zustand';
import { useRegistry } from '../actions/registry.ts';
import { useAlerts } from '../state/alerts/alerts.ts';
import { useAppInfo } from '../state/app-info.ts';
import { useConnections } from '../state/servers/connections.ts';
import { useConsoles } from '../state/consoles.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useDrag } from '../state/selection/drag.ts';
import { useInventory } from '../state/inventory/inventory-store.ts';
import { useNotices } from '../state/notices.ts';
import { useRuns } from '../state/tasks/runs.ts';
import { useTasks } from '../state/tasks/task-store.ts';
import { useTree } from '../state/tree/tree-store.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';

/** The stores of the page: there is one page in a window, and many in a file of tests. */
const stores = [
  useRegistry,
  useAlerts,
  useAppInfo,
  useConnections,
  useConsoles,
  useDialogs,
  useDrag,
  useInventory,
  useNotices,
  useRuns,
  useTasks,
  useTree,
  useWorkspace,
] as unknown as readonly Pick<StoreApi<object>, 'getInitialState' | 'setState'>[];

const initial = stores.map((store) => [store, copyOf(store.getInitialState())] as const);

/** Forgets what the page before has shown. */
export function resetPageState(): void {
  for (const [store, state] of initial) store.setState(copyOf(state), true);
}

/** Maps and sets of stores are changed in place. */
function copyOf(state: object): object {
  const copies = Object.entries(state).map(([name, value]: [string, unknown]) => {
    if (value instanceof Map) return [name, new Map(value)];
    if (value instanceof Set) return [name, new Set(value)];
    return [name, value];
  });
  return Object.fromEntries(copies) as object;
}
