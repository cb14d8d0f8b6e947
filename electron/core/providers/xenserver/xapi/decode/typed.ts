import type { ApiModel } from '../model/api-model.ts';
import type { TypeSpec } from '../model/type-spec.ts';
import { dateTime, isRecord, type XapiValue } from '../values.ts';
import { integer } from './json-text.ts';

/** Gives a raw value its declared type. What does not fit is kept as it came: the server knows best what it has. */
export type Converter = (raw: XapiValue) => XapiValue;

const FLOATS: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['-nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
]);

function toInt(raw: XapiValue): XapiValue {
  return typeof raw === 'string' && /^-?\d{1,19}$/.test(raw) ? integer(raw) : raw;
}

/** A float as text: XML-RPC writes `nan` and `inf`, JSON of some versions `"NaN"`. */
export function floatOf(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(trimmed)) return Number(trimmed);
  return FLOATS.get(trimmed);
}

function toFloat(raw: XapiValue): XapiValue {
  if (typeof raw === 'string') return floatOf(raw) ?? raw;
  return typeof raw === 'bigint' ? Number(raw) : raw;
}

function toBool(raw: XapiValue): XapiValue {
  if (raw === 'true' || raw === '1') return true;
  return raw === 'false' || raw === '0' ? false : raw;
}

function toDateTime(raw: XapiValue): XapiValue {
  return typeof raw === 'string' ? dateTime(raw) : raw;
}

const SIMPLE: Readonly<Record<string, Converter>> = {
  int: toInt,
  float: toFloat,
  bool: toBool,
  datetime: toDateTime,
};

/** JSON has types for everything but times; servers that came first with it wrote an int as text there too. */
const JSON_SIMPLE: Readonly<Record<string, Converter>> = { int: toInt, datetime: toDateTime };

/** A field whose values need conversion. */
interface ConvertedField {
  readonly name: string;
  readonly converter: Converter;
}

/** Converters for the model's types, compiled when first needed. They change maps and records in place. */
export class Converters {
  readonly #model: ApiModel;
  readonly #simple: Readonly<Record<string, Converter>>;
  readonly #records = new Map<string, Converter>();

  /** @param encoding what the values were decoded from; XML-RPC leaves every int, and more, as text */
  constructor(model: ApiModel, encoding: 'json' | 'xml') {
    this.#model = model;
    this.#simple = encoding === 'json' ? JSON_SIMPLE : SIMPLE;
  }

  /** Null where values of the type need no conversion. */
  of(type: TypeSpec): Converter | null {
    switch (type.kind) {
      case 'set':
        return this.#set(type.of);
      case 'option':
        return this.#option(type.of);
      case 'map':
        return this.#map(type.value);
      case 'record':
        return type.name === '*' ? null : this.record(type.name);
      default:
        return this.#simple[type.kind] ?? null;
    }
  }

  /** Converts a record of a class; of an unknown class nothing. */
  record(owner: string): Converter {
    const known = this.#records.get(owner);
    if (known !== undefined) return known;
    let fields: readonly ConvertedField[] | undefined;
    const convert: Converter = (raw) => {
      // Compiled at the first use, so that a class may contain records of itself.
      fields ??= [...this.#model.fieldsOf(owner).values()].flatMap(({ name, type }) => {
        const converter = this.of(type);
        return converter === null ? [] : [{ name, converter }];
      });
      if (!isRecord(raw)) return raw;
      const record = raw as Record<string, XapiValue>;
      for (const field of fields) {
        const { name } = field;
        const value = record[name];
        if (value === undefined) continue;
        const converted = field.converter(value);
        // A needless write would cost more than all the rest.
        if (converted !== value) record[name] = converted;
      }
      return raw;
    };
    this.#records.set(owner, convert);
    return convert;
  }

  /** Converts by type, or returns the value as it is. */
  convert(type: TypeSpec, raw: XapiValue): XapiValue {
    return this.of(type)?.(raw) ?? raw;
  }

  #set(of: TypeSpec): Converter | null {
    const item = this.of(of);
    if (item === null) return null;
    return (raw) => (Array.isArray(raw) ? raw.map((value: XapiValue) => item(value)) : raw);
  }

  /** A server writes an option as a set of none or one, or leaves the brackets away. */
  #option(of: TypeSpec): Converter {
    const inner = this.of(of);
    return (raw) => {
      const list = Array.isArray(raw) && of.kind !== 'set';
      const value: XapiValue | undefined = list ? (raw as readonly XapiValue[])[0] : raw;
      if (value === undefined || value === null) return null;
      return inner === null ? value : inner(value);
    };
  }

  #map(value: TypeSpec): Converter | null {
    const item = this.of(value);
    if (item === null) return null;
    return (raw) => {
      if (!isRecord(raw)) return raw;
      return Object.fromEntries(
        Object.entries(raw).map(([key, member]) => [key, item(member ?? null)]),
      );
    };
  }
}
