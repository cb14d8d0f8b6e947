import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { objectKey, type ObjectAddress } from '#shared/model/reference.ts';
import { addressesIn, type QueriedSelection, type Selection } from '#shared/model/selection.ts';
import type { Clock } from '../clock.ts';
import { inSlices } from '../in-slices.ts';
import { AlertCounts } from '../query/alert-counts.ts';
import { Belonging } from '../query/belonging.ts';
import { CoreSubject } from '../query/core-subject.ts';
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
  const slices = { breathe: () => deps.breathe(), signal };
  const found =
    selection.by === 'refs'
      ? [...addressesIn(selection.groups)]
      : await queried(selection, deps, signal);
  const each = new Map<string, ObjectAddress>();
  await inSlices(found, slices, (object) => void each.set(objectKey(object), object));
  throwIfGivenUp(signal);
  return [...each.values()];
}

async function queried(
  { query, namesOnly, connections, of, except = [] }: QueriedSelection,
  deps: SelectionsDeps,
  signal: AbortSignal,
): Promise<readonly ObjectAddress[]> {
  const compiled = queryOf(query, deps);
  const excepted = new Set([...addressesIn(except)].map(objectKey));
  const found: ObjectAddress[] = [];
  for (const source of deps.sources.list()) {
    if (connections !== undefined && !connections.includes(source.id)) continue;
    const context = contextOf(source);
    const belonging = of === undefined ? undefined : new Belonging(source, of);
    const slices = { breathe: () => deps.breathe(), signal };
    await inSlices([...source.inventory.rows()], slices, (row) => {
      const address = { connection: source.id, ref: row.ref };
      const subject = new CoreSubject(context, row);
      const passes = namesOnly === true ? compiled.testNames(subject) : compiled.test(subject);
      if (!passes || excepted.has(objectKey(address))) return;
      if (belonging?.holds(subject) ?? true) found.push(address);
    });
    throwIfGivenUp(signal);
  }
  return found;
}

function contextOf(source: QuerySource) {
  return {
    source,
    server: source.name(),
    alerts: new AlertCounts(source),
    declared: new Map<string, boolean>(),
  };
}

function throwIfGivenUp(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new MorefException({ kind: 'cancelled', message: text('link.error.cancelled') });
}
