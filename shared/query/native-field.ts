import {
  isBytesValue,
  isDataObject,
  isDateTimeValue,
  isReferenceValue,
  type PropertyValue,
} from '../model/property-value.ts';
import { makeRef } from '../model/reference.ts';
import { none, type FieldDefinition, type FieldValue, type FieldValues } from './field.ts';
import type { Subject } from './subject.ts';

/** A property of thousands of elements is searched in its beginning only. */
const most = 1000;

/**
 * A native property as a field, by its path: `config.hardware.numCPU`, or with its type before it, `VM.platform`. Of lists all elements
 * count, of data objects what is in them.
 */
export function nativeField(path: readonly string[]): FieldDefinition {
  const [first = '', ...rest] = path;
  const type = first.toLowerCase();
  const isOf = ({ row }: Subject): boolean =>
    rest.length > 0 &&
    row.ref[first.length] === ':' &&
    row.ref.slice(0, first.length).toLowerCase() === type;
  return {
    name: path.join('.'),
    label: path.join('.'),
    group: 'native',
    type: 'any',
    deep: true,
    examples: ['19', '"text"'],
    read: (subject) => valuesOf(subject, subject.native(isOf(subject) ? rest : path)),
  };
}

/** A native value as the values of a field: of a list all elements, of a data object all that is in it, of a reference its name and id. */
export function valuesOf(subject: Subject, value: PropertyValue | null | undefined): FieldValues {
  if (value === undefined) return undefined;
  const values: FieldValue[] = [];
  collect(subject, value, values);
  return values.length === 0 ? none : values;
}

function collect(subject: Subject, value: PropertyValue, into: FieldValue[]): void {
  if (value === null || into.length >= most) return;
  if (typeof value === 'bigint') into.push(Number(value));
  else if (typeof value !== 'object') into.push(value);
  else if (Array.isArray(value)) for (const element of value) collect(subject, element, into);
  else if (isDateTimeValue(value)) into.push(value.ms);
  else if (isReferenceValue(value))
    into.push(subject.nameOf(makeRef(value.type, value.value)) ?? value.value, value.value);
  else if (isDataObject(value) && !isBytesValue(value))
    for (const [key, part] of Object.entries(value))
      if (key !== '$type' && part !== undefined) collect(subject, part, into);
}
