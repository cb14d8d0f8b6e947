import type { Properties } from '#shared/model/object-update.ts';
import type {
  DataObjectValue,
  DateTimeValue,
  PropertyValue,
} from '#shared/model/property-value.ts';
import type { ApiModel } from '../xapi/model/api-model.ts';
import type { TypeSpec } from '../xapi/model/type-spec.ts';
import { isDateTime, isNullRef, type XapiRecord, type XapiValue } from '../xapi/values.ts';
import type { ReferenceTable } from './reference-table.ts';
import { SharedValues } from './shared-values.ts';

/**
 * Turns the values of one class's record into cached properties, in place: the record is given up. 50,000 records are neither
 * copied nor do they lose the compact form in which JSON.parse made them.
 */
export type RecordReader = (record: XapiRecord) => Properties;

const emptyMap: DataObjectValue = Object.freeze({ $type: 'map' });
const emptyList: readonly PropertyValue[] = Object.freeze([]);

/** How the values of one field are read. */
interface Field {
  readonly name: string;
  readonly type: TypeSpec | undefined;
  readonly shared: SharedValues;
}

/** References become class and UUID, maps say that they are maps, all else stays as the server wrote it. */
export function recordReader(model: ApiModel, owner: string, table: ReferenceTable): RecordReader {
  const types = model.fieldsOf(owner);
  /** In the order of the records met so far, which is nearly always the same. */
  const fields: Field[] = [];
  return (record) => {
    const properties = record as Record<string, PropertyValue>;
    let index = 0;
    for (const name in record) {
      let field = fields[index];
      if (field?.name !== name) {
        const type = types.get(name)?.type;
        field = fields[index] = { name, type, shared: new SharedValues() };
      }
      index += 1;
      const value = record[name];
      // Numbers and their like, which are half of all.
      if (value === undefined || (typeof value !== 'string' && typeof value !== 'object')) continue;
      const read = replacement(value, field.type, field.shared, table);
      // A needless write would cost more than all the rest.
      if (read !== undefined) properties[name] = read;
    }
    return properties;
  };
}

/** One value, by its declared type, in place; what the model does not know is kept as it is. */
export function toPropertyValue(
  value: XapiValue,
  type: TypeSpec | undefined,
  table: ReferenceTable,
): PropertyValue {
  return readValue(value, type, new SharedValues(), table);
}

/** What is to stand in a value's place: another value, or the same text as elsewhere; undefined where it can stay. */
function replacement(
  value: XapiValue,
  type: TypeSpec | undefined,
  shared: SharedValues,
  table: ReferenceTable,
): PropertyValue | undefined {
  if (typeof value === 'string' && type?.kind !== 'ref') return shared.text(value);
  const read = readValue(value, type, shared, table);
  return read === value ? undefined : read;
}

function readValue(
  value: XapiValue,
  type: TypeSpec | undefined,
  shared: SharedValues,
  table: ReferenceTable,
): PropertyValue {
  if (type?.kind === 'option') return readValue(value, type.of, shared, table);
  if (typeof value === 'string') {
    if (type?.kind !== 'ref') return value;
    return isNullRef(value) ? null : table.value(type.name, value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value))
    return readList(value, type?.kind === 'set' ? type.of : undefined, shared, table);
  // A text that is no time stays text: it has no instant.
  if (type?.kind !== 'map' && isDateTime(value))
    return Number.isNaN(value.ms) ? value.text : (value as DateTimeValue);
  return readMap(value, type, shared, table);
}

function readList(
  list: readonly XapiValue[],
  of: TypeSpec | undefined,
  shared: SharedValues,
  table: ReferenceTable,
): readonly PropertyValue[] {
  if (list.length === 0) return emptyList;
  const values = list as PropertyValue[];
  for (let index = 0; index < list.length; index += 1) {
    const read = replacement(list[index] as XapiValue, of, shared, table);
    if (read !== undefined) values[index] = read;
  }
  return of?.kind === 'enum' && isTexts(values) ? shared.list(values) : values;
}

function readMap(
  map: XapiRecord,
  type: TypeSpec | undefined,
  shared: SharedValues,
  table: ReferenceTable,
): DataObjectValue {
  const { key, value: of } = type?.kind === 'map' ? type : anyMap;
  if (key?.kind === 'ref') return readKeyedMap(map, key.name, of, shared, table);
  const values = map as Record<string, PropertyValue>;
  let empty = true;
  for (const name in map) {
    empty = false;
    const value = map[name];
    if (value === undefined) continue;
    const read = replacement(value, of, shared, table);
    if (read !== undefined) values[name] = read;
  }
  if (empty) return emptyMap;
  values['$type'] = 'map';
  return values as unknown as DataObjectValue;
}

const anyMap: { readonly key?: TypeSpec; readonly value?: TypeSpec } = {};

/** A key that is a reference says class and UUID, as the object's own name does. */
function readKeyedMap(
  map: XapiRecord,
  owner: string,
  of: TypeSpec | undefined,
  shared: SharedValues,
  table: ReferenceTable,
): DataObjectValue {
  const entries = Object.entries(map).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[table.ref(owner, name) ?? name, readValue(value, of, shared, table)] as const],
  );
  if (entries.length === 0) return emptyMap;
  return { ...(Object.fromEntries(entries) as Record<string, PropertyValue>), $type: 'map' };
}

function isTexts(list: readonly PropertyValue[]): list is readonly string[] {
  return list.every((one) => typeof one === 'string');
}

function isList(value: XapiValue): value is readonly XapiValue[] {
  return Array.isArray(value);
}
