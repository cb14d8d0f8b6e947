import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refId, type Ref } from '#shared/model/reference.ts';

/** An object of which nothing can be derived: it is there, by its name or its id, and says so. */
export function bareRow(ref: Ref, properties: Properties): MappedRow {
  const name = [properties['name'], properties['name_label']].find(
    (one) => typeof one === 'string' && one !== '',
  );
  return {
    ref,
    kind: 'other',
    name: typeof name === 'string' ? name : refId(ref),
    state: 'none',
    health: 'unknown',
    parent: null,
    facts: { note: 'Its properties cannot be read as what they should be' },
  };
}
