import type { Placement } from '#shared/model/mapped-row.ts';
import type { Ref } from '#shared/model/reference.ts';

/** An object whose place changed: its parent among the visible, or that it does not stand in the tree (any more). */
export type Placed =
  | { readonly ref: Ref; readonly visible: true; readonly parent: Ref | null }
  | { readonly ref: Ref; readonly visible: false };

interface Node {
  placement: Placement;
  /** The visible object above, before rings are cut; undefined while it has not been resolved. */
  above: Ref | null | undefined;
}

/**
 * Finds for every object the visible parent: through hidden objects, and through stand-ins. Parents may arrive after their
 * children, never, or in a ring: whatever has no way up to the top stands directly below the server.
 *
 * The result depends on the present placements only, never on the order in which they came.
 */
export class TreeIndex {
  readonly #nodes = new Map<Ref, Node>();
  /** By native parent and those in its stead, be they known or not. */
  readonly #children = new Map<Ref, Set<Ref>>();
  /** Hidden objects by the one that stands in for them. */
  readonly #standsFor = new Map<Ref, Set<Ref>>();
  readonly #dirty = new Set<Ref>();
  /** Objects of a ring. */
  readonly #ringed = new Set<Ref>();

  /** Places an object; the consequences are reported by `settle`. */
  set(ref: Ref, placement: Placement): void {
    const node = this.#nodes.get(ref);
    if (node !== undefined && samePlacement(node.placement, placement)) return;
    if (node !== undefined) this.#unlink(ref, node.placement);
    this.#nodes.set(ref, { placement, above: undefined });
    for (const parent of parentsOf(placement)) addTo(this.#children, parent, ref);
    if (placement.standIn !== undefined) addTo(this.#standsFor, placement.standIn, ref);
    // A visible object that only moved leaves its children where they are: below it.
    const onlyMoved = node !== undefined && !isHidden(node.placement) && !isHidden(placement);
    this.#touch(ref, !onlyMoved);
  }

  remove(ref: Ref): void {
    const node = this.#nodes.get(ref);
    if (node === undefined) return;
    this.#unlink(ref, node.placement);
    this.#nodes.delete(ref);
    this.#ringed.delete(ref);
    this.#touch(ref, true);
  }

  clear(): void {
    for (const map of [this.#nodes, this.#children, this.#standsFor]) map.clear();
    this.#dirty.clear();
    this.#ringed.clear();
  }

  /** The visible object that any object, hidden or not, belongs to. */
  visibleAbove(ref: Ref): Ref | null {
    const node = this.#nodes.get(ref);
    return node === undefined ? null : this.#resolve(ref, node.placement);
  }

  /** Resolves everything that changes since the last time may have moved. */
  settle(): readonly Placed[] {
    if (this.#dirty.size === 0) return [];
    // A ring may have been opened anywhere along it.
    const touched = new Set([...this.#dirty, ...this.#ringed]);
    this.#dirty.clear();
    const moved: Ref[] = [];
    for (const ref of touched) {
      const node = this.#nodes.get(ref);
      if (node === undefined || isHidden(node.placement)) continue;
      node.above = this.#resolve(ref, node.placement);
      moved.push(ref);
    }
    this.#ringed.clear();
    for (const ref of moved) this.#findRing(ref);
    for (const ref of this.#ringed) touched.add(ref);
    return [...touched].flatMap((ref) => this.#placed(ref));
  }

  #placed(ref: Ref): readonly Placed[] {
    const node = this.#nodes.get(ref);
    if (node === undefined) return [];
    if (isHidden(node.placement)) return [{ ref, visible: false }];
    return [{ ref, visible: true, parent: this.#ringed.has(ref) ? null : (node.above ?? null) }];
  }

  /** Climbs from an object to the first visible one, by the first of its parents from which there is one. */
  #resolve(self: Ref, placement: Placement): Ref | null {
    for (const parent of parentsOf(placement)) {
      const above = this.#climb(self, parent);
      if (above !== null) return above;
    }
    return null;
  }

  #climb(self: Ref, parent: Ref): Ref | null {
    const seen = new Set<Ref>();
    let at: Ref | null = parent;
    while (at !== null) {
      if (seen.has(at)) return null;
      seen.add(at);
      const node = this.#nodes.get(at);
      if (node === undefined) return null;
      const { placement }: Node = node;
      if (!isHidden(placement)) return at;
      const { standIn } = placement;
      if (standIn !== undefined && standIn !== self && this.#isVisible(standIn)) return standIn;
      at = placement.parent;
    }
    return null;
  }

  #isVisible(ref: Ref): boolean {
    const node = this.#nodes.get(ref);
    return node !== undefined && !isHidden(node.placement);
  }

  /** Marks the ring that begins and ends at this object, if there is one. */
  #findRing(start: Ref): void {
    if (this.#ringed.has(start)) return;
    const path = new Set<Ref>([start]);
    let at = this.#nodes.get(start)?.above ?? null;
    while (at !== null && !path.has(at)) {
      path.add(at);
      at = this.#nodes.get(at)?.above ?? null;
    }
    if (at === start) for (const ref of path) this.#ringed.add(ref);
  }

  #touch(ref: Ref, withChildren: boolean): void {
    this.#dirty.add(ref);
    if (!withChildren) return;
    const seen = new Set<Ref>();
    this.#touchBelow(ref, seen);
    for (const hidden of this.#standsFor.get(ref) ?? []) this.#touchBelow(hidden, seen);
  }

  /** Everything that may resolve through this object: its children, and on through hidden ones. */
  #touchBelow(from: Ref, seen: Set<Ref>): void {
    const queue = [from];
    for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
      if (seen.has(ref)) continue;
      seen.add(ref);
      for (const child of this.#children.get(ref) ?? []) {
        this.#dirty.add(child);
        const node = this.#nodes.get(child);
        if (node !== undefined && isHidden(node.placement)) queue.push(child);
      }
    }
  }

  #unlink(ref: Ref, placement: Placement): void {
    for (const parent of parentsOf(placement)) removeFrom(this.#children, parent, ref);
    if (placement.standIn !== undefined) removeFrom(this.#standsFor, placement.standIn, ref);
  }
}

function parentsOf({ parent, otherParents }: Placement): readonly Ref[] {
  if (otherParents !== undefined) return parent === null ? otherParents : [parent, ...otherParents];
  return parent === null ? [] : [parent];
}

function isHidden(placement: Placement): boolean {
  return placement.hidden === true;
}

function samePlacement(a: Placement, b: Placement): boolean {
  return (
    a.parent === b.parent &&
    isHidden(a) === isHidden(b) &&
    a.standIn === b.standIn &&
    sameRefs(a.otherParents, b.otherParents)
  );
}

/** It is asked at every update of every object. */
function sameRefs(a: readonly Ref[] = [], b: readonly Ref[] = []): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function addTo(map: Map<Ref, Set<Ref>>, key: Ref, ref: Ref): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([ref]));
  else set.add(ref);
}

function removeFrom(map: Map<Ref, Set<Ref>>, key: Ref, ref: Ref): void {
  const set = map.get(key);
  set?.delete(ref);
  if (set?.size === 0) map.delete(key);
}
