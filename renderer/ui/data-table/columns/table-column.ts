import type { ValueType } from '#shared/query/problem.ts';
import type { ReactNode } from 'react';

/** A column of a table of `Item`s. */
export interface TableColumn<Item> {
  readonly id: string;
  readonly label: string;
  /** Explains the heading: what exactly stands in the column, its native path. */
  readonly hint?: string;
  /** Heading in the list of columns to choose from: `Storage`. */
  readonly group: string;
  /** Pixels, until the user says otherwise. */
  readonly width: number;
  /** Shown until the user says otherwise. */
  readonly usual: boolean;
  /** Right-aligned: amounts are compared by their digits. */
  readonly numeric?: true;
  /** It can be sorted by. */
  readonly sortable?: false;
  /** It can be filtered by. */
  readonly filterable?: false;
  /** What its values are to a filter; text where it is not said. */
  readonly type?: ValueType;
  /** Of lines that are all at hand: what is sorted and filtered by, in the unit of its type; its text where it is not said. */
  value?(item: Item): string | number | null;
  /** The cell as text: shown, copied, read out. */
  text(item: Item): string;
  /** The cell where it is more than text. */
  render?(item: Item): ReactNode;
  /** What the cell says exactly, on hover; its text where it says no more. */
  title?(item: Item): string;
}
