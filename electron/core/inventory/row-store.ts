import { otherProjections, type OtherProjection, type Places } from '#shared/model/projection.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row, RowFacts } from '#shared/model/row.ts';
import type { MappedRow } from '../providers/provider.ts';
import { TreeIndex } from './tree-index.ts';

/** What changed in the trees. */
export interface RowChanges {
  readonly put: readonly Row[];
  readonly removed: readonly Ref[];
}

/**
 * The rows of one connection, each at its place in every tree in which it stands. A row that did not change keeps its identity, so that
 * nobody downstream has to compare.
 */
export class RowStore {
  readonly #mapped = new Map<Ref, MappedRow>();
  readonly #rows = new Map<Ref, Row>();
  /** Hosts and clusters. */
  readonly #tree = new TreeIndex();
  readonly #others: Readonly<Record<OtherProjection, TreeIndex>> = {
    machines: new TreeIndex(),
    storage: new TreeIndex(),
    networks: new TreeIndex(),
  };
  /** Of what stands in another tree; an object that did not move keeps its own. */
  readonly #places = new Map<Ref, Places>();
  readonly #touched = new Set<Ref>();
  readonly #removed = new Set<Ref>();

  get(ref: Ref): Row | undefined {
    return this.#rows.get(ref);
  }

  /** The name of an object, whether or not it stands in a tree. */
  nameOf(ref: Ref): string | undefined {
    return this.#mapped.get(ref)?.name;
  }

  /** The visible object of hosts and clusters that an object belongs to, be it in that tree or not. */
  visibleAbove(ref: Ref): Ref | null {
    return this.#tree.visibleAbove(ref);
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  /** Takes an object's new form; what follows from it is reported by `settle`. */
  set(mapped: MappedRow): void {
    const { ref, places } = mapped;
    const before = this.#mapped.get(ref)?.places;
    this.#mapped.set(ref, mapped);
    this.#tree.set(ref, mapped);
    this.#touched.add(ref);
    if (places === undefined && before === undefined) return;
    for (const projection of otherProjections) {
      const place = places?.[projection];
      if (place !== undefined) this.#others[projection].set(ref, place);
      else if (before?.[projection] !== undefined) this.#leave(ref, projection);
    }
  }

  remove(ref: Ref): void {
    const places = this.#mapped.get(ref)?.places;
    this.#mapped.delete(ref);
    this.#tree.remove(ref);
    if (places !== undefined)
      for (const projection of otherProjections)
        if (places[projection] !== undefined) this.#leave(ref, projection);
    this.#touched.delete(ref);
    if (this.#rows.delete(ref)) this.#removed.add(ref);
  }

  /** Everything goes; returns what stood in a tree. */
  clear(): readonly Ref[] {
    const gone = [...this.#rows.keys()];
    for (const map of [this.#mapped, this.#rows, this.#places]) map.clear();
    for (const set of [this.#touched, this.#removed]) set.clear();
    for (const tree of [this.#tree, ...Object.values(this.#others)]) tree.clear();
    return gone;
  }

  /** The rows that changed since the last time. */
  settle(): RowChanges {
    const put: Row[] = [];
    for (const projection of otherProjections) this.#settleOther(projection);
    for (const placed of this.#tree.settle()) {
      this.#touched.delete(placed.ref);
      if (placed.visible) this.#place(placed.ref, placed.parent, put);
      else this.#placeElsewhere(placed.ref, put);
    }
    for (const ref of this.#touched) {
      const row = this.#rows.get(ref);
      if (row !== undefined && row.notInHosts !== true) this.#place(ref, row.parent, put);
      else this.#placeElsewhere(ref, put);
    }
    this.#touched.clear();
    const removed = [...this.#removed].filter((ref) => !this.#rows.has(ref));
    this.#removed.clear();
    return { put, removed };
  }

  #settleOther(projection: OtherProjection): void {
    for (const placed of this.#others[projection].settle()) {
      const { ref } = placed;
      const { [projection]: before, ...rest } = this.#places.get(ref) ?? {};
      const now = placed.visible ? placed.parent : undefined;
      if (now === before) continue;
      this.#touched.add(ref);
      this.#keepPlaces(ref, now === undefined ? rest : { ...rest, [projection]: now });
    }
  }

  #leave(ref: Ref, projection: OtherProjection): void {
    this.#others[projection].remove(ref);
    const places = this.#places.get(ref);
    if (places === undefined) return;
    const { [projection]: _, ...rest } = places;
    this.#keepPlaces(ref, rest);
  }

  #keepPlaces(ref: Ref, places: Places): void {
    if (Object.keys(places).length === 0) this.#places.delete(ref);
    else this.#places.set(ref, places);
  }

  /** Not in hosts and clusters: it has a row if it stands in another tree. */
  #placeElsewhere(ref: Ref, put: Row[]): void {
    if (this.#places.has(ref)) this.#place(ref, this.#tree.visibleAbove(ref), put, true);
    else if (this.#rows.delete(ref)) this.#removed.add(ref);
  }

  #place(ref: Ref, parent: Ref | null, put: Row[], notInHosts?: true): void {
    const mapped = this.#mapped.get(ref);
    if (mapped === undefined) return;
    const old = this.#rows.get(ref);
    const places = this.#places.get(ref);
    const { kind, name, label, state, health, facts } = mapped;
    if (
      old !== undefined &&
      old.parent === parent &&
      old.notInHosts === notInHosts &&
      old.places === places &&
      saysTheSame(old, mapped)
    ) {
      return;
    }
    const row: Row = {
      ref,
      kind,
      name,
      ...(label !== undefined && { label }),
      state,
      health,
      parent,
      ...(places !== undefined && { places }),
      ...(notInHosts && { notInHosts }),
      facts,
    };
    this.#rows.set(ref, row);
    put.push(row);
  }
}

function saysTheSame(old: Row, { kind, name, state, health, facts }: MappedRow): boolean {
  return (
    old.name === name &&
    old.state === state &&
    old.health === health &&
    old.kind === kind &&
    sameFacts(old.facts, facts)
  );
}

function sameFacts(a: RowFacts, b: RowFacts): boolean {
  const keys = Object.keys(a) as (keyof RowFacts)[];
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => a[key] === b[key] || sameFields(a[key], b[key]));
}

/** Custom fields: few, and in order. */
function sameFields(a: RowFacts[keyof RowFacts], b: RowFacts[keyof RowFacts]): boolean {
  return typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b);
}
