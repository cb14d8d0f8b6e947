import type { ViewCell } from '#shared/model/view.ts';
import type { FieldValues } from '#shared/query/field.ts';

/** Values of a cell at the most: a property may have thousands. */
const most = 100;

/** The values of a field as a cell. */
export function cellOf(values: FieldValues): ViewCell {
  if (values === undefined || values.length === 0) return null;
  return values.length === 1 ? (values[0] ?? null) : values.slice(0, most);
}
