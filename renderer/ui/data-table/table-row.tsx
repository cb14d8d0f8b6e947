import { memo, type CSSProperties, type ReactElement } from 'react';
import type { TableColumn } from './columns/table-column.ts';

/** The columns of a line that are on screen, by their places. */
export interface ColumnPlaces {
  readonly places: readonly number[];
  /** Pixels from the left for each pinned column. */
  readonly pinnedAt: readonly number[];
}

export interface TableRowProps<Item> {
  readonly item: Item;
  readonly line: number;
  readonly id: string;
  /** Pixels. */
  readonly top: number;
  readonly height: number;
  readonly columns: readonly TableColumn<Item>[];
  readonly shown: ColumnPlaces;
  /** Undefined: lines cannot be selected. */
  readonly selected: boolean | undefined;
  /** The column that the keyboard is on in this line; −1 for none. */
  readonly active: number;
  readonly className: string;
}

function TableRowView<Item>(props: TableRowProps<Item>): ReactElement {
  const { item, line, id, columns, shown, selected, active } = props;
  const classes = ['table-line', props.className];
  if (selected === true) classes.push('table-line-selected');
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      {...(selected !== undefined && { 'aria-selected': selected, draggable: true })}
      data-index={line}
      className={classes.join(' ')}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      {shown.places.map((place) => {
        const column = columns[place];
        if (column === undefined) return null;
        const text = column.text(item);
        return (
          <div
            key={column.id}
            id={`${id}-${line}-${place}`}
            role="gridcell"
            aria-colindex={place + 1}
            data-column={place}
            title={column.title?.(item) ?? text}
            className={cellClass(column, place, shown, place === active)}
            style={cellStyle(place, shown)}
          >
            {column.render === undefined ? text : column.render(item)}
          </div>
        );
      })}
    </div>
  );
}

/** Renders again only when its own line changes: a table is updated many times a second. */
export const TableRow = memo(TableRowView) as typeof TableRowView;

export function cellClass(
  column: Pick<TableColumn<never>, 'numeric'>,
  place: number,
  { pinnedAt }: ColumnPlaces,
  active: boolean,
): string {
  return [
    'table-cell',
    column.numeric === true ? 'table-cell-numeric' : '',
    place < pinnedAt.length ? 'table-cell-pinned' : '',
    place === pinnedAt.length - 1 ? 'table-cell-pinned-last' : '',
    active ? 'table-cell-active' : '',
  ]
    .filter((name) => name !== '')
    .join(' ');
}

export function cellStyle(place: number, { pinnedAt }: ColumnPlaces): CSSProperties {
  const left = pinnedAt[place];
  return { gridColumn: place + 1, ...(left !== undefined && { left }) };
}
