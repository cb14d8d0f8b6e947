import type { Row } from '#shared/model/row.ts';
import type { CompiledQuery } from '#shared/query/compile.ts';
import type { Clock } from '../clock.ts';
import type { Column } from '#shared/query/column.ts';
import { CoreSubject } from './core-subject.ts';
import type { Entry } from './entry.ts';
import { naturalKey, sortKey, type SortKey } from './sort-key.ts';
import type { SourceState } from './source-state.ts';

export interface SortColumn {
  readonly column: Column;
  readonly descending: boolean;
}

export interface LookOptions {
  readonly query: CompiledQuery;
  readonly namesOnly: boolean;
  readonly sort: readonly SortColumn[];
  readonly summed: readonly Column[];
  /** Without another order, what fits the free text best comes first. */
  readonly ranked: boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/** An object as a view lists it; null where it does not. What it was read from is noted. */
export function look(state: SourceState, row: Row, options: LookOptions): Entry | null {
  const { query, namesOnly } = options;
  const subject = new CoreSubject(state, row);
  const passes =
    (namesOnly ? query.testNames(subject) : query.test(subject)) &&
    (state.belonging?.holds(subject) ?? true);
  const entry = passes ? entryOf(state, subject, options) : null;
  state.looked(row.ref, subject.dependencies);
  return entry;
}

function entryOf(state: SourceState, subject: CoreSubject, options: LookOptions): Entry {
  const { query, namesOnly, sort, summed, ranked, clock } = options;
  const { row } = subject;
  const now = clock.now();
  const keys: SortKey[] = sort.map(({ column }) => sortKey(column.read(subject, now)));
  if (ranked) keys.push(query.rank(subject));
  keys.push(naturalKey(row.name));
  const amounts = summed.map((column) => Number(column.read(subject, now)?.[0] ?? 0));
  const inName = query.needs.freeText && (namesOnly || query.testNames(subject));
  return { connection: state.source.id, ref: row.ref, row, keys, amounts, inName };
}
