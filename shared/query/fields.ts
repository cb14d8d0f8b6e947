import { deepFields } from './deep-fields.ts';
import type { FieldDefinition } from './field.ts';
import { rowFields } from './row-fields.ts';
import { distanceTo } from './similar.ts';

/** Every field that has a name of its own. Native properties are fields, too: by their paths. */
export const allFields: readonly FieldDefinition[] = [...rowFields, ...deepFields];

const byName = new Map(
  allFields.flatMap((field) => [field.name, ...(field.aliases ?? [])].map((name) => [name, field])),
);

/** A field that was named in a query, and what follows its name: `tag.Owner`. */
export interface NamedField {
  readonly field: FieldDefinition;
  /** In lower case. */
  readonly name?: string;
}

/** The field of a path; undefined where none is called so. Case does not matter. */
export function findField(path: readonly string[]): NamedField | undefined {
  const whole = byName.get(path.join('.').toLowerCase());
  if (whole !== undefined) return { field: whole };
  const [first = '', ...rest] = path;
  const field = byName.get(first.toLowerCase());
  if (field?.named !== true || rest.length === 0) return undefined;
  return { field, name: rest.join('.').toLowerCase() };
}

/** Values that would be right after a field of this path; none of what is no field. */
export function examplesOf(path: readonly string[]): readonly string[] {
  const field = findField(path)?.field;
  return field?.choices?.map(({ value }) => value) ?? field?.examples ?? [];
}

/** Names of fields that are written much like this one, best first. */
export function similarFields(name: string): readonly string[] {
  const lower = name.toLowerCase();
  return [...byName.keys()]
    .map((known) => ({ known, distance: distanceTo(lower, known) }))
    .filter(
      ({ known, distance }) =>
        distance <= Math.min(known.length - 1, Math.max(2, Math.floor(known.length / 3))),
    )
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ known }) => known);
}
