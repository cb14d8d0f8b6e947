import type { ViewCell, ViewRow } from '#shared/model/view.ts';
import { allFields } from '#shared/query/fields.ts';
import type { FieldDefinition } from '#shared/query/field.ts';

/** One property of objects that are compared. */
export interface CompareLine {
  readonly field: FieldDefinition;
  /** One for each object, in their order; undefined while it is not known. */
  readonly cells: readonly (ViewCell | undefined)[];
  readonly differs: boolean;
}

/** What every object has of its own: that it differs says nothing. */
const identity = new Set(['name', 'moref', 'uuid']);

/** The fields of the search language mean the same of every family: those that are compared, in the order of the views' columns. */
export const comparedFields: readonly FieldDefinition[] = allFields.filter(
  ({ name }) => name !== 'name',
);

/**
 * Objects side by side by property: what differs first, then what they have in common, then what names them. What none has is left out.
 * @param rows the objects in their order; undefined for one of which nothing is known (yet)
 * @param fields in the order of the rows' cells
 */
export function compareLines(
  rows: readonly (ViewRow | undefined)[],
  fields: readonly FieldDefinition[] = comparedFields,
): readonly CompareLine[] {
  const lines = fields.flatMap((field, place): readonly CompareLine[] => {
    const cells = rows.map((row) => row?.cells[place]);
    // What somebody asked for by its path is answered, if by nothing.
    if (field.group !== 'native' && cells.every(isNothing)) return [];
    const keys = new Set(cells.map((cell) => JSON.stringify(comparable(cell))));
    return [{ field, cells, differs: keys.size > 1 }];
  });
  const rank = ({ field, differs }: CompareLine): number =>
    identity.has(field.name) ? 2 : differs ? 0 : 1;
  return lines.toSorted((one, other) => rank(one) - rank(other));
}

function isNothing(cell: ViewCell | undefined): boolean {
  return cell === undefined || cell === null;
}

/** Several values are the same in whatever order a server tells them. */
function comparable(cell: ViewCell | undefined): unknown {
  return Array.isArray(cell) ? cell.map(String).toSorted() : (cell ?? null);
}
