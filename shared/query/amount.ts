import { findField } from './fields.ts';
import type { QueryValue } from './query.ts';
import { isUnitOf } from './units.ts';

/** Whether a value and the next word would be read as one amount: `16` and `GB` behind a size. */
export function isAmountInTwo(
  path: readonly string[],
  amount: QueryValue,
  unit: QueryValue,
): boolean {
  if (amount.kind !== 'word' || unit.kind !== 'word') return false;
  if (!/^[<>=]*[+-]?\d+([.,]\d+)?$/.test(amount.text)) return false;
  return isUnitOf(findField(path)?.field.type, unit.text);
}
