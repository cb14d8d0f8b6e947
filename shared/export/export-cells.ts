import type { Text } from '../i18n/text.ts';
import type { CellValue, ViewCell, ViewRow } from '../model/view.ts';
import { columnOf } from '../query/column.ts';
import type { FieldDefinition } from '../query/field.ts';
import type { ValueType } from '../query/problem.ts';
import type { CsvCell } from './csv.ts';

/** How what is data becomes words in a file. */
export interface ExportWords {
  /** In the reader's language. */
  readonly say: (text: Text) => string;
  /** The name of the server that an object is on. */
  readonly serverOf: (row: ViewRow) => string;
  /** A value that is neither an amount nor a time, as people read it; absent: as the search language calls it. */
  readonly shown?: (cell: ViewCell, field: FieldDefinition, row: ViewRow) => string;
}

/** A column of a file. */
export interface ExportColumn {
  /** As it is written in a query: `mem`, `config.version`. */
  readonly id: string;
  /** Undefined for a native property. */
  readonly field: FieldDefinition | undefined;
}

export function exportColumns(ids: readonly string[]): readonly ExportColumn[] {
  return ids.map((id) => {
    const column = columnOf(id);
    return { id, field: column?.path === undefined ? column?.field : undefined };
  });
}

const units: Readonly<Partial<Record<ValueType, string>>> = {
  bytes: 'B',
  hertz: 'Hz',
  duration: 's',
};

/** `Memory (B)`: amounts in a file are exact, in base units that the headings name. */
export function heading({ id, field }: ExportColumn, words: Pick<ExportWords, 'say'>): string {
  if (field === undefined) return id;
  const unit = units[field.type];
  const name = id === field.name ? words.say(field.label) : id;
  return unit === undefined ? name : `${name} (${unit})`;
}

/** A cell as data: durations in seconds, times in ISO 8601; what could not be read as null. */
export function exact(
  cell: ViewCell | undefined,
  field: FieldDefinition | undefined,
): CellValue | readonly CellValue[] | null {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === 'object') return 'is' in cell ? null : cell;
  if (typeof cell !== 'number') return cell;
  if (field?.type === 'duration') return Math.round(cell / 1000);
  return field?.type === 'time' ? new Date(cell).toISOString() : cell;
}

/** A cell of a table: a number as one, all else in words; several values with commas between. */
export function plain(
  cell: ViewCell | undefined,
  field: FieldDefinition | undefined,
  row: ViewRow,
  words: ExportWords,
): CsvCell {
  if (typeof cell === 'string' && words.shown === undefined) return cell;
  const value = exact(cell, field);
  if (typeof value === 'number' || value === null) return value;
  if (field !== undefined && field.type !== 'time' && cell !== undefined && words.shown)
    return words.shown(cell, field, row);
  return typeof value === 'object' ? value.map(String).join(', ') : String(value);
}
