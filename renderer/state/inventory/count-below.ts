import type { Kind } from '#shared/model/kind.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row, RunState } from '#shared/model/row.ts';
import type { Branch } from './branch.ts';

/** How many objects of a kind there are, and in which states. */
export interface KindCount {
  readonly total: number;
  readonly byState: ReadonlyMap<RunState, number>;
}

export type KindCounts = ReadonlyMap<Kind, KindCount>;

/** All objects below one, at whatever depth; null: all of the server. */
export function* rowsBelow(branch: Branch, parent: Ref | null): Generator<Row> {
  const seen = new Set<Ref>();
  const left: Ref[] = [...branch.children(parent)];
  for (let ref = left.pop(); ref !== undefined; ref = left.pop()) {
    const row = branch.row(ref);
    // A cycle, which no server should send, ends it.
    if (row === undefined || seen.has(ref)) continue;
    seen.add(ref);
    yield row;
    for (const child of branch.children(ref)) left.push(child);
  }
}

export function countBelow(branch: Branch, parent: Ref | null): KindCounts {
  return countRows(rowsBelow(branch, parent));
}

/** Rows by kind and state. */
export function countRows(rows: Iterable<Row>): KindCounts {
  const counts = new Map<Kind, { total: number; byState: Map<RunState, number> }>();
  for (const { kind, state } of rows) {
    let count = counts.get(kind);
    if (count === undefined) {
      count = { total: 0, byState: new Map() };
      counts.set(kind, count);
    }
    count.total += 1;
    count.byState.set(state, (count.byState.get(state) ?? 0) + 1);
  }
  return counts;
}
