import { useState, type DragEvent, type ReactElement } from 'react';
import { Icon } from '../icons/icon.tsx';
import { ColumnGrip } from './columns/column-grip.tsx';
import type { TableColumn } from './columns/table-column.ts';
import { widthOf, type TableLayout } from './table-layout.ts';
import { cellClass, cellStyle, type ColumnPlaces } from './table-row.tsx';

export interface TableHeadProps {
  readonly id: string;
  readonly columns: readonly TableColumn<never>[];
  readonly layout: TableLayout;
  readonly shown: ColumnPlaces;
  /** The heading that the keyboard is on; −1 for none. */
  readonly active: number;
  readonly onResize: (column: number, width: number) => void;
  readonly onMove: (column: number, to: number) => void;
}

const dragType = 'application/x-moref-column';

/** The headings: an edge resizes, dragging moves; the table hears of clicks. */
export function TableHead(props: TableHeadProps): ReactElement {
  const { columns, shown } = props;
  const [dropAt, setDropAt] = useState(-1);
  const onDrop = (event: DragEvent, place: number): void => {
    const from = Number(event.dataTransfer.getData(dragType) || -1);
    setDropAt(-1);
    if (from < 0) return;
    event.preventDefault();
    props.onMove(from, place);
  };
  return (
    <div role="row" className="table-line table-head" aria-rowindex={1}>
      {shown.places.map((place) => {
        const column = columns[place];
        if (column === undefined) return null;
        const classes = cellClass(column, place, shown, place === props.active);
        return (
          <div
            key={column.id}
            id={`${props.id}-head-${place}`}
            role="columnheader"
            aria-colindex={place + 1}
            aria-sort={ariaSort(props.layout, column.id)}
            data-column={place}
            title={column.hint ?? column.label}
            tabIndex={-1}
            draggable
            className={`${classes}${place === dropAt ? ' table-head-drop' : ''}`}
            style={cellStyle(place, shown)}
            onDragStart={(event) => event.dataTransfer.setData(dragType, String(place))}
            onDragOver={(event) => {
              if (!event.dataTransfer.types.includes(dragType)) return;
              event.preventDefault();
              setDropAt(place);
            }}
            onDragLeave={() => setDropAt(-1)}
            onDragEnd={() => setDropAt(-1)}
            onDrop={(event) => onDrop(event, place)}
          >
            <span className="ellipsis">{column.label}</span>
            <SortSign layout={props.layout} column={column.id} />
            <ColumnGrip
              width={widthOf(column, props.layout)}
              onResize={(width) => props.onResize(place, width)}
            />
          </div>
        );
      })}
    </div>
  );
}

function SortSign({ layout, column }: { readonly layout: TableLayout; readonly column: string }) {
  const at = layout.sort.findIndex((sort) => sort.column === column);
  const sort = layout.sort[at];
  if (sort === undefined) return null;
  return (
    <span className="table-sort" aria-hidden>
      <Icon
        name="chevron"
        size={12}
        className={sort.descending ? 'table-sort-down' : 'table-sort-up'}
      />
      {layout.sort.length > 1 && <sub>{at + 1}</sub>}
    </span>
  );
}

function ariaSort({ sort }: TableLayout, column: string): 'ascending' | 'descending' | 'none' {
  const found = sort.find((one) => one.column === column);
  if (found === undefined) return 'none';
  return found.descending ? 'descending' : 'ascending';
}
