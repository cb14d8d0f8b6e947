import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isReferenceValue, type PropertyValue } from '#shared/model/property-value.ts';
import { makeRef, refType, type Ref } from '#shared/model/reference.ts';
import type { RelationCell, RelationEntry, RelationGroup } from '#shared/model/relation.ts';
import type { Lookup } from '../../provider.ts';
import { mapRow } from '../map/map-row.ts';

/** One table: the references of a property, what leads to the object that is shown, and what is reported of each. */
export interface Table {
  readonly id: string;
  readonly label: Text;
  /** Values of references, dangling ones too. */
  readonly from: readonly (PropertyValue | undefined)[];
  /** The reference by which a line is known, where it is not the one itself: a VBD's VDI. Null where it has none. */
  shown?(properties: Properties): PropertyValue | undefined;
  /** What a line is called that shows nothing: an empty drive. */
  readonly nothing?: (name: Text) => Text;
  /** Lines that are left out. */
  without?(properties: Properties): boolean;
  readonly columns: readonly Text[];
  cells(properties: Properties): readonly RelationCell[];
}

/** A table with its lines; undefined if it has none. */
export function fillTable(table: Table, lookup: Lookup): RelationGroup | undefined {
  const { id, label, columns } = table;
  const entries = table.from.flatMap((value) => lineOf(value, table, lookup));
  return entries.length === 0 ? undefined : { id, label, columns, entries };
}

function lineOf(
  value: PropertyValue | undefined,
  table: Table,
  lookup: Lookup,
): readonly RelationEntry[] {
  if (!isReferenceValue(value)) return [];
  const ref = makeRef(value.type, value.value);
  const properties = value.dangling === true ? undefined : lookup.get(ref);
  if (properties === undefined) return [dangling(ref, `${value.type} ${value.value}`)];
  if (table.without?.(properties) === true) return [];
  const target = table.shown === undefined ? value : table.shown(properties);
  const cells = table.cells(properties);
  const line = lineNamedBy(target, lookup);
  if (line !== undefined) return [{ ...line, key: ref, cells }];
  const own = mapRow(ref, properties, lookup);
  const { kind, state, health } = own;
  const called = own.label ?? own.name;
  const name = table.nothing === undefined ? called : table.nothing(called);
  return [{ ref, key: ref, name, kind, state, health, cells }];
}

function lineNamedBy(
  value: PropertyValue | undefined,
  lookup: Lookup,
): Omit<RelationEntry, 'key' | 'cells'> | undefined {
  if (!isReferenceValue(value)) return undefined;
  const ref = makeRef(value.type, value.value);
  const properties = value.dangling === true ? undefined : lookup.get(ref);
  if (properties === undefined) return dangling(ref, `${value.type} ${value.value}`);
  const { name, label, kind, state, health } = mapRow(ref, properties, lookup);
  return { ref, name: label ?? name, kind, state, health };
}

function dangling(ref: Ref, name: string): RelationEntry {
  return {
    ref: null,
    key: ref,
    name: say('relation.notOnServer', { name }),
    kind: refType(ref) === 'VDI' ? 'disk' : 'other',
    state: 'none',
    health: 'unknown',
    cells: [],
  };
}

/** A cell that leads to the object of a reference. */
export function link(value: PropertyValue | undefined, lookup: Lookup): RelationCell {
  const line = lineNamedBy(value, lookup);
  if (line === undefined) return { text: '' };
  return line.ref === null ? { text: line.name } : { text: line.name, ref: line.ref };
}

export function bytes(amount: number | undefined): RelationCell {
  return amount === undefined || amount < 0 ? { text: '' } : { bytes: amount };
}

export function moment(ms: number | undefined): RelationCell {
  return ms === undefined ? { text: '' } : { time: ms };
}

export function words(text: Text | undefined): RelationCell {
  return { text: text ?? '' };
}

export function yesNo(value: PropertyValue | undefined): RelationCell {
  return { text: value === true ? say('cell.yes') : say('cell.no') };
}
