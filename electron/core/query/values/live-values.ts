import { columnOf, type Column } from '#shared/query/column.ts';
import type { LiveValues } from '#shared/query/suggest.ts';
import { inSlices, type Slices } from '../../in-slices.ts';
import { AlertCounts } from '../alert-counts.ts';
import { CoreSubject, type SubjectContext } from '../core-subject.ts';
import type { QuerySources } from '../source.ts';
import { SharedReads } from './shared-reads.ts';

/** How many are suggested. */
const most = 20;

/**
 * The values that objects have in a field now, or the names that may follow it (`Owner` of `tag.Owner`): those that begin with what was
 * typed, then those that have it anywhere, the most frequent first; none for what is no field.
 */
export async function liveValues(
  sources: QuerySources,
  { field, wants, begins }: LiveValues,
  slices: Slices & { readonly now: number },
): Promise<readonly string[]> {
  const column = columnOf(field);
  if (column === undefined) return [];
  const wanted = begins.toLowerCase();
  const read = wants === 'names' ? namesOf(column) : valuesOf(column, slices.now);
  const counts = new Map<string, number>();
  for (const source of sources.list()) {
    const alerts = new AlertCounts(source);
    const context: SubjectContext = { source, server: source.name(), alerts, declared: new Map() };
    // As things are called when it is asked for.
    const shared = new SharedReads(source.inventory);
    await inSlices([...source.inventory.rows()], slices, (row) => {
      for (const text of read(new CoreSubject(context, row, shared)))
        if (text.toLowerCase().includes(wanted)) counts.set(text, (counts.get(text) ?? 0) + 1);
    });
  }
  const rank = (text: string): number => (text.toLowerCase().startsWith(wanted) ? 0 : 1);
  return [...counts]
    .sort(
      ([one, oneCount], [other, otherCount]) =>
        rank(one) - rank(other) || otherCount - oneCount || (one < other ? -1 : 1),
    )
    .slice(0, most)
    .map(([text]) => text);
}

type Read = (subject: CoreSubject) => readonly string[];

function valuesOf(column: Column, now: number): Read {
  return (subject) => (column.read(subject, now) ?? []).map(String);
}

function namesOf({ field }: Column): Read {
  return (subject) => field.names?.(subject) ?? [];
}
