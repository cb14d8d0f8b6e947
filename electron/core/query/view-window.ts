import type { Disposer, FeedSink } from '#shared/contract/define.ts';
import { objectKey, type ObjectKey, type Ref } from '#shared/model/reference.ts';
import {
  summaryKey,
  type ViewGroup,
  type ViewItem,
  type ViewRow,
  type ViewSummary,
} from '#shared/model/view.ts';
import type { CompiledQuery } from '#shared/query/compile.ts';
import type { Clock } from '../clock.ts';
import type { Dependencies } from '../inventory/dependencies.ts';
import { readCell, type CellContext } from './values/cells.ts';
import type { Column } from '#shared/query/column.ts';
import { CoreSubject } from './core-subject.ts';
import type { Entry } from './entry.ts';
import type { LazyReads } from './values/lazy-reads.ts';
import type { SourceState } from './source-state.ts';
import {
  lineCount,
  lineOfPlace,
  linesOf,
  nothingFolded,
  placeOfLine,
  type Folded,
  type ViewLine,
} from './view-lines.ts';
import type { View } from './view.ts';

export interface WindowOptions {
  readonly query: CompiledQuery;
  readonly columns: readonly Column[];
  readonly reads: LazyReads;
  readonly clock: Clock;
  readonly sink: FeedSink<string, ViewItem>;
}

/** The first place, and how many. */
export interface Places {
  readonly from: number;
  readonly count: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** See Folded. */
export interface FoldedList {
  readonly all: boolean;
  readonly but: readonly string[];
}

/** A row as it was put, and what it was read from. */
interface Shown {
  readonly row: ViewRow;
  readonly from: Dependencies | undefined;
}

/** How long changes of cells gather, milliseconds. */
const gatherMs = 100;

/** The part of a view that somebody looks at: what stands at its places, with its cells, and what the whole view comes to. */
export class ViewWindow {
  readonly #options: WindowOptions;
  #view: View | undefined;
  #from = 0;
  #to = 0;
  /** What was put last, by key, and what it was read from. */
  #shown = new Map<ObjectKey, Shown>();
  /** Heads of groups as they were put last, as text. */
  #heads: ReadonlyMap<string, string> = new Map();
  #folded: Folded = nothingFolded;
  #summary = '';
  #timer: Disposer | undefined;
  #stop: Disposer | undefined;
  #reported = false;
  readonly #cellChanged = (): void => this.#soon();

  constructor(places: Places, options: WindowOptions, folded?: FoldedList) {
    this.#options = options;
    if (folded !== undefined) this.fold(folded);
    this.#look(places);
  }

  /** Shows a view from now on. */
  show(view: View): void {
    this.#view = view;
    if (this.#options.columns.some(({ field }) => field.deep === true)) this.#follow(view);
    this.refresh();
  }

  /** Looks at other places. */
  move(places: Places): void {
    this.#look(places);
    this.refresh();
  }

  changed(): void {
    this.#soon(0);
  }

  /** Closes groups, or opens them. */
  fold({ all, but }: FoldedList): void {
    this.#folded = { all, but: new Set(but) };
    this.refresh();
  }

  /** The objects of some lines. */
  entries(from: number, count: number): readonly Entry[] {
    return this.#lines(from, from + count).flatMap((line) =>
      line.is === 'entry' ? [line.entry] : [],
    );
  }

  /** The line of a place among all objects; −1 where there is none. */
  lineOf(place: number): number {
    return this.#view === undefined ? -1 : lineOfPlace(this.#view, this.#folded, place);
  }

  /** The place among all objects of what a line shows, or that follows it. */
  placeOf(line: number): number {
    return this.#view === undefined ? line : placeOfLine(this.#view, this.#folded, line);
  }

  /** Rows at any lines, be they looked at or not. */
  rows(from: number, count: number): readonly ViewRow[] {
    const view = this.#view;
    if (view === undefined) return [];
    const rows: ViewRow[] = [];
    const now = this.#options.clock.now();
    for (const line of this.#lines(from, from + count)) {
      if (line.is === 'group') continue;
      const { entry, at } = line;
      const state = view.stateOf(entry);
      if (state === undefined) continue;
      const subject = new CoreSubject(state, entry.row, state.shared);
      rows.push(this.#rowOf(subject, entry, at, this.#cellContext(state, now)));
    }
    return rows;
  }

  close(): void {
    this.#stop?.();
    this.#timer?.();
    this.#view = undefined;
  }

  /** Puts what is different from what was put last. */
  refresh(): void {
    const view = this.#view;
    if (view === undefined) return;
    const { sink } = this.#options;
    const shown = new Map<ObjectKey, Shown>();
    const heads = new Map<string, string>();
    const now = this.#options.clock.now();
    for (const line of this.#lines(this.#from, this.#to)) {
      if (line.is === 'group') {
        this.#putHead(line, heads);
        continue;
      }
      const { entry } = line;
      const state = view.stateOf(entry);
      if (state === undefined) continue;
      const key = objectKey(entry);
      const subject = new CoreSubject(state, entry.row);
      const made = this.#rowOf(subject, entry, line.at, this.#cellContext(state, now));
      const before = this.#shown.get(key)?.row;
      const row = before !== undefined && sameRow(before, made) ? before : made;
      if (row !== before) sink.put(key, row);
      shown.set(key, { row, from: subject.dependencies });
    }
    for (const key of this.#heads.keys()) if (!heads.has(key)) sink.remove(key);
    this.#heads = heads;
    for (const key of this.#shown.keys()) if (!shown.has(key)) sink.remove(key);
    this.#shown = shown;
    this.#putSummary(view);
    if (!this.#reported && view.ready) {
      this.#reported = true;
      sink.ready();
    }
  }

  #look({ from, count }: Places): void {
    this.#from = from;
    this.#to = from + count;
  }

  /** Cells may say what rows do not: of the objects that are shown, and of those that they were read from. */
  #follow(view: View): void {
    this.#stop = view.watchObjects((connection, refs) => {
      if (this.#timer !== undefined) return;
      for (const { row, from } of this.#shown.values()) {
        if (row.connection !== connection) continue;
        if (!refs.has(row.ref) && !readFrom(from, refs)) continue;
        this.#soon();
        return;
      }
    });
  }

  #soon(ms = gatherMs): void {
    this.#timer ??= this.#options.clock.after(ms, () => {
      this.#timer = undefined;
      this.refresh();
    });
  }

  #lines(from: number, to: number): readonly ViewLine[] {
    return this.#view === undefined ? [] : linesOf(this.#view, this.#folded, from, to);
  }

  #putHead(line: ViewLine & { readonly is: 'group' }, heads: Map<string, string>): void {
    const { at, group, count, open } = line;
    const { id, cell } = group;
    const item: ViewGroup = { is: 'group', at, id, cell, count, open };
    const key = `group ${id}`;
    const text = JSON.stringify(item);
    if (this.#heads.get(key) !== text) this.#options.sink.put(key, item);
    heads.set(key, text);
  }

  #cellContext(state: SourceState, now: number): CellContext {
    return { state, reads: this.#options.reads, now, changed: this.#cellChanged };
  }

  #rowOf(subject: CoreSubject, entry: Entry, at: number, context: CellContext): ViewRow {
    const { columns, query } = this.#options;
    const { row, connection, ref, pending } = entry;
    const cells = columns.map((column) => readCell(subject, column, context));
    const { kind, name, label, state, health } = row;
    const made: Writable<ViewRow> = {
      is: 'row',
      at,
      connection,
      ref,
      kind,
      name,
      state,
      health,
      cells,
    };
    if (label !== undefined) made.label = label;
    if (pending !== undefined) made.pending = pending;
    const where = query.needs.freeText ? query.where(subject) : [];
    if (where.length > 0)
      made.where = where.map(({ field, value, at: span }) => ({ field, value, ...span }));
    return made;
  }

  #putSummary(view: View): void {
    const summary: ViewSummary = {
      is: 'summary',
      ready: view.ready,
      total: view.total,
      inName: view.inName,
      byKind: [...view.byKind],
      sums: view.sums,
      waiting: view.waiting,
      ...(view.grouped && {
        lines: lineCount(view, this.#folded, view.total),
        groups: view.groups.length,
      }),
      ...(view.unread !== undefined && { unread: view.unread }),
    };
    const text = JSON.stringify(summary);
    if (text === this.#summary) return;
    this.#summary = text;
    this.#options.sink.put(summaryKey, { ...summary, sums: [...view.sums] });
  }
}

function sameRow(one: ViewRow, other: ViewRow): boolean {
  return (
    one.at === other.at &&
    one.name === other.name &&
    one.state === other.state &&
    one.health === other.health &&
    one.kind === other.kind &&
    one.pending === other.pending &&
    JSON.stringify([one.cells, one.where]) === JSON.stringify([other.cells, other.where])
  );
}

/** Few were read, many may have changed. */
function readFrom(from: Dependencies | undefined, changed: ReadonlySet<Ref>): boolean {
  if (from === undefined) return false;
  for (const ref of from.refs) if (changed.has(ref)) return true;
  return false;
}
