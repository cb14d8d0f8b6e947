import { classes } from './model.ts';
import type { Field } from './model.ts';
import type { XapiType } from './type.ts';
import { epoch, nullRef } from './value.ts';
import type { Value } from './value.ts';

const emptySet: readonly Value[] = Object.freeze([]);
const emptyMap: Readonly<Record<string, Value>> = Object.freeze({});

/** What a field holds when nobody gave it a value. */
function initialOf(type: XapiType, text: string | undefined): Value {
  const given = text?.replace(/^"(.*)"$/s, '$1') ?? '';
  return type.kind === 'set'
    ? initialSet(type.item, given)
    : (initials[type.kind]?.(given) ?? given);
}

/** How the initial value is read from what the data model has of it; of other kinds it is the text itself. */
const initials: Readonly<Partial<Record<XapiType['kind'], (given: string) => Value>>> = {
  int: (given) => Number(given),
  float: (given) => Number.parseFloat(given === '' ? '0' : given),
  bool: (given) => given === 'true',
  datetime: (given) => (given === '' ? epoch : given),
  ref: (given) => (given.startsWith('OpaqueRef:') ? given : nullRef),
  option: () => emptySet,
  map: initialMap,
  record: initialMap,
  any: initialMap,
};

/** `{0}` */
function initialSet(item: XapiType, given: string): readonly Value[] {
  const inner = given.replace(/^\{|\}$/g, '');
  return inner === '' ? emptySet : inner.split(', ').map((part) => initialOf(item, part));
}

/** `{"address" -> "localhost", "port" -> "27000"}` */
function initialMap(given: string): Readonly<Record<string, Value>> {
  const pairs = [...given.matchAll(/"([^"]*)" -> "([^"]*)"/g)];
  return pairs.length === 0
    ? emptyMap
    : Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, value]));
}

const records = new Map<string, Readonly<Record<string, Value>>>();

/** A record of the class with every field at its initial value; shared, to be copied. */
export function initialRecord(name: string): Readonly<Record<string, Value>> {
  let record = records.get(name);
  if (record === undefined) {
    const fields: readonly Field[] = classes.get(name)?.fields ?? [];
    record = Object.fromEntries(
      fields.map((field) => [field.name, initialOf(field.type, field.initial)]),
    );
    records.set(name, record);
  }
  return record;
}
