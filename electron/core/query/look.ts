import type { Row } from '#shared/model/row.ts';
import type { CompiledQuery } from '#shared/query/compile.ts';
import type { Clock } from '../clock.ts';
import type { Column } from '#shared/query/column.ts';
import { CoreSubject } from './core-subject.ts';
import { Entry } from './entry.ts';
import type { GroupNames } from './groups.ts';
import { sortKey, type SortKey } from './order/sort-key.ts';
import type { SourceState } from './source-state.ts';

export interface SortColumn {
  readonly column: Column;
  readonly descending: boolean;
}

export function isDescending({ descending }: SortColumn): boolean {
  return descending;
}

export interface LookOptions {
  readonly query: CompiledQuery;
  readonly namesOnly: boolean;
  readonly sort: readonly SortColumn[];
  /** What the view is grouped by. */
  readonly group?: { readonly column: Column; readonly names: GroupNames } | undefined;
  readonly summed: readonly Column[];
  /** Without another order, what fits the free text best comes first. */
  readonly ranked: boolean;
  readonly clock: Pick<Clock, 'now'>;
  /** It is looked at in passing, and looked at again: that it was is not noted. */
  readonly passing?: true;
}

const nothing: readonly never[] = [];

/** An object as a view lists it; null where it does not. What it was read from is noted. */
export function look(state: SourceState, row: Row, options: LookOptions): Entry | null {
  const { query, namesOnly } = options;
  const subject = new CoreSubject(state, row);
  // What belongs to something else is asked nothing that would have to be read.
  const belongs = (): boolean => state.belonging?.holds(subject) ?? true;
  const fits = (): boolean => (namesOnly ? query.testNames(subject) : query.test(subject));
  const passes = query.needs.paths.length > 0 ? belongs() && fits() : fits() && belongs();
  const entry = passes ? entryOf(state, subject, options) : null;
  if (options.passing !== true) state.looked(row.ref, subject.dependencies);
  return entry;
}

function entryOf(state: SourceState, subject: CoreSubject, options: LookOptions): Entry {
  const { query, namesOnly, group, clock } = options;
  return new Entry({
    group: group?.names.of(group.column.read(subject, clock.now())),
    connection: state.source.id,
    row: subject.row,
    keys: keysOf(subject, options),
    amounts: amountsOf(subject, options),
    inName: query.needs.freeText && (namesOnly || query.testNames(subject)),
  });
}

function keysOf(subject: CoreSubject, { query, sort, ranked, clock }: LookOptions) {
  // By its name alone: nothing is to be made 100,000 times.
  if (sort.length === 0) return ranked ? [query.rank(subject)] : nothing;
  const now = clock.now();
  const keys: SortKey[] = sort.map(({ column }) => sortKey(column.read(subject, now)));
  return ranked ? [...keys, query.rank(subject)] : keys;
}

function amountsOf(subject: CoreSubject, { summed, clock }: LookOptions): readonly number[] {
  if (summed.length === 0) return nothing;
  const now = clock.now();
  return summed.map((column) => Number(column.read(subject, now)?.[0] ?? 0));
}
