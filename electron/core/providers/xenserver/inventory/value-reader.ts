import { isDamagedText, keptKey } from '#shared/model/property-value.ts';
import type {
  DataObjectValue,
  DateTimeValue,
  PropertyValue,
} from '#shared/model/property-value.ts';
import { type TypeSpec, typeText } from '../xapi/model/type-spec.ts';
import { isDateTime, isNullRef, type XapiRecord, type XapiValue } from '../xapi/values.ts';
import type { ReferenceTable } from './reference-table.ts';
import type { SharedValues } from './shared-values.ts';

/**
 * Reads a value of one field, in place: gives what is to stand in its place, or the value itself where it can stay. One is made
 * for each field, of small functions that know what they are for: the compiler needs a third of the time that it needs for one
 * function that knows all types, and that is more than what is gained by running them.
 */
export type ValueReader = (value: XapiValue) => PropertyValue;

/** Notified of what is not as it is declared. */
export interface Mark {
  /** Keeps a value that is not of its declared type, and says so. */
  readonly unreadable: (declared: string, value: PropertyValue) => PropertyValue;
  /** Notified of a text with something in it that is no text. */
  readonly damaged: () => void;
}

const emptyMap: DataObjectValue = Object.freeze({ $type: 'map' });
const emptyList: readonly PropertyValue[] = Object.freeze([]);

/**
 * The reader for a declared type, or for what the model does not know. A value that is not of its type is read as what it is, and
 * marked.
 * @param shared what the field's values repeat
 */
export function valueReader(
  type: TypeSpec | undefined,
  table: ReferenceTable,
  shared: SharedValues,
  mark: Mark,
): ValueReader {
  const other = type === undefined ? untyped(shared) : marking(type, mark);
  switch (type?.kind) {
    case 'option':
      return valueReader(type.of, table, shared, mark);
    case 'ref':
      return referenceReader(type.name, table, other);
    case 'set':
      return setReader(type.of, valueReader(type.of, table, shared, mark), shared, other);
    case 'map':
      return mapReader(type.key, valueReader(type.value, table, shared, mark), table, other);
    case 'string':
      return (value) => {
        if (typeof value !== 'string') return other(value);
        if (isDamagedText(value)) mark.damaged();
        return shared.text(value) ?? value;
      };
    case 'enum':
      return (value) => (typeof value === 'string' ? (shared.text(value) ?? value) : other(value));
    case 'int':
    case 'float':
      return (value) =>
        typeof value === 'number' || typeof value === 'bigint' ? value : other(value);
    case 'bool':
      return (value) => (typeof value === 'boolean' ? value : other(value));
    case 'datetime':
      return (value) =>
        isDateTime(value) && !Number.isNaN(value.ms) ? (value as DateTimeValue) : other(value);
    default:
      return untyped(shared);
  }
}

/** What `typeof` says of values of a declared type that need no reader; empty where all do. */
export function plainKind(type: TypeSpec | undefined): string {
  if (type?.kind === 'int' || type?.kind === 'float') return 'number';
  return type?.kind === 'bool' ? 'boolean' : '';
}

/** Nothing at all is no value of a wrong type, but none. */
function marking(type: TypeSpec, mark: Mark): ValueReader {
  const read = untyped(undefined);
  return (value) => (value === null ? null : mark.unreadable(typeText(type), read(value)));
}

function referenceReader(owner: string, table: ReferenceTable, other: ValueReader): ValueReader {
  return (value) => {
    if (typeof value !== 'string') return other(value);
    return isNullRef(value) ? null : table.value(owner, value);
  };
}

function setReader(
  of: TypeSpec,
  member: ValueReader,
  shared: SharedValues,
  other: ValueReader,
): ValueReader {
  const isEnum = of.kind === 'enum';
  return (value) => {
    if (!isList(value)) return other(value);
    const list = readList(value, member);
    return isEnum && isTexts(list) ? shared.list(list) : list;
  };
}

function mapReader(
  key: TypeSpec,
  member: ValueReader,
  table: ReferenceTable,
  other: ValueReader,
): ValueReader {
  const read = (map: XapiRecord): DataObjectValue =>
    key.kind === 'ref' ? readKeyedMap(map, key.name, member, table) : readMap(map, member);
  return (value) =>
    typeof value !== 'object' || value === null || isList(value) || isDateTime(value)
      ? other(value)
      : read(value);
}

/** By what the value is: texts, times, and what holds them. */
function untyped(shared: SharedValues | undefined): ValueReader {
  const read: ValueReader = (value) => {
    if (typeof value === 'string') return shared?.text(value) ?? value;
    if (typeof value !== 'object' || value === null) return value;
    if (isList(value)) return readList(value, read);
    // A text that is no time stays text: it has no instant.
    if (isDateTime(value)) return Number.isNaN(value.ms) ? value.text : (value as DateTimeValue);
    return readMap(value, read);
  };
  return read;
}

function readList(list: readonly XapiValue[], member: ValueReader): readonly PropertyValue[] {
  if (list.length === 0) return emptyList;
  const values = list as PropertyValue[];
  for (let index = 0; index < list.length; index += 1) {
    const value = list[index] as XapiValue;
    const read = member(value);
    if (read !== value) values[index] = read;
  }
  return values;
}

function readMap(map: XapiRecord, member: ValueReader): DataObjectValue {
  const values = map as Record<string, PropertyValue>;
  let empty = true;
  let typeLike = false;
  for (const name in map) {
    empty = false;
    typeLike ||= name.startsWith('$') && keptKey(name) !== name;
    const value = map[name];
    if (value === undefined) continue;
    const read = member(value);
    if (read !== value) values[name] = read;
  }
  if (empty) return emptyMap;
  if (typeLike) keepTypeLike(values);
  values['$type'] = 'map';
  return values as unknown as DataObjectValue;
}

/** An entry called `$type` stands in nobody's way; the longest name moves first. */
function keepTypeLike(values: Record<string, PropertyValue>): void {
  const names = Object.keys(values).filter((name) => keptKey(name) !== name);
  for (const name of names.sort((a, b) => b.length - a.length)) {
    const value = values[name];
    delete values[name];
    if (value !== undefined) values[keptKey(name)] = value;
  }
}

/** A key that is a reference says class and UUID, as the object's own name does. */
function readKeyedMap(
  map: XapiRecord,
  owner: string,
  member: ValueReader,
  table: ReferenceTable,
): DataObjectValue {
  const entries = Object.entries(map).flatMap(([name, value]) =>
    value === undefined ? [] : [[table.ref(owner, name) ?? name, member(value)] as const],
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
