import type { ViewSummary } from '#shared/model/view.ts';
import { findField } from '#shared/query/fields.ts';
import { t } from '../../i18n/translate.ts';
import { amountText } from './cell-text.ts';
import { nameColumn } from './list-columns.tsx';

/** The last line of a list: how many objects, and what the amounts come to. */
export function totalsOf(
  sums: readonly string[],
  summary: ViewSummary | undefined,
): Readonly<Record<string, string>> {
  if (summary === undefined) return {};
  const amounts = sums.map((id, place) => {
    const type = findField(id.split('.'))?.field.type ?? 'number';
    const amount = summary.sums[place] ?? 0;
    return [id, amount === 0 ? '' : amountText(amount, type)] as const;
  });
  return {
    [nameColumn]: t('list.count', { count: summary.total }),
    ...Object.fromEntries(amounts),
  };
}
