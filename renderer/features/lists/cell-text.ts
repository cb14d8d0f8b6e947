import type { Kind } from '#shared/model/kind.ts';
import type { Health, RunState } from '#shared/model/row.ts';
import type { CellValue, ViewCell, ViewRow } from '#shared/model/view.ts';
import type { FieldDefinition } from '#shared/query/field.ts';
import type { ValueType } from '#shared/query/problem.ts';
import {
  formatBytes,
  formatDateTime,
  formatDuration,
  formatMHz,
  formatNumber,
  formatPercent,
} from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { stateName } from '../../ui/names.ts';

/** A cell in words: amounts with their units, choices as the page says them, several values with commas between. */
export function cellText(
  cell: ViewCell | undefined,
  field: FieldDefinition,
  row: Pick<ViewRow, 'kind'>,
): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'string' && field.type === 'choice') return choiceText(cell, field.name, row);
  if (typeof cell !== 'object') return amountText(cell, field.type);
  if ('is' in cell) return cell.is === 'reading' ? t('common.loading') : cell.reason;
  return cell.map((value) => amountText(value, field.type)).join(', ');
}

/** Exactly what a cell says, for who compares digits. */
export function cellTitle(
  cell: ViewCell | undefined,
  field: FieldDefinition,
  row: ViewRow,
): string {
  const text = cellText(cell, field, row);
  return typeof cell === 'number' && field.type === 'bytes'
    ? `${text} (${formatNumber(cell)} B)`
    : text;
}

/** A value in the unit of its type, as people read it. */
export function amountText(value: CellValue, type: ValueType): string {
  if (typeof value === 'boolean') return t(value ? 'value.true' : 'value.false');
  if (typeof value === 'string') return value;
  switch (type) {
    case 'bytes':
      return formatBytes(value);
    case 'hertz':
      return formatMHz(value / 1e6);
    case 'fraction':
      return formatPercent(value);
    case 'duration':
      return formatDuration(value);
    case 'time':
      return formatDateTime(value);
    default:
      return formatNumber(value);
  }
}

/** What the search language calls by a short word for typing. */
function choiceText(value: string, field: string, row: Pick<ViewRow, 'kind'>): string {
  switch (field) {
    case 'power':
      return stateName(row.kind, value as RunState);
    case 'kind':
      return t(`kind.${value as Kind}`);
    case 'health':
      return t(`health.${value as Health}`);
    case 'tools':
      return toolsText(value);
    default:
      return value;
  }
}

function toolsText(value: string): string {
  switch (value) {
    case 'ok':
    case 'old':
    case 'stopped':
    case 'none':
      return t(`list.tools.${value}`);
    default:
      return value;
  }
}
