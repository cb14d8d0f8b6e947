import type { TableColumn } from './columns/table-column.ts';

/** How the user wants a table. Columns by id; what is not said is as usual. Kept per view. */
export interface TableLayout {
  /** The columns that are shown, in their order; null while they are the usual ones. */
  readonly columns: readonly string[] | null;
  /** Pixels. */
  readonly widths: Readonly<Record<string, number>>;
  /** So many columns stay where they are when the others are scrolled. */
  readonly pinned: number;
  /** The first first. */
  readonly sort: readonly TableSort[];
  /** What is typed into the filters of columns; see `columnQuery`. */
  readonly filters: Readonly<Record<string, string>>;
  /** The filters are shown, also while none has anything. */
  readonly filtering: boolean;
  /** Lines with the same value in this column stand together; null where they do not. */
  readonly group: string | null;
  readonly density: Density;
  /** Column sets of the user's own, by name. */
  readonly sets: Readonly<Record<string, readonly string[]>>;
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

export const densities = ['compact', 'normal', 'wide'] as const;
export type Density = (typeof densities)[number];

/** Height of a line, pixels. */
export const lineHeights: Readonly<Record<Density, number>> = { compact: 22, normal: 26, wide: 34 };

export const narrowest = 40;
export const widest = 1200;
/** Sorting by more is nothing that anybody reads. */
const mostSorts = 4;

export const usualLayout: TableLayout = {
  columns: null,
  widths: {},
  pinned: 1,
  sort: [],
  filters: {},
  filtering: false,
  group: null,
  density: 'normal',
  sets: {},
};

/** The columns that are shown, in order. Columns that are not there any more are left out; a table shows one at least. */
export function shownColumns<Item>(
  all: readonly TableColumn<Item>[],
  { columns }: TableLayout,
): readonly TableColumn<Item>[] {
  const usual = all.filter((column) => column.usual);
  if (columns === null) return usual;
  const byId = new Map(all.map((column) => [column.id, column]));
  const shown = columns.flatMap((id) => byId.get(id) ?? []);
  return shown.length === 0 ? usual.slice(0, 1) : shown;
}

/** Pixels of a letter of a heading, about; and of what stands beside it: room, the sign of the order, the edge that resizes. */
const letter = 6.6;
const besideHeading = 40;

/** What a column is wide: as the user wants it; else as its values need it, and its heading in whatever language. */
export function widthOf(
  { id, width, label }: Pick<TableColumn<never>, 'id' | 'width' | 'label'>,
  { widths }: TableLayout,
): number {
  const usual = Math.max(width, Math.ceil(label.length * letter) + besideHeading);
  return Math.min(widest, Math.max(narrowest, widths[id] ?? usual));
}

export function resized(layout: TableLayout, column: string, width: number): TableLayout {
  const kept = Math.round(Math.min(widest, Math.max(narrowest, width)));
  return { ...layout, widths: { ...layout.widths, [column]: kept } };
}

/**
 * Sorted by a column: ascending, then descending, then not at all.
 * @param also keeps what it is sorted by already, and sorts equal lines by this column
 */
export function sortedBy(layout: TableLayout, column: string, also: boolean): TableLayout {
  const at = layout.sort.findIndex((sort) => sort.column === column);
  const before = layout.sort[at];
  const next: readonly TableSort[] =
    before === undefined
      ? [{ column, descending: false }]
      : before.descending
        ? []
        : [{ column, descending: true }];
  if (!also) return { ...layout, sort: next };
  const sort =
    at < 0
      ? [...layout.sort, ...next]
      : [...layout.sort.slice(0, at), ...next, ...layout.sort.slice(at + 1)];
  return { ...layout, sort: sort.slice(0, mostSorts) };
}

/** Sorted by a column alone, in a direction. */
export function sortedIn(layout: TableLayout, column: string, descending: boolean): TableLayout {
  return { ...layout, sort: [{ column, descending }] };
}

/** Filtered by a column; by nothing typed, not by it any more. */
export function filteredBy(layout: TableLayout, column: string, typed: string): TableLayout {
  const { [column]: _before, ...others } = layout.filters;
  return { ...layout, filters: typed === '' ? others : { ...others, [column]: typed } };
}

/** Whether the filters are to be seen: whenever one is at work. */
export function showsFilters({ filters, filtering }: TableLayout): boolean {
  return filtering || Object.keys(filters).length > 0;
}

/** With other columns, in this order. */
export function withColumns(layout: TableLayout, columns: readonly string[]): TableLayout {
  return { ...layout, columns: [...new Set(columns)] };
}

/** A column moved to the place of another. */
export function moved(
  layout: TableLayout,
  shown: readonly string[],
  column: string,
  to: number,
): TableLayout {
  const others = shown.filter((id) => id !== column);
  const place = Math.max(0, Math.min(others.length, to));
  return withColumns(layout, [...others.slice(0, place), column, ...others.slice(place)]);
}

/** A column shown or hidden; a shown one comes last. */
export function toggled(
  layout: TableLayout,
  shown: readonly string[],
  column: string,
): TableLayout {
  const others = shown.filter((id) => id !== column);
  if (others.length === shown.length) return withColumns(layout, [...shown, column]);
  if (others.length === 0) return layout;
  const pinned = Math.min(layout.pinned, others.length);
  const sort = layout.sort.filter((one) => one.column !== column);
  // Nobody would know why lines are missing.
  const { filters } = filteredBy(layout, column, '');
  return { ...withColumns(layout, others), pinned, sort, filters };
}

/** The shown columns kept under a name; with no columns, the set is forgotten. */
export function withSet(
  layout: TableLayout,
  name: string,
  columns: readonly string[],
): TableLayout {
  const { [name]: _before, ...others } = layout.sets;
  return { ...layout, sets: columns.length === 0 ? others : { ...others, [name]: columns } };
}
