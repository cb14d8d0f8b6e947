import type { MorefContract } from '#shared/contract/contract.ts';
import type { FeedParams, FeedSink } from '#shared/contract/define.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Kind } from '#shared/model/kind.ts';
import { objectKey, type ObjectAddress, type ObjectKey } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { grouped, type RefGroup } from '#shared/model/selection.ts';
import {
  summaryKey,
  type MatchItem,
  type ViewCell,
  type ViewFound,
  type ViewGroup,
  type ViewItem,
  type ViewRow,
} from '#shared/model/view.ts';
import { columnOf } from '#shared/query/column.ts';
import { compileQuery, type CompiledQuery } from '#shared/query/compile.ts';
import { explain } from '#shared/query/explain.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { RowSubject } from '../state/inventory/row-subject.ts';
import type { FakeServer } from './fake-server.ts';

export type ViewRequest = FeedParams<MorefContract, 'view'>;

interface Entry {
  readonly server: FakeServer;
  readonly row: Row;
  readonly key: ObjectKey;
  readonly pending?: 'leaves';
}

/** A view as the core has it: what passes the query, in its order, of which a window is reported. All is made anew at every change. */
export class FakeView {
  readonly #request: ViewRequest;
  readonly #servers: () => Iterable<FakeServer>;
  readonly #sink: FeedSink<string, ViewItem>;
  readonly #query: CompiledQuery;
  #window: { readonly from: number; readonly count: number };
  /** The order while it is held. */
  #held: readonly Entry[] | undefined;
  #shown = new Set<string>();
  #folded: NonNullable<ViewRequest['folded']>;

  constructor(
    request: ViewRequest,
    servers: () => Iterable<FakeServer>,
    sink: FeedSink<never, never>,
  ) {
    this.#request = request;
    this.#servers = servers;
    this.#sink = sink;
    this.#window = request.window;
    this.#query = compiled(request.query);
    this.#folded = request.folded ?? { all: false, but: [] };
  }

  fold(folded: NonNullable<ViewRequest['folded']>): void {
    this.#folded = folded;
    this.refresh();
  }

  move(window: { readonly from: number; readonly count: number }): void {
    this.#window = window;
    this.refresh();
  }

  hold(held: boolean): void {
    this.#held = held ? this.#found() : undefined;
    this.refresh();
  }

  place({ connection, ref }: ObjectAddress): number {
    return this.keys().indexOf(objectKey({ connection, ref }));
  }

  keys(): readonly ObjectKey[] {
    return this.#entries().map(({ key }) => key);
  }

  groups(): readonly RefGroup[] {
    return grouped(
      this.#entries().map(({ server, row }) => ({ connection: server.id, ref: row.ref })),
    ).groups;
  }

  rows(from: number, count: number): readonly ViewRow[] {
    return this.#entries()
      .slice(from, from + count)
      .map((entry, index) => this.#rowOf(entry, from + index));
  }

  find(begins: string, from: number): number {
    const fits = ({ row }: Entry): boolean =>
      row.name.toLowerCase().startsWith(begins.toLowerCase());
    const entries = this.#entries();
    const after = entries.findIndex((entry, index) => index >= from && fits(entry));
    return after >= 0 ? after : entries.findIndex(fits);
  }

  /** Tells what the window shows now, and what the view comes to. */
  refresh(): void {
    const entries = this.#entries();
    const shown = new Set<string>();
    const { from, count } = this.#window;
    const lines = this.#lines();
    for (const line of lines.slice(from, from + count)) {
      const key = line.is === 'group' ? `group ${line.id}` : objectKey(line);
      shown.add(key);
      this.#sink.put(key, line);
    }
    for (const key of this.#shown) if (!shown.has(key)) this.#sink.remove(key);
    this.#shown = shown;
    const found = this.#held === undefined ? entries : this.#found();
    const keys = new Set(entries.map(({ key }) => key));
    this.#sink.put(summaryKey, {
      is: 'summary',
      ready: true,
      total: entries.length,
      inName: entries.filter((entry) => this.#query.testNames(subjectOf(entry))).length,
      byKind: countByKind(entries),
      sums: this.#request.sums.map((column) =>
        entries.reduce((sum, entry) => sum + Number(firstOf(cellOf(entry, column)) ?? 0), 0),
      ),
      waiting:
        found.filter(({ key }) => !keys.has(key)).length +
        entries.filter(({ pending }) => pending !== undefined).length,
      ...(this.#request.group !== undefined && { lines: lines.length }),
    });
  }

  /** The objects, below the heads of their groups where it is grouped. */
  #lines(): readonly (ViewRow | ViewGroup)[] {
    const { group: column } = this.#request;
    const entries = this.#entries();
    if (column === undefined) return entries.map((entry, at) => this.#rowOf(entry, at));
    const lines: (ViewRow | ViewGroup)[] = [];
    const groups = Map.groupBy(entries, (entry) => String(firstOf(cellOf(entry, column)) ?? ''));
    const byName = [...groups].sort(
      ([one], [other]) => Number(one === '') - Number(other === '') || collator.compare(one, other),
    );
    for (const [id, some] of byName) {
      const open = this.#folded.all === this.#folded.but.includes(id);
      const [first] = some;
      const cell = first === undefined || id === '' ? null : cellOf(first, column);
      lines.push({ is: 'group', at: lines.length, id, cell, count: some.length, open });
      if (open) for (const entry of some) lines.push(this.#rowOf(entry, lines.length));
    }
    return lines;
  }

  /** What is listed: while the order is held, what was found then. */
  #entries(): readonly Entry[] {
    if (this.#held === undefined) return this.#found();
    const now = new Map(this.#found().map((entry) => [entry.key, entry]));
    return this.#held.map(
      (entry) => now.get(entry.key) ?? { ...entry, pending: 'leaves' as const },
    );
  }

  #found(): readonly Entry[] {
    const { connections, sort, namesOnly = false } = this.#request;
    const entries = everything(this.#servers())
      .filter(({ server }) => connections === undefined || connections.includes(server.id))
      .filter((entry) => {
        const subject = subjectOf(entry);
        const passes = namesOnly ? this.#query.testNames(subject) : this.#query.test(subject);
        return passes && this.#belongs(entry);
      });
    return entries.toSorted((one, other) => {
      for (const { column, descending } of sort) {
        const order = compare(cellOf(one, column), cellOf(other, column), descending);
        if (order !== 0) return order;
      }
      return collator.compare(one.row.name, other.row.name) || collator.compare(one.key, other.key);
    });
  }

  #belongs({ server, row }: Entry): boolean {
    const { of } = this.#request;
    if (of === undefined) return true;
    const above = new Set([...server.branch.ancestors(row.ref), row.facts.host]);
    return of.some(
      ({ connection, ref }) => connection === server.id && above.has(ref as Row['ref']),
    );
  }

  #rowOf({ server, row, pending }: Entry, at: number): ViewRow {
    const { kind, name, state, health, ref } = row;
    const where = whereOf(this.#query, { server, row });
    return {
      is: 'row',
      at,
      connection: server.id,
      ref,
      kind,
      name,
      state,
      health,
      cells: this.#request.columns.map((column) => cellOf({ server, row }, column)),
      ...(where.length > 0 && { where }),
      ...(pending === undefined ? {} : { pending }),
    };
  }
}

/** What the feed `matches` reports a query: which objects pass, where their free text was found, how many they are. */
export function matchesOf(
  query: string,
  servers: Iterable<FakeServer>,
): readonly (readonly [string, MatchItem])[] {
  const test = compiled(query);
  const entries = everything(servers).filter((entry) => test.test(subjectOf(entry)));
  const found = entries.map((entry) => {
    const where = whereOf(test, entry);
    return [entry.key, { is: 'match', ...(where.length > 0 && { where }) }] as const;
  });
  return [...found, [summaryKey, { is: 'summary', total: entries.length }]];
}

/** What a feed of groups reports: the value of each object that passes in a field. */
export function groupsOf(
  { query, by }: { readonly query: string; readonly by: string },
  servers: Iterable<FakeServer>,
): readonly (readonly [ObjectKey, string])[] {
  const test = compiled(query);
  const column = columnOf(by);
  return everything(servers)
    .filter((entry) => test.test(subjectOf(entry)))
    .map((entry) => {
      const values = column?.read(subjectOf(entry), 0) ?? [];
      return [entry.key, values.map(String).sort().join('\n')] as const;
    });
}

function everything(servers: Iterable<FakeServer>): readonly Entry[] {
  return [...servers].flatMap((server) =>
    [...server.branch.rows()].map((row) => ({
      server,
      row,
      key: objectKey({ connection: server.id, ref: row.ref }),
    })),
  );
}

function whereOf(query: CompiledQuery, entry: Pick<Entry, 'server' | 'row'>): readonly ViewFound[] {
  if (!query.needs.freeText) return [];
  return query.where(subjectOf(entry)).map(({ field, value, at }) => ({ field, value, ...at }));
}

const collator = new Intl.Collator('en', { numeric: true });

function compiled(text: string): CompiledQuery {
  const { query, problem } = parseQuery(text);
  const read = problem ?? compileQuery(query, { now: Date.now });
  if ('test' in read) return read;
  throw new MorefException({ kind: 'invalid', message: explain(read) });
}

function subjectOf({ server, row }: Pick<Entry, 'server' | 'row'>): RowSubject {
  return new RowSubject(row, server.branch, server.name);
}

/** What the test says of a column, or else what the search language reads of a row. */
function cellOf(entry: Pick<Entry, 'server' | 'row'>, column: string): ViewCell {
  const given = entry.server.cells.get(entry.row.ref)?.[column];
  if (given !== undefined) return given;
  const values = columnOf(column)?.read(subjectOf(entry), Date.now()) ?? [];
  return values.length > 1 ? values : (values[0] ?? null);
}

function firstOf(cell: ViewCell): string | number | boolean | null {
  const first = Array.isArray(cell) ? cell[0] : cell;
  return typeof first === 'object' ? null : (first ?? null);
}

/** What has no value comes last, whatever the direction. */
function compare(one: ViewCell, other: ViewCell, descending: boolean): number {
  const [a, b] = [firstOf(one), firstOf(other)];
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order =
    typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : Number(a) - Number(b);
  return descending ? -order : order;
}

function countByKind(entries: readonly Entry[]): readonly (readonly [Kind, number])[] {
  return [...Map.groupBy(entries, ({ row }) => row.kind)].map(([kind, of]) => [kind, of.length]);
}
