import { EncodeError } from '../errors.ts';
import type { TypeSpec } from '../model/type-spec.ts';
import { isRecord } from '../values.ts';
import { doubleText } from './numbers.ts';

const MIN_LONG = -(2n ** 63n);
const MAX_LONG = 2n ** 63n - 1n;

/** @throws EncodeError that names the place and what belongs there, and shows no value: it may be a secret */
export function refuse(path: string, expected: string, value: unknown): never {
  const found =
    value === null
      ? 'null'
      : Array.isArray(value)
        ? 'a list'
        : typeof value === 'object'
          ? 'an object'
          : value === undefined
            ? 'nothing'
            : `a ${typeof value}`;
  throw new EncodeError(`${path} must be ${expected}, not ${found}.`);
}

/** A value of a type without parts as JSON. */
export function simpleText(kind: TypeSpec['kind'], value: unknown, path: string): string {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : refuse(path, 'true or false', value);
    case 'long':
      return longText(value, path);
    case 'double':
      return typeof value === 'number' && Number.isFinite(value)
        ? doubleText(value)
        : refuse(path, 'a number', value);
    case 'secret':
      return `{"SECRET":${stringText(value, path, 'text (a secret)')}}`;
    case 'binary':
      return `{"BINARY":${JSON.stringify(base64Of(value, path))}}`;
    case 'datetime':
      return JSON.stringify(dateTime(value, path));
    case 'void':
      return 'null';
    default:
      return stringText(value, path, kind === 'enum' ? 'text (an enumeration’s value)' : 'text');
  }
}

export function longText(value: unknown, path: string): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    return Object.is(value, -0) ? '0' : String(value);
  }
  if (typeof value === 'bigint' && value >= MIN_LONG && value <= MAX_LONG) return String(value);
  return refuse(path, 'an integer of 64 bits (beyond 2^53 a bigint)', value);
}

/** True for text that is an integer of 64 bits in its shortest form. */
export function fits(text: string): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false;
  const number = BigInt(text);
  return number >= MIN_LONG && number <= MAX_LONG && String(number) === text;
}

function stringText(value: unknown, path: string, expected: string): string {
  return typeof value === 'string' ? JSON.stringify(value) : refuse(path, expected, value);
}

function base64Of(value: unknown, path: string): string {
  const base64 = isRecord(value) && value.$type === 'base64Binary' ? value['base64'] : undefined;
  return typeof base64 === 'string' ? base64 : refuse(path, 'bytes, as made by bytes()', value);
}

/** The wire has UTC with exactly three digits of a second; any time of RFC 3339 is turned into that. */
function dateTime(value: unknown, path: string): string {
  const isTime =
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value);
  const time = isTime ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) return refuse(path, 'a time, as in 2026-01-31T12:00:00.000Z', value);
  return new Date(time).toISOString();
}

/** A type in words, for messages. */
export function kindOf(type: TypeSpec): string {
  switch (type.kind) {
    case 'id':
      return type.resources.length === 0
        ? 'an identifier'
        : `an identifier of ${type.resources.join(' or ')}`;
    case 'enum':
    case 'structure':
      return type.name;
    case 'optional':
    case 'list':
    case 'set':
      return `${type.kind} of ${kindOf(type.of)}`;
    case 'map':
      return `map of ${kindOf(type.value)} by ${kindOf(type.key)}`;
    default:
      return type.kind;
  }
}
