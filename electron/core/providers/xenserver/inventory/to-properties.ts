import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { unreadable, type UnreadableFound } from '../../../net/unreadable.ts';
import type { ApiModel } from '../xapi/model/api-model.ts';
import type { TypeSpec } from '../xapi/model/type-spec.ts';
import type { XapiRecord, XapiValue } from '../xapi/values.ts';
import type { ReferenceTable } from './reference-table.ts';
import { SharedValues } from './shared-values.ts';
import { type Mark, plainKind, valueReader, type ValueReader } from './value-reader.ts';

/**
 * Turns the values of one class's record into cached properties, in place: the record is given up. 50,000 records are neither
 * copied nor do they lose the compact form in which JSON.parse made them.
 */
export type RecordReader = (record: XapiRecord) => Properties;

interface Field {
  readonly name: string;
  readonly read: ValueReader;
  /** See plainKind. */
  readonly plain: string;
}

/** Notified of every value that is not of its type. */
export type Found = (found: UnreadableFound) => void;

/**
 * References become class and UUID, maps say that they are maps, what is not of its declared type is marked, all else stays as the
 * server wrote it.
 */
export function recordReader(
  model: ApiModel,
  owner: string,
  table: ReferenceTable,
  found?: Found,
): RecordReader {
  const types = model.fieldsOf(owner);
  /** In the order of the records met so far, which is nearly always the same. */
  const fields: Field[] = [];
  const fieldAt = (index: number, name: string): Field => {
    const known = fields[index];
    if (known?.name === name) return known;
    const type = types.get(name)?.type;
    const path = `${owner}.${name}`;
    const mark: Mark = {
      unreadable: (declared, value) => {
        found?.({ path, declared });
        return unreadable(declared, value);
      },
      damaged: () => found?.({ path, declared: 'string' }),
    };
    const read = valueReader(type, table, new SharedValues(), mark);
    return (fields[index] = { name, read, plain: plainKind(type) });
  };
  return (record) => {
    const properties = record as Record<string, PropertyValue>;
    let index = 0;
    for (const name in record) {
      const { read, plain } = fieldAt(index, name);
      index += 1;
      const value = record[name];
      // Numbers and their like, which are half of all.
      if (typeof value === plain || value === undefined) continue;
      const replaced = read(value);
      // A needless write would cost more than all the rest.
      if (replaced !== value) properties[name] = replaced;
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
  const mark: Mark = { unreadable, damaged: () => undefined };
  return valueReader(type, table, new SharedValues(), mark)(value);
}
