import { useState, type ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { SheetCell, SheetRow, SheetTable, SheetValue } from '#shared/model/sheet.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { LinkButton } from '../../../ui/link-button.tsx';
import { ObjectIcon } from '../../../ui/icons/object-icon.tsx';
import { UsageBar } from '../../../ui/usage-bar.tsx';
import { SheetValueView } from './sheet-value.tsx';
import { hintOf, partWords } from '../../../ui/sheet-words.ts';

/** Rows that are drawn before somebody asks for the rest. */
const shownAtFirst = 8;

/** A table of a section. Its name is a heading where the section has more than that. */
export function SheetTableView(props: {
  readonly connection: ConnectionId;
  readonly table: SheetTable;
  readonly named: boolean;
}): ReactElement {
  const { connection, table, named } = props;
  const { columns, rows } = table;
  const [all, setAll] = useState(false);
  const label = inWords(table.label);
  const shown = all ? rows : rows.slice(0, shownAtFirst);
  return (
    <div className="sheet-table-frame">
      {named && <h4 className="sheet-table-title">{label}</h4>}
      <table className="sheet-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={column.isAmount === true ? 'sheet-amount-cell' : undefined}
              >
                {inWords(column.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.key} connection={connection} row={row} table={table} />
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <LinkButton onClick={() => setAll(true)}>
          {t('sheet.more', { count: rows.length })}
        </LinkButton>
      )}
    </div>
  );
}

function Row(props: {
  readonly connection: ConnectionId;
  readonly row: SheetRow;
  readonly table: SheetTable;
}): ReactElement {
  const { connection, row, table } = props;
  const { icon, tone } = row;
  return (
    <tr className={tone === undefined ? undefined : `sheet-row-${tone}`}>
      {table.columns.map((column, index) => (
        <td
          key={column.id}
          className={column.isAmount === true ? 'selectable sheet-amount-cell' : 'selectable'}
          title={hintOf(valuesOf(row.cells[index]), row.from ?? table.from)}
        >
          <span className="sheet-cell">
            {index === 0 && icon !== undefined && <ObjectIcon {...icon} size={14} />}
            <Cell
              connection={connection}
              cell={row.cells[index] ?? null}
              label={inWords(column.label)}
            />
          </span>
        </td>
      ))}
    </tr>
  );
}

function Cell(props: {
  readonly connection: ConnectionId;
  readonly cell: SheetCell;
  readonly label: string;
}): ReactElement | null {
  const { connection, cell, label } = props;
  if (cell === null) return null;
  if ('used' in cell)
    return <UsageBar label={label} fraction={cell.used / (cell.of || 1)} text={partWords(cell)} />;
  return (
    <span className="sheet-values">
      {valuesOf(cell).map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they stand in the server's order
        <SheetValueView key={index} connection={connection} value={value} />
      ))}
    </span>
  );
}

function valuesOf(cell: SheetCell | undefined): readonly SheetValue[] {
  if (cell === null || cell === undefined || 'used' in cell) return [];
  return isMany(cell) ? cell : [cell];
}

function isMany(cell: SheetValue | readonly SheetValue[]): cell is readonly SheetValue[] {
  return Array.isArray(cell);
}
