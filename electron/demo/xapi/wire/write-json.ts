import { classes } from '../api/model.ts';
import type { XapiType } from '../api/type.ts';
import { Typed, text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';

/** Writes a value of one type as JSON text. */
export type Write = (value: Value) => string;

const quote: Write = (value) => JSON.stringify(typeof value === 'string' ? value : text(value));

/** As Yojson writes a double: a point always, and NaN and Infinity bare, which is no JSON. */
function float(value: Value): string {
  const number = Number(value);
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? `${number}.0` : String(number);
}

function makeMap(write: Write): Write {
  return (value) => {
    const members = Object.entries(value as Fields).map(
      ([key, item]) => `${JSON.stringify(key)}:${write(item)}`,
    );
    return `{${members.join(',')}}`;
  };
}

const makeSet =
  (write: Write): Write =>
  (value) =>
    Array.isArray(value) && value.length === 0
      ? '[]'
      : `[${(value as readonly Value[]).map(write).join(',')}]`;

/** Types whose values JSON.stringify writes as xapi does, as far as the type tells. */
function isPlain(type: XapiType): boolean {
  switch (type.kind) {
    case 'set':
    case 'option':
      return isPlain(type.item);
    case 'map':
      return isPlain(type.value);
    case 'int':
    case 'float':
    case 'void':
    case 'record':
    case 'any':
      return false;
    default:
      return true;
  }
}

/**
 * Records are written field by field, or, four times as fast, by JSON.stringify where nothing in them needs care: then only
 * the points of whole doubles are put in afterwards. A quote before a field's name cannot be part of a text: it would be
 * escaped there.
 */
function makeRecord(owner: string): Write {
  const fields = classes.get(owner)?.fields ?? [];
  const writers = fields.map(({ name, type }, index) => ({
    name,
    head: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    write: jsonWriter(type),
  }));
  const careful: Write = (value) => {
    let text = '';
    for (const { name, head, write } of writers) {
      const item = (value as Fields)[name];
      text += head + write(item ?? '');
    }
    return `${text}}`;
  };
  const isNumber = (type: XapiType): boolean => type.kind === 'int' || type.kind === 'float';
  if (!fields.every(({ type }) => isPlain(type) || isNumber(type))) {
    return careful;
  }
  const numbers = fields.filter(({ type }) => isNumber(type)).map(({ name }) => name);
  const doubles = fields
    .filter(({ type }) => type.kind === 'float')
    .map(({ name }) => new RegExp(`("${name}":-?\\d+)(?=[,}])`));
  return (value) =>
    numbers.every((name) => Number.isFinite((value as Fields)[name]))
      ? doubles.reduce((text, whole) => text.replace(whole, '$1.0'), JSON.stringify(value))
      : careful(value);
}

/** Of values whose type only they know: event batches. */
function anything(value: Value): string {
  if (value instanceof Typed) {
    return jsonWriter(value.type)(value.value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(anything).join(',')}]`;
  }
  if (typeof value === 'object') {
    return makeMap(anything)(value);
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function make(type: XapiType): Write {
  switch (type.kind) {
    case 'int':
    case 'bool':
      return String;
    case 'float':
      return float;
    case 'void':
      return () => '""';
    case 'set':
    case 'option':
      return makeSet(jsonWriter(type.item));
    case 'map':
      return makeMap(jsonWriter(type.value));
    case 'record':
      return makeRecord(type.class);
    case 'any':
      return anything;
    default:
      return quote;
  }
}

const writers = new Map<XapiType, Write>();

/** The writer of a type, made once. */
export function jsonWriter(type: XapiType): Write {
  let write = writers.get(type);
  if (write === undefined) {
    write = make(type);
    writers.set(type, write);
  }
  return write;
}
