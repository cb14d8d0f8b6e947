import { text as say } from '#shared/i18n/make-text.ts';
import { EncodeError } from './encode-error.ts';

const RANGES: ReadonlyMap<string, readonly [bigint, bigint]> = new Map([
  ['byte', [-128n, 127n]],
  ['short', [-32_768n, 32_767n]],
  ['int', [-2_147_483_648n, 2_147_483_647n]],
  ['long', [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n]],
]);

const NAMES: ReadonlySet<string> = new Set([
  ...RANGES.keys(),
  'string',
  'boolean',
  'float',
  'double',
  'dateTime',
  'base64Binary',
  'anyURI',
]);

/** True for the simple types that the API's fields have. */
export function isSimpleType(name: string): boolean {
  return NAMES.has(name);
}

function fail(path: string, type: string, value: unknown): never {
  const found =
    typeof value === 'object' && value !== null ? say('value.object') : String(value).slice(0, 60);
  throw new EncodeError(say('request.mustBe', { path, expected: type, found }));
}

function integer(
  value: unknown,
  type: string,
  [low, high]: readonly [bigint, bigint],
  path: string,
): string {
  if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) return fail(path, type, value);
  const exact = BigInt(value as number | bigint);
  return exact < low || exact > high ? fail(path, type, value) : exact.toString();
}

function float(value: unknown, type: string, path: string): string {
  if (typeof value !== 'number') return fail(path, type, value);
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'INF' : '-INF';
}

function member(value: unknown, type: string, name: string, path: string): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return fail(path, type, value);
  const text = (value as Readonly<Record<string, unknown>>)[name];
  return typeof text === 'string' ? text : fail(path, type, value);
}

/** The text of a value of a simple type, not yet escaped. @throws EncodeError */
export function simpleText(value: unknown, type: string, path: string): string {
  const range = RANGES.get(type);
  if (range !== undefined) return integer(value, type, range, path);
  if (type === 'boolean')
    return typeof value === 'boolean' ? String(value) : fail(path, type, value);
  if (type === 'float' || type === 'double') return float(value, type, path);
  if (type === 'dateTime') {
    return value instanceof Date ? value.toISOString() : member(value, type, 'text', path);
  }
  if (type === 'base64Binary') return member(value, type, 'base64', path);
  return typeof value === 'string' ? value : fail(path, type, value);
}

/** The XML Schema type that says what a plain value is where the API declares anyType. */
export function xsdTypeOf(value: unknown): string | undefined {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return 'double';
    return value >= -2_147_483_648 && value <= 2_147_483_647 ? 'int' : 'long';
  }
  if (value instanceof Date) return 'dateTime';
  const type = (value as { readonly $type?: unknown } | null)?.$type;
  return type === 'dateTime' || type === 'base64Binary' ? type : undefined;
}
