import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { RowFacts } from '#shared/model/row.ts';
import { known, list, number, text } from './read.ts';

/** What only the vSphere Automation API knows: content libraries, their items, and tags of whatever has them. */

/** com.vmware.content.library_model */
export function mapLibrary(ref: Ref, properties: Properties): MappedRow {
  return {
    ref,
    kind: 'library',
    name: text(properties, 'name') ?? ref,
    state: 'none',
    health: 'unknown',
    parent: null,
    facts: known<RowFacts>({
      description: text(properties, 'description'),
      type: text(properties, 'type'),
    }),
  };
}

/** com.vmware.content.library.item_model */
export function mapLibraryItem(ref: Ref, properties: Properties): MappedRow {
  const library = text(properties, 'library_id');
  return {
    ref,
    kind: 'library-item',
    name: text(properties, 'name') ?? ref,
    state: 'none',
    health: 'unknown',
    parent: library === undefined ? null : makeRef('com.vmware.content.Library', library),
    facts: known<RowFacts>({
      capacityBytes: number(properties, 'size'),
      description: text(properties, 'description'),
      type: text(properties, 'type'),
    }),
  };
}

/** The names of an object's tags, joined by commas; undefined where it has none. */
export function tagNames(properties: Properties): string | undefined {
  if (properties['tags'] === undefined) return undefined;
  const names = list(properties, 'tags').flatMap((tag) =>
    isDataObject(tag) && typeof tag['name'] === 'string' ? [tag['name']] : [],
  );
  return names.length === 0 ? undefined : names.join(', ');
}
