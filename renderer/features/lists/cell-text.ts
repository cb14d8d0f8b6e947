import { isKind, type Kind } from '#shared/model/kind.ts';
import type { RunState } from '#shared/model/row.ts';
import type { CellValue, ViewCell, ViewRow } from '#shared/model/view.ts';
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

/** A cell in words: amounts with their units, several values with commas between. */
export function cellText(cell: ViewCell | undefined, type: ValueType): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell !== 'object') return valueText(cell, type);
  if ('is' in cell) return cell.is === 'reading' ? t('common.loading') : cell.reason;
  return cell.map((value) => valueText(value, type)).join(', ');
}

/** Exactly what a cell says, for the hover text and for who compares digits. */
export function cellTitle(cell: ViewCell | undefined, type: ValueType): string {
  if (typeof cell === 'number' && type === 'bytes')
    return `${cellText(cell, type)} (${formatNumber(cell)} B)`;
  return cellText(cell, type);
}

function valueText(value: CellValue, type: ValueType): string {
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
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

/** Choices of the search language in the page's words: its ids are for typing. */
export function choiceText(field: string, cell: ViewCell | undefined, row: ViewRow): string {
  if (typeof cell !== 'string') return cellText(cell, 'choice');
  if (field === 'power') return stateName(row.kind, cell as RunState);
  if (field === 'kind') return isKind(cell) ? t(`kind.${cell satisfies Kind}`) : cell;
  return cell;
}
