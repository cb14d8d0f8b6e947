import { useMemo } from 'react';
import { kinds, type Kind } from '#shared/model/kind.ts';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import type { Row, RowFacts } from '#shared/model/row.ts';
import { useNow } from './clock.ts';
import { useConnections } from './connections.ts';
import { rowOf } from './inventory/inventory-store.ts';
import { parseNodeKey, type NodeKey } from './tree/flat-node.ts';

/** What a selection consists of, counted. */
export interface SelectionFacts {
  /** Objects of the selection that are there. */
  readonly objects: number;
  readonly byKind: readonly { readonly kind: Kind; readonly count: number; readonly on: number }[];
  readonly byServer: readonly { readonly connection: ConnectionId; readonly count: number }[];
  /** Servers that are selected themselves. */
  readonly servers: readonly ConnectionId[];
  /** What all objects have in common. */
  readonly common: Partial<Pick<Row, 'kind' | 'state' | 'parent'>> & { readonly facts: RowFacts };
  /** Changes when what can be done to the selection may have changed. */
  readonly signature: string;
}

/** Facts worth comparing: those that administrators group machines by. */
const compared = ['host', 'guestOs', 'folder', 'tags', 'cpus', 'memoryMiB', 'tools'] as const;

/** The objects of a selection that are there, in the order of selection. */
export function objectsOf(selected: Iterable<NodeKey>): readonly ObjectAddress[] {
  const objects: ObjectAddress[] = [];
  for (const key of selected) {
    const { connection, ref } = parseNodeKey(key);
    if (ref !== null && rowOf({ connection, ref }) !== undefined) objects.push({ connection, ref });
  }
  return objects;
}

/** One pass over the selection: some 10 ms for 10,000 objects. */
export function countSelection(
  selected: Iterable<NodeKey>,
  row: (address: ObjectAddress) => Row | undefined = rowOf,
): SelectionFacts {
  const counts = new Map<Kind, { count: number; on: number }>();
  const servers = new Map<ConnectionId, number>();
  const states = new Map<string, number>();
  const chosen: ConnectionId[] = [];
  let objects = 0;
  let first: Row | undefined;
  let shared: Partial<Record<keyof RowFacts, RowFacts[keyof RowFacts]>> = {};
  let same = { kind: true, state: true, parent: true };
  for (const key of selected) {
    const { connection, ref } = parseNodeKey(key);
    if (ref === null) {
      chosen.push(connection);
      continue;
    }
    const one = row({ connection, ref });
    if (one === undefined) continue;
    objects += 1;
    const ofKind = counts.get(one.kind) ?? { count: 0, on: 0 };
    ofKind.count += 1;
    if (one.state === 'on') ofKind.on += 1;
    counts.set(one.kind, ofKind);
    servers.set(connection, (servers.get(connection) ?? 0) + 1);
    const state = `${one.kind} ${one.state}`;
    states.set(state, (states.get(state) ?? 0) + 1);
    if (first === undefined) {
      first = one;
      shared = Object.fromEntries(compared.map((fact) => [fact, one.facts[fact]]));
      continue;
    }
    same = {
      kind: same.kind && one.kind === first.kind,
      state: same.state && one.state === first.state,
      parent: same.parent && one.parent === first.parent,
    };
    for (const fact of compared)
      if (shared[fact] !== one.facts[fact]) shared = { ...shared, [fact]: undefined };
  }
  const oneServer = servers.size === 1;
  return {
    objects,
    byKind: kinds.flatMap((kind) => {
      const ofKind = counts.get(kind);
      return ofKind === undefined ? [] : [{ kind, ...ofKind }];
    }),
    byServer: [...servers].map(([connection, count]) => ({ connection, count })),
    servers: chosen,
    common: {
      ...(first !== undefined && same.kind ? { kind: first.kind } : {}),
      ...(first !== undefined && same.state ? { state: first.state } : {}),
      ...(first !== undefined && same.parent && oneServer ? { parent: first.parent } : {}),
      facts: present(shared, oneServer),
    },
    signature: [...states].map(([state, count]) => `${state} ${count}`).join(),
  };
}

/** References mean something within one server only. */
function present(
  { host, ...facts }: Partial<Record<keyof RowFacts, RowFacts[keyof RowFacts]>>,
  oneServer: boolean,
): RowFacts {
  const all = oneServer ? { host, ...facts } : facts;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A selection counted, at once when it changes and then once a second: nobody reads faster. */
export function useSelectionFacts(selected: ReadonlySet<NodeKey>): SelectionFacts {
  const now = useNow();
  const connections = useConnections((state) => state.byId);
  return useMemo(() => {
    void now;
    const facts = countSelection(selected);
    const reached = facts.byServer.map(({ connection }) => connections.get(connection)?.state);
    return { ...facts, signature: `${facts.signature} ${reached.join()}` };
  }, [selected, now, connections]);
}
