import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ConnectionId, ObjectAddress, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import {
  addressesIn,
  type QueriedSelection,
  type RefGroup,
  type Selection,
} from '#shared/model/selection.ts';
import type { Clock } from '../clock.ts';
import { inSlices } from '../in-slices.ts';
import { AlertCounts } from '../query/alert-counts.ts';
import { Belonging } from '../query/belonging.ts';
import { CoreSubject, type SubjectContext } from '../query/core-subject.ts';
import { queryOf } from '../query/open-view.ts';
import type { QuerySource, QuerySources } from '../query/source.ts';

export interface SelectionsDeps {
  readonly sources: Pick<QuerySources, 'list'>;
  readonly clock: Pick<Clock, 'now'>;
  breathe(): Promise<void>;
}

/**
 * The objects of a selection, each once: as they were named, or what fits the description now, server by server in the order of the
 * inventory. Works in slices.
 * @throws MorefException `invalid` for a query that makes none, `cancelled` where the caller gave up
 */
export async function resolveSelection(
  selection: Selection,
  deps: SelectionsDeps,
  signal: AbortSignal,
): Promise<readonly ObjectAddress[]> {
  const found =
    selection.by === 'refs'
      ? await eachOnce(addressesIn(selection.groups), deps, signal)
      : await queried(selection, deps, signal);
  throwIfGivenUp(signal);
  return found;
}

async function eachOnce(
  named: Iterable<ObjectAddress>,
  deps: SelectionsDeps,
  signal: AbortSignal,
): Promise<readonly ObjectAddress[]> {
  const known = new Map<ConnectionId, Set<Ref>>();
  const each: ObjectAddress[] = [];
  const slices = { breathe: () => deps.breathe(), signal };
  await inSlices([...named], slices, (object) => {
    if (noted(known, object)) each.push(object);
  });
  return each;
}

/** @returns whether it is new */
function noted(known: Map<ConnectionId, Set<Ref>>, { connection, ref }: ObjectAddress): boolean {
  const refs = known.get(connection) ?? new Set();
  if (refs.size === 0) known.set(connection, refs);
  return refs.size < refs.add(ref).size;
}

async function queried(
  selection: QueriedSelection,
  deps: SelectionsDeps,
  signal: AbortSignal,
): Promise<readonly ObjectAddress[]> {
  const { query, namesOnly, connections, of, except = [], only } = selection;
  const compiled = queryOf(query, deps);
  const excepted = byServer(except);
  const meant = only === undefined ? undefined : byServer(only);
  const found: ObjectAddress[] = [];
  for (const source of deps.sources.list()) {
    if (connections !== undefined && !connections.includes(source.id)) continue;
    const context = contextOf(source);
    const belonging = of === undefined ? undefined : new Belonging(source, of);
    const not = excepted.get(source.id);
    const slices = { breathe: () => deps.breathe(), signal };
    await inSlices([...rowsOf(source, meant)], slices, (row) => {
      const subject = new CoreSubject(context, row);
      const passes = namesOnly === true ? compiled.testNames(subject) : compiled.test(subject);
      if (!passes || not?.has(row.ref) === true) return;
      if (belonging?.holds(subject) ?? true) found.push({ connection: source.id, ref: row.ref });
    });
    throwIfGivenUp(signal);
  }
  return found;
}

/** The rows of a server, or those of them that are meant. */
function* rowsOf(
  { id, inventory }: QuerySource,
  meant: ReadonlyMap<ConnectionId, ReadonlySet<Ref>> | undefined,
): Iterable<Row> {
  if (meant === undefined) {
    yield* inventory.rows();
    return;
  }
  for (const ref of meant.get(id) ?? []) {
    const row = inventory.row(ref);
    if (row !== undefined) yield row;
  }
}

function byServer(groups: readonly RefGroup[]): ReadonlyMap<ConnectionId, ReadonlySet<Ref>> {
  const known = new Map<ConnectionId, Set<Ref>>();
  for (const object of addressesIn(groups)) noted(known, object);
  return known;
}

function contextOf(source: QuerySource): SubjectContext {
  return {
    source,
    server: source.name(),
    alerts: new AlertCounts(source),
    declared: new Map(),
  };
}

function throwIfGivenUp(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new MorefException({ kind: 'cancelled', message: text('link.error.cancelled') });
}
