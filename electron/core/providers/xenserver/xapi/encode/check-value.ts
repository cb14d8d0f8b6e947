import type { Text } from '#shared/i18n/text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { XapiEncodeError } from '../errors.ts';
import type { ApiModel } from '../model/api-model.ts';
import { type TypeSpec, typeText } from '../model/type-spec.ts';
import { dateTime, dateTimeText, isDateTime } from '../values.ts';
import type { WireValue } from './wire-value.ts';

const MAX_INT = 2n ** 63n;
const MAX_DEPTH = 32;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

function refuse(path: string, type: TypeSpec, value: unknown): never {
  throw new XapiEncodeError(
    say('request.mustBe', { path, expected: typeText(type), found: shown(value) }),
  );
}

function shown(value: unknown): Text {
  if (Array.isArray(value)) return say('value.set');
  if (typeof value === 'string') return `“${value.slice(0, 60)}${value.length > 60 ? '…' : ''}”`;
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (value === null) return 'null';
  return value === undefined ? say('value.missing') : say('value.plain', { type: typeof value });
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || isDateTime(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function int(value: unknown, path: string, type: TypeSpec): bigint {
  const exact =
    typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value));
  if (!exact) return refuse(path, type, value);
  const number = BigInt(value);
  if (number >= MAX_INT || number < -MAX_INT) {
    throw new XapiEncodeError(say('request.mustFit', { path, found: String(number) }));
  }
  return number;
}

function time(value: unknown, path: string, type: TypeSpec): WireValue {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return { date: dateTimeText(value) };
  const text = isDateTime(value) ? value.text : value;
  if (typeof text !== 'string' || Number.isNaN(dateTime(text).ms)) return refuse(path, type, value);
  return { date: text };
}

function text(value: unknown, path: string, type: TypeSpec): string {
  if (typeof value !== 'string') return refuse(path, type, value);
  if (LONE_SURROGATE.test(value)) {
    throw new XapiEncodeError(say('request.halfCharacter', { path }));
  }
  return value;
}

function float(value: unknown, path: string, type: TypeSpec): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, type, value);
}

function bool(value: unknown, path: string, type: TypeSpec): boolean {
  return typeof value === 'boolean' ? value : refuse(path, type, value);
}

/** No value can be of a type that nobody knows. */
function other(value: unknown, path: string, type: TypeSpec): never {
  return refuse(path, type, value);
}

/** The check of values that hold no others. */
const LEAVES: Readonly<
  Partial<Record<TypeSpec['kind'], (value: unknown, path: string, type: TypeSpec) => WireValue>>
> = { string: text, ref: text, int, float, bool, datetime: time };

/** Checks plain values against the model. Holds no state but the model. */
export class ValueChecker {
  readonly #model: ApiModel;

  constructor(model: ApiModel) {
    this.#model = model;
  }

  /**
   * @param path for messages, e.g. `VM.start: start_paused`
   * @throws XapiEncodeError naming the path and what was expected there
   */
  check(type: TypeSpec, value: unknown, path: string, depth = 0): WireValue {
    if (depth > MAX_DEPTH) throw new XapiEncodeError(say('request.deep', { path }));
    switch (type.kind) {
      case 'enum':
        return this.#enum(type.name, text(value, path, type), path);
      case 'set':
        return this.#set(type, value, path, depth);
      case 'option':
        return value === null || value === undefined
          ? []
          : [this.check(type.of, value, path, depth + 1)];
      case 'map':
        return this.#map(type, value, path, depth);
      case 'record':
        return this.#record(type, value, path, depth);
      default:
        return (LEAVES[type.kind] ?? other)(value, path, type);
    }
  }

  #set(
    type: Extract<TypeSpec, { kind: 'set' }>,
    value: unknown,
    path: string,
    depth: number,
  ): WireValue {
    if (!Array.isArray(value)) return refuse(path, type, value);
    return value.map((item: unknown, index) =>
      this.check(type.of, item, `${path}[${index}]`, depth + 1),
    );
  }

  #enum(name: string, value: string, path: string): string {
    const values = this.#model.enumValues(name);
    if (values === undefined || values.includes(value)) return value;
    const known = values.length > 12 ? `${values.slice(0, 12).join(', ')}, …` : values.join(', ');
    throw new XapiEncodeError(say('request.mustBeOneOf', { path, known, found: shown(value) }));
  }

  #map(
    type: Extract<TypeSpec, { kind: 'map' }>,
    value: unknown,
    path: string,
    depth: number,
  ): WireValue {
    if (!isPlain(value)) return refuse(path, type, value);
    return new Map(
      Object.entries(value).map(([key, item]) => {
        const at = `${path}[“${key.slice(0, 60)}”]`;
        // Keys are text on the wire, whatever the model calls them.
        if (type.key.kind === 'int' && !/^-?\d{1,19}$/.test(key)) {
          throw new XapiEncodeError(say('request.keyMustBeInt', { path: at }));
        }
        if (type.key.kind === 'enum') this.#enum(type.key.name, key, at);
        return [text(key, at, type.key), this.check(type.value, item, at, depth + 1)];
      }),
    );
  }

  #record(
    type: Extract<TypeSpec, { kind: 'record' }>,
    value: unknown,
    path: string,
    depth: number,
  ): WireValue {
    if (!isPlain(value)) return refuse(path, type, value);
    const fields = this.#model.fieldsOf(type.name);
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return new Map(
      entries.map(([name, item]) => {
        const field = fields.get(name);
        if (field === undefined) {
          const about = { path, type: type.name, name: name.slice(0, 60) };
          throw new XapiEncodeError(say('request.noField', about));
        }
        return [name, this.check(field.type, item, `${path}.${name}`, depth + 1)];
      }),
    );
  }
}
