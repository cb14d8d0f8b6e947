import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { parseNodeKey, type FlatNode, type NodeKey } from './flat-node.ts';
import { append, eachChild, flattenAll, lineAt, segmentEnd, type Place } from './flatten.ts';
import type { TreeSource } from './tree-source.ts';

/**
 * The visible lines after the children of some nodes changed, or their expansion did. Only the lines of these nodes, of their children and
 * of what came are made anew; all others are the same objects, and nodes that are not visible cost nothing.
 */
export function repairFlat(
  flat: readonly FlatNode[],
  source: TreeSource,
  keys: ReadonlySet<NodeKey>,
): readonly FlatNode[] {
  if (keys.size === 0) return flat;
  // A group comes with its first object, and goes with its last; so does a server on which a filter finds something.
  if (!hasRoots(flat, source)) return flattenAll(source);
  const repair = new Repair(flat, source, keys);
  for (let at = 0; at < flat.length; ) at = repair.keep(at);
  const { lines } = repair;
  const same = lines.length === flat.length && lines.every((line, index) => line === flat[index]);
  return same ? flat : lines;
}

function hasRoots(flat: readonly FlatNode[], { roots }: TreeSource): boolean {
  const shown = flat.filter(({ depth }) => depth === 0);
  return shown.length === roots.length && shown.every(({ key }, index) => key === roots[index]);
}

/** The lines that are made of old ones. */
class Repair {
  readonly lines: FlatNode[] = [];
  readonly #flat: readonly FlatNode[];
  readonly #source: TreeSource;
  readonly #touched = new Map<ConnectionId, Set<Ref | null>>();

  constructor(flat: readonly FlatNode[], source: TreeSource, keys: ReadonlySet<NodeKey>) {
    this.#flat = flat;
    this.#source = source;
    for (const key of keys) {
      const { connection, ref } = parseNodeKey(key);
      const refs = this.#touched.get(connection) ?? new Set();
      this.#touched.set(connection, refs.add(ref));
    }
  }

  /** Keeps a line, at another place among its siblings where one is given. @returns the index after what it stands for */
  keep(at: number, place: Place = this.#flat[at] as FlatNode): number {
    const old = this.#flat[at] as FlatNode;
    if (this.#touched.get(old.connection)?.has(old.ref) === true) return this.#remake(at, place);
    const { position, siblings } = place;
    const stays = old.position === position && old.siblings === siblings;
    this.lines.push(stays ? old : { ...old, position, siblings });
    return at + 1;
  }

  /** Makes a line anew, and keeps the lines of those children that it had before. */
  #remake(at: number, place: Place): number {
    const old = this.#flat[at] as FlatNode;
    const end = segmentEnd(this.#flat, at);
    const line = lineAt(this.#source, place);
    this.lines.push(same(old, line) ? old : line);
    if (!line.expanded) return end;
    const had = this.#childrenAt(at, end);
    eachChild(this.#source, line, (child) => {
      const before = had.get(child.connection)?.get(child.ref);
      if (before === undefined) append(this.lines, this.#source, child);
      else this.#keepAll(before, child);
    });
    return end;
  }

  /** Keeps a line and all that are below it. */
  #keepAll(at: number, place: Place): void {
    const end = segmentEnd(this.#flat, at);
    for (let next = this.keep(at, place); next < end; ) next = this.keep(next);
  }

  /** Where the children of a line stand. */
  #childrenAt(at: number, end: number): ReadonlyMap<ConnectionId, ReadonlyMap<Ref | null, number>> {
    const found = new Map<ConnectionId, Map<Ref | null, number>>();
    for (let child = at + 1; child < end; child = segmentEnd(this.#flat, child)) {
      const { connection, ref } = this.#flat[child] as FlatNode;
      const ofServer = found.get(connection) ?? new Map<Ref | null, number>();
      found.set(connection, ofServer.set(ref, child));
    }
    return found;
  }
}

function same(a: FlatNode, b: FlatNode): boolean {
  return (
    a.position === b.position &&
    a.siblings === b.siblings &&
    a.expandable === b.expandable &&
    a.expanded === b.expanded
  );
}
