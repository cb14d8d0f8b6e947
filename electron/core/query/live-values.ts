import { inSlices, type Slices } from '../in-slices.ts';
import { AlertCounts } from './alert-counts.ts';
import { columnOf } from '#shared/query/column.ts';
import { CoreSubject } from './core-subject.ts';
import type { QuerySources } from './source.ts';

/** How many are suggested. */
const most = 20;

/** The values that objects have in a field now and that begin so, the most frequent first; none for what is no field. */
export async function liveValues(
  sources: QuerySources,
  field: string,
  begins: string,
  slices: Slices & { readonly now: number },
): Promise<readonly string[]> {
  const column = columnOf(field);
  if (column === undefined) return [];
  const wanted = begins.toLowerCase();
  const counts = new Map<string, number>();
  for (const source of sources.list()) {
    const alerts = new AlertCounts(source);
    const context = { source, server: source.name(), alerts, declared: new Map<string, boolean>() };
    await inSlices([...source.inventory.rows()], slices, (row) => {
      for (const value of column.read(new CoreSubject(context, row), slices.now) ?? []) {
        const text = String(value);
        if (text.toLowerCase().startsWith(wanted)) counts.set(text, (counts.get(text) ?? 0) + 1);
      }
    });
  }
  return [...counts]
    .sort(([one, oneCount], [other, otherCount]) =>
      oneCount === otherCount ? (one < other ? -1 : 1) : otherCount - oneCount,
    )
    .slice(0, most)
    .map(([text]) => text);
}
