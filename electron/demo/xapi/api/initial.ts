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
  switch (type.kind) {
    case 'int':
      return Number(given === '' ? 0 : given);
    case 'float':
      return Number.parseFloat(given === '' ? '0' : given);
    case 'bool':
      return given === 'true';
    case 'datetime':
      return given === '' ? epoch : given;
    case 'ref':
      return given.startsWith('OpaqueRef:') ? given : nullRef;
    case 'set':
      return initialSet(type.item, given);
    case 'option':
      return emptySet;
    case 'map':
    case 'record':
    case 'any':
      return initialMap(given);
    default:
      return given;
  }
}

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

const initials = new Map<string, Readonly<Record<string, Value>>>();

/** A record of the class with every field at its initial value; shared, to be copied. */
export function initialRecord(name: string): Readonly<Record<string, Value>> {
  let record = initials.get(name);
  if (record === undefined) {
    const fields: readonly Field[] = classes.get(name)?.fields ?? [];
    record = Object.fromEntries(
      fields.map((field) => [field.name, initialOf(field.type, field.initial)]),
    );
    initials.set(name, record);
  }
  return record;
}
