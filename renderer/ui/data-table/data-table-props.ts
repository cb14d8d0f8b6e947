import type { KeyboardEvent, ReactElement } from 'react';
import type { TableColumn } from './columns/table-column.ts';
import type { TableLayout } from './table-layout.ts';
import type { TableSelection } from './table-selection.ts';
import type { TableTree } from './table-tree.ts';
import type { TableSource } from './table-source.ts';

export interface DataTableProps<Item> {
  readonly label: string;
  /** All that there are; the layout says which are shown. */
  readonly columns: readonly TableColumn<Item>[];
  readonly source: TableSource<Item>;
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  /** Absent: lines cannot be selected. */
  readonly onSelect?: (selection: TableSelection) => void;
  readonly selection?: TableSelection;
  /** One line is selected at the most: what is done is done to it. Space is none of the table's own keys then. */
  readonly single?: boolean;
  /** Some lines stand below others. */
  readonly tree?: TableTree<Item>;
  /** Its lines can be grouped by a column; see `TableLayout.group`. */
  readonly groupable?: boolean;
  readonly onOpen?: (item: Item) => void;
  /** The menu of what is selected. */
  readonly onMenu?: (at: { readonly x: number; readonly y: number }) => void;
  /** A key that means nothing to the table. @param item the line that the keyboard is on */
  readonly onOtherKey?: (event: KeyboardEvent, item: Item | undefined) => void;
  /** The column that a text names and that is none of `columns`; undefined where it names none. */
  readonly ownColumn?: (typed: string) => string | undefined;
  /** Lines that look different: what leaves, what is gone. */
  readonly classOf?: (item: Item) => string;
  /** Lines that nothing can be done with; what they say is read all the same. */
  readonly isDisabled?: (item: Item) => boolean;
  /** Below the columns: sums, by column. */
  readonly totals?: Readonly<Record<string, string>>;
  /** Begins to drag what is selected. */
  readonly onDragStart?: (item: Item, transfer: DataTransfer) => void;
  readonly onDragEnd?: () => void;
  /** What is wrong with the filter of a column, in words. */
  readonly filterProblem?: (column: string) => string | undefined;
  /** Instead of lines, where there are none. */
  readonly empty?: ReactElement | string;
}
