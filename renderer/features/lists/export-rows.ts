import type { ViewCell, ViewRow } from '#shared/model/view.ts';
import { findField } from '#shared/query/fields.ts';
import type { FieldDefinition } from '#shared/query/field.ts';
import type { ValueType } from '#shared/query/problem.ts';
import { toCsv, type CsvCell } from '../../format/csv.ts';
import { inWords } from '../../i18n/translate.ts';
import { cellText } from './cell-text.ts';
import { nameColumn } from './list-columns.tsx';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Writes the rows of a list, piece by piece. Amounts are exact, in base units that the headings name; times are ISO 8601. */
export interface RowWriter {
  readonly begin: string;
  readonly end: string;
  row(row: ViewRow, index: number): string;
}

/** @param columns the columns of the list without the name, in the order of the rows' cells */
export function rowWriter(
  format: ExportFormat,
  columns: readonly string[],
  serverOf: (row: ViewRow) => string,
): RowWriter {
  const fields = columns.map((id) => findField(id.split('.'))?.field);
  return format === 'csv'
    ? csvWriter(columns, fields, serverOf)
    : jsonWriter(columns, fields, serverOf);
}

type Fields = readonly (FieldDefinition | undefined)[];

function csvWriter(
  columns: readonly string[],
  fields: Fields,
  serverOf: (row: ViewRow) => string,
): RowWriter {
  const headings = columns.map((id, place) => heading(id, fields[place]));
  const first = inWords(findField([nameColumn])?.field.label ?? nameColumn);
  const server = inWords(findField(['server'])?.field.label ?? 'server');
  return {
    // A mark of UTF-8, without which spreadsheets read umlauts as two letters.
    begin: `\uFEFF${toCsv([[first, server, ...headings]])}`,
    end: '',
    row: (row) =>
      toCsv([
        [
          row.name,
          serverOf(row),
          ...columns.map((_id, place) => plain(row.cells[place], fields[place], row)),
        ],
      ]),
  };
}

function jsonWriter(
  columns: readonly string[],
  fields: Fields,
  serverOf: (row: ViewRow) => string,
): RowWriter {
  return {
    begin: '[\n',
    end: '\n]\n',
    row: (row, index) => {
      const cells = columns.map((id, place) => [id, exact(row.cells[place], fields[place])]);
      const { name, ref } = row;
      const object = { name, server: serverOf(row), ref, ...Object.fromEntries(cells) };
      return `${index === 0 ? '' : ',\n'}${JSON.stringify(object)}`;
    },
  };
}

const units: Readonly<Partial<Record<ValueType, string>>> = {
  bytes: 'B',
  hertz: 'Hz',
  duration: 's',
};

function heading(id: string, field: FieldDefinition | undefined): string {
  if (field === undefined) return id;
  const unit = units[field.type];
  return unit === undefined ? inWords(field.label) : `${inWords(field.label)} (${unit})`;
}

/** A cell of CSV: a number as one, all else as it is shown. */
function plain(
  cell: ViewCell | undefined,
  field: FieldDefinition | undefined,
  row: ViewRow,
): CsvCell {
  const value = exact(cell, field);
  if (typeof value === 'number' || value === null) return value;
  if (field === undefined) return JSON.stringify(value);
  if (field.type === 'time' && typeof value === 'string') return value;
  return cellText(cell, field, row);
}

/** A cell as data: durations in seconds, times in ISO 8601; what could not be read as null. */
function exact(cell: ViewCell | undefined, field: FieldDefinition | undefined): unknown {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === 'object') return 'is' in cell ? null : cell;
  if (typeof cell !== 'number') return cell;
  if (field?.type === 'duration') return Math.round(cell / 1000);
  return field?.type === 'time' ? new Date(cell).toISOString() : cell;
}
