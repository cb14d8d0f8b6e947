import type { ReactElement } from 'react';
import type { TableColumn } from './columns/table-column.ts';
import { cellClass, cellStyle, type ColumnPlaces } from './table-row.tsx';

/** What the columns come to, below all lines. */
export function TableTotals(props: {
  readonly columns: readonly TableColumn<never>[];
  readonly shown: ColumnPlaces;
  readonly totals: Readonly<Record<string, string>>;
}): ReactElement {
  const { columns, shown, totals } = props;
  return (
    <div role="row" className="table-line table-totals">
      {shown.places.map((place) => {
        const column = columns[place];
        if (column === undefined) return null;
        const text = totals[column.id] ?? '';
        return (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={place + 1}
            title={text}
            className={cellClass(column, place, shown, false)}
            style={cellStyle(place, shown)}
          >
            {text}
          </div>
        );
      })}
    </div>
  );
}
