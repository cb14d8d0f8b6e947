import type { Message, Text } from '#shared/i18n/text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { EncodeError } from '../errors.ts';
import type { TypeSpec } from '../model/type-spec.ts';
import { isRecord } from '../values.ts';
import { doubleText } from './numbers.ts';

const MIN_LONG = -(2n ** 63n);
const MAX_LONG = 2n ** 63n - 1n;

/** @throws EncodeError that names the place and what belongs there, and shows no value: it may be a secret */
export function refuse(path: string, expected: Message, value: unknown): never {
  throw new EncodeError(say('request.mustBe', { path, expected, found: foundKind(value) }));
}

function foundKind(value: unknown): Text {
  if (value === null) return 'null';
  if (value === undefined) return say('value.nothing');
  if (Array.isArray(value)) return say('value.list');
  return typeof value === 'object'
    ? say('value.object')
    : say('value.plain', { type: typeof value });
}

/** A value of a type without parts as JSON. */
export function simpleText(kind: TypeSpec['kind'], value: unknown, path: string): string {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : refuse(path, say('value.boolean'), value);
    case 'long':
      return longText(value, path);
    case 'double':
      return typeof value === 'number' && Number.isFinite(value)
        ? doubleText(value)
        : refuse(path, say('value.number'), value);
    case 'secret':
      return `{"SECRET":${stringText(value, path, say('value.text.secret'))}}`;
    case 'binary':
      return `{"BINARY":${JSON.stringify(base64Of(value, path))}}`;
    case 'datetime':
      return JSON.stringify(dateTime(value, path));
    case 'void':
      return 'null';
    default:
      return stringText(
        value,
        path,
        kind === 'enum' ? say('value.text.enumeration') : say('value.text'),
      );
  }
}

export function longText(value: unknown, path: string): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    return Object.is(value, -0) ? '0' : String(value);
  }
  if (typeof value === 'bigint' && value >= MIN_LONG && value <= MAX_LONG) return String(value);
  return refuse(path, say('value.integer64'), value);
}

/** True for text that is an integer of 64 bits in its shortest form. */
export function fits(text: string): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false;
  const number = BigInt(text);
  return number >= MIN_LONG && number <= MAX_LONG && String(number) === text;
}

function stringText(value: unknown, path: string, expected: Message): string {
  return typeof value === 'string' ? JSON.stringify(value) : refuse(path, expected, value);
}

function base64Of(value: unknown, path: string): string {
  const base64 = isRecord(value) && value.$type === 'base64Binary' ? value['base64'] : undefined;
  return typeof base64 === 'string' ? base64 : refuse(path, say('value.bytes'), value);
}

/** The wire has UTC with exactly three digits of a second; any time of RFC 3339 is turned into that. */
function dateTime(value: unknown, path: string): string {
  const isTime =
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value);
  const time = isTime ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) return refuse(path, say('value.time'), value);
  return new Date(time).toISOString();
}

/** A type in words, for messages. */
export function kindOf(type: TypeSpec): Text {
  switch (type.kind) {
    case 'id':
      return type.resources.length === 0
        ? say('value.identifier')
        : say('value.identifier.of', { resources: type.resources.join(' / ') });
    case 'enum':
    case 'structure':
      return type.name;
    case 'optional':
    case 'list':
    case 'set':
      return say(`value.${type.kind}.of`, { type: kindOf(type.of) });
    case 'map':
      return say('value.map.of', { key: kindOf(type.key), value: kindOf(type.value) });
    default:
      return type.kind;
  }
}
