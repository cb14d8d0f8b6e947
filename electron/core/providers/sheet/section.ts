import type {
  SheetCell,
  SheetColumn,
  SheetFact,
  SheetMeter,
  SheetRow,
  SheetSection,
  SheetSource,
  SheetTable,
} from '#shared/model/sheet.ts';
import { labelOf, type LabelId } from './facts.ts';

export interface SectionParts {
  readonly meters?: readonly (SheetMeter | undefined)[];
  readonly facts?: readonly (SheetFact | undefined)[];
  readonly tables?: readonly (SheetTable | undefined)[];
  /** Some of it is being read. */
  readonly reading?: boolean;
}

/** A section of what there is; undefined where that is nothing. */
export function section(id: LabelId, parts: SectionParts): SheetSection | undefined {
  const meters = there(parts.meters);
  const facts = there(parts.facts);
  const tables = there(parts.tables);
  const reading = parts.reading === true;
  if (meters.length + facts.length + tables.length === 0 && !reading) return undefined;
  return {
    id,
    label: labelOf(id),
    ...(meters.length !== 0 && { meters }),
    ...(facts.length !== 0 && { facts }),
    ...(tables.length !== 0 && { tables }),
    ...(reading && { reading }),
  };
}

/** Headings of a table: texts, and with `#` before them those of amounts. */
export type ColumnId = LabelId | `#${LabelId}`;

/** A table; undefined without a row. */
export function table(
  id: LabelId,
  columns: readonly ColumnId[],
  rows: readonly SheetRow[],
  from: readonly SheetSource[],
): SheetTable | undefined {
  if (rows.length === 0) return undefined;
  const kept = columns.map((_, index) => rows.some(({ cells }) => !isEmpty(cells[index])));
  return {
    id,
    label: labelOf(id),
    columns: columns.filter((_, index) => kept[index]).map(columnOf),
    rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_, index) => kept[index]) })),
    from,
  };
}

function columnOf(column: ColumnId): SheetColumn {
  if (!column.startsWith('#')) return { id: column, label: labelOf(column as LabelId) };
  const id = column.slice(1) as LabelId;
  return { id, label: labelOf(id), isAmount: true };
}

function isEmpty(cell: SheetCell | undefined): boolean {
  if (cell === null || cell === undefined) return true;
  if (Array.isArray(cell)) return cell.length === 0;
  return 'text' in cell && cell.text === '';
}

function there<T>(parts: readonly (T | undefined)[] | undefined): readonly T[] {
  return (parts ?? []).filter((part) => part !== undefined);
}
