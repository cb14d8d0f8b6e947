import { create } from 'zustand';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';

interface ConnectionsState {
  readonly byId: ReadonlyMap<ConnectionId, ConnectionStatus>;
  /** By name; changes only when a server comes, goes or is renamed. */
  readonly order: readonly ConnectionId[];
  /** The first full set has arrived: an empty one now means that there is no profile. */
  readonly ready: boolean;
}

export const useConnections = create<ConnectionsState>(() => ({
  byId: new Map(),
  order: [],
  ready: false,
}));

export interface ConnectionsFrame {
  readonly upsert: readonly (readonly [ConnectionId, ConnectionStatus])[];
  readonly remove: readonly ConnectionId[];
  readonly ready: boolean;
}

/** True if the order of servers changed. */
export function applyConnections(frame: ConnectionsFrame): boolean {
  const before = useConnections.getState();
  const byId = new Map(before.byId);
  for (const id of frame.remove) byId.delete(id);
  for (const [id, status] of frame.upsert) byId.set(id, status);
  const sorted = [...byId.values()].sort(compareStatus).map((status) => status.id);
  const moved =
    sorted.length !== before.order.length || sorted.some((id, i) => id !== before.order[i]);
  useConnections.setState({ byId, order: moved ? sorted : before.order, ready: frame.ready });
  return moved;
}

/** The window lost the core: nothing on screen is known to be current any more. The reopened feed tells what is. */
export function markStale(now: number): void {
  useConnections.setState(({ byId }) => ({
    byId: new Map(
      [...byId].map(([id, status]) => [
        id,
        status.state === 'offline' ? status : { ...status, state: 'stale', since: now },
      ]),
    ),
  }));
}

export function useConnection(id: ConnectionId | undefined): ConnectionStatus | undefined {
  return useConnections((state) => (id === undefined ? undefined : state.byId.get(id)));
}

/** What a server is called: its profile's name, or its address where it has none. */
export function serverName(status: ConnectionStatus): string {
  const { name, address } = status.profile;
  return visibleName(name === '' ? address : name);
}

/** All servers by name, for a choice among them. */
export function useServerNames(): readonly { readonly id: ConnectionId; readonly name: string }[] {
  const { byId, order } = useConnections();
  return order.map((id) => {
    const status = byId.get(id);
    return { id, name: status === undefined ? id : serverName(status) };
  });
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compareStatus(a: ConnectionStatus, b: ConnectionStatus): number {
  return collator.compare(serverName(a), serverName(b)) || (a.id < b.id ? -1 : 1);
}
