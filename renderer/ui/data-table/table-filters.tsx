import { useEffect, useRef, type ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import type { TableColumn } from './columns/table-column.ts';
import { cellClass, cellStyle, type ColumnPlaces } from './table-row.tsx';

export interface TableFiltersProps {
  readonly columns: readonly TableColumn<never>[];
  readonly shown: ColumnPlaces;
  readonly filters: Readonly<Record<string, string>>;
  /** What is wrong with a column's filter, in words. */
  readonly problemOf: (column: string) => string | undefined;
  /** The column whose field takes the keyboard as soon as it is there; null for none. */
  readonly focused: string | null;
  readonly onFilter: (column: string, typed: string) => void;
  /** Back to the lines. */
  readonly onLeave: () => void;
}

/** Below the headings: a field for each column, which leaves the lines that have what is typed there. */
export function TableFilters(props: TableFiltersProps): ReactElement {
  const { columns, shown, filters, focused } = props;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused === null) return;
    for (const input of line.current?.querySelectorAll('input') ?? [])
      if (input.dataset['filter'] === focused) input.focus();
  }, [focused]);
  return (
    <div ref={line} role="row" className="table-line table-filters">
      {shown.places.map((place) => {
        const column = columns[place];
        if (column === undefined) return null;
        const problem = props.problemOf(column.id);
        return (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={place + 1}
            className={cellClass(column, place, shown, false)}
            style={cellStyle(place, shown)}
          >
            <input
              type="text"
              data-filter={column.id}
              aria-label={t('table.filter.of', { column: column.label })}
              aria-invalid={problem !== undefined}
              title={problem ?? t('table.filter.help')}
              placeholder={t('table.filter')}
              spellCheck={false}
              autoComplete="off"
              value={filters[column.id] ?? ''}
              onChange={(event) => props.onFilter(column.id, event.target.value)}
              onKeyDown={(event) => {
                const { key } = event;
                if (key !== 'ArrowDown' && key !== 'Enter' && key !== 'Escape') return;
                event.preventDefault();
                event.stopPropagation();
                if (key === 'Escape' && (filters[column.id] ?? '') !== '')
                  props.onFilter(column.id, '');
                else props.onLeave();
              }}
            />
          </div>
        );
      })}
    </div>
  );
}
