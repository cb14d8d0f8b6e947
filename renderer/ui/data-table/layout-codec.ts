import { densities, usualLayout, type TableLayout, type TableSort } from './table-layout.ts';

/** A layout as text to be remembered, without what it is filtered by. */
export function encodeLayout({
  filters: _filters,
  filtering: _shown,
  ...kept
}: TableLayout): string {
  return JSON.stringify(kept);
}

/** Reads what was remembered. Whatever does not fit, from another version or a damaged file, is as usual. */
export function decodeLayout(text: string | undefined): TableLayout {
  const read = record(parse(text));
  const columns = texts(read['columns']);
  const pinned = read['pinned'];
  return {
    columns: columns.length === 0 ? null : columns,
    widths: Object.fromEntries(
      Object.entries(record(read['widths'])).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number',
      ),
    ),
    pinned: typeof pinned === 'number' ? Math.max(0, Math.floor(pinned)) : usualLayout.pinned,
    sort: list(read['sort']).flatMap(sortOf),
    filters: usualLayout.filters,
    filtering: usualLayout.filtering,
    group: typeof read['group'] === 'string' ? read['group'] : null,
    density: densities.find((density) => density === read['density']) ?? usualLayout.density,
    sets: Object.fromEntries(
      Object.entries(record(read['sets'])).map(([name, set]) => [name, texts(set)]),
    ),
  };
}

function sortOf(value: unknown): readonly TableSort[] {
  const { column, descending } = record(value);
  return typeof column === 'string' ? [{ column, descending: descending === true }] : [];
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((one): one is string => typeof one === 'string');
}
