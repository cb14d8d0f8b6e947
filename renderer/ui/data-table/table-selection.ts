/**
 * What is selected in a table whose lines are not all at hand: some lines by their keys, or all but some. Pure; the table applies what
 * keys and clicks mean.
 */
export type TableSelection =
  | { readonly is: 'some'; readonly keys: KeySet }
  | { readonly is: 'all'; readonly but: ReadonlySet<string> };

/** Any set of keys, and what is as good as one. */
export interface KeySet extends Iterable<string> {
  readonly size: number;
  has(key: string): boolean;
  /** The same without a key, where that costs less than a copy. */
  without?(key: string): KeySet;
}

export const nothingSelected: TableSelection = { is: 'some', keys: new Set<string>() };
export const allSelected: TableSelection = { is: 'all', but: new Set() };

export function isSelected(selection: TableSelection, key: string): boolean {
  return selection.is === 'some' ? selection.keys.has(key) : !selection.but.has(key);
}

/** @param total lines of the table */
export function selectedCount(selection: TableSelection, total: number): number {
  return selection.is === 'some' ? selection.keys.size : Math.max(0, total - selection.but.size);
}

export function only(keys: Iterable<string>): TableSelection {
  return { is: 'some', keys: new Set(keys) };
}

export function flipped(selection: TableSelection, key: string): TableSelection {
  if (selection.is === 'some' && selection.keys.has(key) && selection.keys.without !== undefined)
    return { is: 'some', keys: selection.keys.without(key) };
  const set = new Set(selection.is === 'some' ? selection.keys : selection.but);
  if (!set.delete(key)) set.add(key);
  return selection.is === 'some' ? { is: 'some', keys: set } : { is: 'all', but: set };
}

export function including(selection: TableSelection, key: string): TableSelection {
  return isSelected(selection, key) ? selection : flipped(selection, key);
}
