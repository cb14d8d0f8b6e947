import { create } from 'zustand';
import { isOpenAlert, type Alert } from '#shared/model/alert.ts';
import {
  objectKey,
  type ConnectionId,
  type ObjectAddress,
  type ObjectKey,
  type Ref,
} from '#shared/model/reference.ts';
import { branchOf } from '../inventory/inventory-store.ts';

/** An alert with the server that it comes from. */
export interface PageAlert extends Alert {
  readonly key: ObjectKey;
  readonly connection: ConnectionId;
}

interface AlertsState {
  /** Mutated in place; `version` tells that something in it changed. */
  readonly byKey: Map<ObjectKey, PageAlert>;
  /** Newest first. */
  readonly order: readonly ObjectKey[];
  /** Those that are more than information, and of which nobody has taken notice. */
  readonly attention: number;
  readonly version: number;
}

export const useAlerts = create<AlertsState>(() => ({
  byKey: new Map(),
  order: [],
  attention: 0,
  version: 0,
}));

export interface AlertsFrame {
  readonly upsert: readonly (readonly [Ref, Alert])[];
  readonly remove: readonly Ref[];
}

/** One frame of a server's alerts. @returns those that were not there before */
export function applyAlerts(connection: ConnectionId, frame: AlertsFrame): readonly PageAlert[] {
  if (frame.upsert.length === 0 && frame.remove.length === 0) return [];
  const { byKey, order } = useAlerts.getState();
  const fresh: PageAlert[] = [];
  let reordered = false;
  for (const ref of frame.remove) byKey.delete(objectKey({ connection, ref }));
  for (const [ref, alert] of frame.upsert) {
    const key = objectKey({ connection, ref });
    const old = byKey.get(key);
    const next = { ...alert, key, connection };
    byKey.set(key, next);
    if (old === undefined) fresh.push(next);
    else if (old.time !== next.time) reordered = true;
  }
  const kept = frame.remove.length === 0 ? order : order.filter((key) => byKey.has(key));
  publish(reordered ? sorted(byKey) : insert(kept, fresh, byKey));
  return fresh;
}

/** The server was removed. */
export function forgetAlerts(connection: ConnectionId): void {
  const { byKey, order } = useAlerts.getState();
  for (const [key, alert] of byKey) if (alert.connection === connection) byKey.delete(key);
  if (byKey.size !== order.length) publish(order.filter((key) => byKey.has(key)));
}

/** The alerts of an object and of what is below it. Those of what stands in no tree are the server's: its only top has them. */
export function alertsOf(
  { order, byKey }: Pick<AlertsState, 'order' | 'byKey'>,
  { connection, ref }: ObjectAddress,
): readonly ObjectKey[] {
  const branch = branchOf(connection);
  const isOnlyTop = branch?.row(ref)?.parent === null && branch.children(null).length === 1;
  const isBelow = (target: Ref | undefined): boolean =>
    target !== undefined && (target === ref || branch?.ancestors(target).includes(ref) === true);
  return order.filter((key) => {
    const alert = byKey.get(key);
    return alert?.connection === connection && (isOnlyTop || isBelow(alert.target));
  });
}

function publish(order: readonly ObjectKey[]): void {
  const { byKey, version } = useAlerts.getState();
  let attention = 0;
  for (const alert of byKey.values()) if (isOpenAlert(alert)) attention += 1;
  useAlerts.setState({ order, attention, version: version + 1 });
}

function sorted(byKey: ReadonlyMap<ObjectKey, PageAlert>): readonly ObjectKey[] {
  return [...byKey.values()].sort(newestFirst).map(({ key }) => key);
}

/** Newcomers are mostly the newest: each walks down from the top to its place. */
function insert(
  order: readonly ObjectKey[],
  fresh: readonly PageAlert[],
  byKey: ReadonlyMap<ObjectKey, PageAlert>,
): readonly ObjectKey[] {
  if (fresh.length === 0) return order;
  if (fresh.length > 50) return sorted(byKey);
  const list = [...order];
  for (const alert of fresh) {
    const index = list.findIndex((key) => {
      const other = byKey.get(key);
      return other !== undefined && newestFirst(alert, other) < 0;
    });
    list.splice(index < 0 ? list.length : index, 0, alert.key);
  }
  return list;
}

function newestFirst(a: PageAlert, b: PageAlert): number {
  return b.time - a.time || (a.key < b.key ? 1 : -1);
}
