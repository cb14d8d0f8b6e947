import type { Properties } from '#shared/model/object-update.ts';
import type { DataObjectValue, PropertyValue } from '#shared/model/property-value.ts';
import type { ApiModel } from '../xapi/model/api-model.ts';
import type { TypeSpec } from '../xapi/model/type-spec.ts';
import { isDateTime, isNullRef, type XapiRecord, type XapiValue } from '../xapi/values.ts';
import type { ReferenceTable } from './reference-table.ts';

/** Turns the values of one class's record into cached properties. */
export type RecordReader = (record: XapiRecord) => Properties;

const emptyMap: DataObjectValue = Object.freeze({ $type: 'map' });
const emptyList: readonly PropertyValue[] = Object.freeze([]);

/**
 * A reader for the records of a class: references become class and UUID, maps say that they are maps, all else stays as the
 * server wrote it. The properties are in V8's compact form, which a record that was filled key by key has lost.
 */
export function recordReader(model: ApiModel, owner: string, table: ReferenceTable): RecordReader {
  const fields = model.fieldsOf(owner);
  return (record) => {
    const properties: [string, PropertyValue][] = [];
    for (const name of Object.keys(record)) {
      const value = record[name];
      if (value === undefined) continue;
      properties.push([name, toPropertyValue(value, fields.get(name)?.type, table)]);
    }
    return Object.fromEntries(properties);
  };
}

/** One value, by its declared type; a field that the model does not know is kept as it is. */
export function toPropertyValue(
  value: XapiValue,
  type: TypeSpec | undefined,
  table: ReferenceTable,
): PropertyValue {
  if (type?.kind === 'option') return toPropertyValue(value, type.of, table);
  if (typeof value === 'string') {
    if (type?.kind !== 'ref') return value;
    return isNullRef(value) ? null : table.value(type.name, value);
  }
  if (typeof value !== 'object' || value === null) return value;
  // A text that is no time stays text: it has no instant.
  if (isDateTime(value)) return Number.isNaN(value.ms) ? value.text : { ...value };
  if (isList(value)) {
    if (value.length === 0) return emptyList;
    const of = type?.kind === 'set' ? type.of : undefined;
    return value.map((one) => toPropertyValue(one, of, table));
  }
  return toMap(value, type, table);
}

function toMap(
  map: XapiRecord,
  type: TypeSpec | undefined,
  table: ReferenceTable,
): DataObjectValue {
  const entries = Object.entries(map);
  if (entries.length === 0) return emptyMap;
  const { key, value: of } = type?.kind === 'map' ? type : ({} as Partial<MapSpec>);
  const read = entries.flatMap(([name, value]) =>
    value === undefined ? [] : [[keyText(name, key, table), toPropertyValue(value, of, table)]],
  );
  return { ...(Object.fromEntries(read) as Record<string, PropertyValue>), $type: 'map' };
}

type MapSpec = Extract<TypeSpec, { readonly kind: 'map' }>;

/** A key that is a reference says class and UUID, as the object's own name does. */
function keyText(key: string, type: TypeSpec | undefined, table: ReferenceTable): string {
  return type?.kind === 'ref' ? (table.ref(type.name, key) ?? key) : key;
}

function isList(value: XapiValue): value is readonly XapiValue[] {
  return Array.isArray(value);
}
