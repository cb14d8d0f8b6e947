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

function makeRecord(owner: string): Write {
  const fields = classes.get(owner)?.fields ?? [];
  const writers = fields.map(({ name, type }, index) => ({
    name,
    head: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    write: jsonWriter(type),
  }));
  return (value) => {
    let text = '';
    for (const { name, head, write } of writers) {
      const item = (value as Fields)[name];
      text += head + write(item ?? '');
    }
    return `${text}}`;
  };
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
