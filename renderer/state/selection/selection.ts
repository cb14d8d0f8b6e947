import { useSyncExternalStore } from 'react';
import { kinds, type Kind } from '#shared/model/kind.ts';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import type { Row, RowFacts } from '#shared/model/row.ts';
import { everySecond } from '../clock.ts';
import { allSteps, inSteps, type Steps } from '../in-steps.ts';
import { useConnections } from '../servers/connections.ts';
import { FoundSet } from './found-set.ts';
import { rowOf } from '../inventory/inventory-store.ts';
import { compareRows } from '../inventory/row-order.ts';
import type { NodeSet } from './node-set.ts';
import { parseNodeKey, type NodeKey } from '../tree/flat-node.ts';

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

/** What nodes are of; without a reference for servers. */
export function* nodesOf(selected: Iterable<NodeKey>): Iterable<ReturnType<typeof parseNodeKey>> {
  if (selected instanceof FoundSet) yield* selected.addresses();
  else for (const key of selected) yield parseNodeKey(key);
}

/** The objects of a selection, servers left out, in the order of selection. */
export function addressesOf(selected: Iterable<NodeKey>): readonly ObjectAddress[] {
  const objects: ObjectAddress[] = [];
  for (const { connection, ref } of nodesOf(selected))
    if (ref !== null) objects.push({ connection, ref });
  return objects;
}

/** Those of them that are there. */
export function objectsOf(selected: Iterable<NodeKey>): readonly ObjectAddress[] {
  return addressesOf(selected).filter((address) => rowOf(address) !== undefined);
}

/** By kind and name; what is gone comes last. */
export function inOrder(objects: readonly ObjectAddress[]): readonly ObjectAddress[] {
  const known: { readonly address: ObjectAddress; readonly row: Row }[] = [];
  const gone: ObjectAddress[] = [];
  for (const address of objects) {
    const row = rowOf(address);
    if (row === undefined) gone.push(address);
    else known.push({ address, row });
  }
  known.sort((a, b) => compareRows(a.row, b.row));
  return [...known.map(({ address }) => address), ...gone];
}

/** One pass over the selection: some 30 ms for 10,000 objects. */
export function countSelection(
  selected: Iterable<NodeKey>,
  row: (address: ObjectAddress) => Row | undefined = rowOf,
): SelectionFacts {
  return allSteps(countSteps(selected, row));
}

/** Objects that are counted in one piece. */
const pieceSize = 2048;

/** The same in pieces. */
function* countSteps(
  selected: Iterable<NodeKey>,
  row: (address: ObjectAddress) => Row | undefined = rowOf,
): Steps<SelectionFacts> {
  const counts = new Counts();
  let left = pieceSize;
  for (const { connection, ref } of nodesOf(selected)) {
    if (ref === null) counts.addServer(connection);
    else counts.add(connection, row({ connection, ref }));
    left -= 1;
    if (left > 0) continue;
    yield;
    left = pieceSize;
  }
  return counts.facts;
}

class Counts {
  readonly #kinds = new Map<Kind, { count: number; on: number }>();
  readonly #servers = new Map<ConnectionId, number>();
  readonly #states = new Map<string, number>();
  readonly #chosen: ConnectionId[] = [];
  readonly #common = new Common();
  #objects = 0;

  get facts(): SelectionFacts {
    return {
      objects: this.#objects,
      byKind: kinds.flatMap((kind) => {
        const ofKind = this.#kinds.get(kind);
        return ofKind === undefined ? [] : [{ kind, ...ofKind }];
      }),
      byServer: [...this.#servers].map(([connection, count]) => ({ connection, count })),
      servers: this.#chosen,
      common: this.#common.reported(this.#servers.size === 1),
      signature: [...this.#states].map(([state, count]) => `${state} ${count}`).join(),
    };
  }

  addServer(connection: ConnectionId): void {
    this.#chosen.push(connection);
  }

  /** @param row undefined for an object that is gone */
  add(connection: ConnectionId, row: Row | undefined): void {
    if (row === undefined) return;
    const { kind, state } = row;
    this.#objects += 1;
    const ofKind = this.#kinds.get(kind) ?? { count: 0, on: 0 };
    ofKind.count += 1;
    if (state === 'on') ofKind.on += 1;
    this.#kinds.set(kind, ofKind);
    this.#servers.set(connection, (this.#servers.get(connection) ?? 0) + 1);
    const known = `${kind} ${state}`;
    this.#states.set(known, (this.#states.get(known) ?? 0) + 1);
    this.#common.add(row);
  }
}

/** What the rows that were added have in common: what the first one has, less what another has differently. */
class Common {
  #first: Row | undefined;
  readonly #same = new Set<'kind' | 'state' | 'parent'>(['kind', 'state', 'parent']);
  readonly #facts = new Set<(typeof compared)[number]>(compared);

  add(row: Row): void {
    const first = this.#first;
    if (first === undefined) {
      this.#first = row;
      return;
    }
    for (const field of this.#same) if (row[field] !== first[field]) this.#same.delete(field);
    for (const fact of this.#facts)
      if (row.facts[fact] !== first.facts[fact]) this.#facts.delete(fact);
  }

  /** References mean something within one server only. */
  reported(oneServer: boolean): SelectionFacts['common'] {
    const first = this.#first;
    if (first === undefined) return { facts: {} };
    const pick = <K extends string, T>(from: Partial<Record<K, T>>, keys: Iterable<K>) =>
      Object.fromEntries(
        [...keys]
          .filter((key) => oneServer || (key !== 'host' && key !== 'parent'))
          .flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])),
      );
    return { ...pick(first, this.#same), facts: pick(first.facts, this.#facts) };
  }
}

/** A large selection is counted less often: so many objects a second, in the end. */
const countedPerSecond = 2000;

interface Counted {
  readonly facts: SelectionFacts;
  readonly text: string;
  readonly at: number;
}

const counted = new WeakMap<NodeSet, Counted>();
/** Selections that are being counted. */
const counting = new WeakSet<NodeSet>();

/** The facts of a selection, not older than a second or some. They stay the same object while they say the same. */
function factsOf(selected: NodeSet): SelectionFacts {
  const known = counted.get(selected);
  const now = performance.now();
  const lasts = 900 * Math.max(1, selected.size / countedPerSecond);
  if (known !== undefined && now - known.at < lasts) return known.facts;
  if (!(selected instanceof FoundSet)) return keep(selected, countSelection(selected));
  if (!counting.has(selected)) countLater(selected);
  return counted.get(selected)?.facts ?? estimate(selected);
}

/** In pieces; small selections are counted when it returns. */
function countLater(selected: NodeSet): void {
  let returned = false;
  counting.add(selected);
  inSteps(countSteps(selected), (counts) => {
    counting.delete(selected);
    keep(selected, counts);
    if (returned) for (const changed of watchers) changed();
  });
  returned = true;
}

function keep(selected: NodeSet, counts: SelectionFacts): SelectionFacts {
  const known = counted.get(selected);
  const { byId } = useConnections.getState();
  const reached = counts.byServer.map(({ connection }) => byId.get(connection)?.state);
  const facts = { ...counts, signature: `${counts.signature} ${reached.join()}` };
  const text = JSON.stringify(facts);
  const kept = known?.text === text ? known.facts : facts;
  counted.set(selected, { facts: kept, text, at: performance.now() });
  return kept;
}

const estimates = new WeakMap<FoundSet, SelectionFacts>();

/** What is known of all that a search found before its objects have been counted. */
function estimate(selected: FoundSet): SelectionFacts {
  let facts = estimates.get(selected);
  if (facts === undefined) {
    facts = {
      objects: selected.size,
      byKind: [],
      byServer: selected.byServer,
      servers: [],
      common: { facts: {} },
      signature: notCounted,
    };
    estimates.set(selected, facts);
  }
  return facts;
}

/** The signature of a selection whose objects are being counted. */
export const notCounted = 'counting';

/**
 * A selection counted: at once when it changes, and then as it goes. All that a search found may be 100,000 objects: its size is known
 * at once, what it consists of a little later. Renders only when a figure changes.
 */
export function useSelectionFacts(selected: NodeSet): SelectionFacts {
  return useSyncExternalStore(watchCounts, () => factsOf(selected));
}

const watchers = new Set<() => void>();

function watchCounts(changed: () => void): () => void {
  watchers.add(changed);
  const stop = everySecond(changed);
  return () => {
    watchers.delete(changed);
    stop();
  };
}
