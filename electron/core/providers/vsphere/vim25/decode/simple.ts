import { text as say } from '#shared/i18n/make-text.ts';
import type { VimValue } from '../values.ts';
import { parseDateTime } from './date-time.ts';
import { DecodeError } from './decode-error.ts';

/** Turns an element's text into a value. */
export type TextDecoder = (text: string) => VimValue;

function bad(text: string, type: string): never {
  const found = JSON.stringify(text.slice(0, 60));
  throw new DecodeError(say('answer.noValueOf', { found, type }));
}

/** Digits with an optional sign, of at most 15 digits; NaN for anything else. */
function smallInteger(text: string): number {
  const { length } = text;
  const negative = text.charCodeAt(0) === 45;
  const start = negative || text.charCodeAt(0) === 43 ? 1 : 0;
  if (length === start || length - start > 15) return Number.NaN;
  let value = 0;
  for (let at = start; at < length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return negative && value !== 0 ? -value : value;
}

function decodeInteger(text: string): number {
  const value = smallInteger(text);
  if (value === value) return value;
  const trimmed = smallInteger(text.trim());
  return trimmed === trimmed ? trimmed : bad(text, 'integer');
}

function decodeLong(text: string): number | bigint {
  const value = smallInteger(text);
  if (value === value) return value;
  const trimmed = text.trim();
  if (!/^[+-]?\d{1,40}$/.test(trimmed)) return bad(text, 'long');
  const big = BigInt(trimmed.startsWith('+') ? trimmed.slice(1) : trimmed);
  const number = Number(big);
  return Number.isSafeInteger(number) ? number : big;
}

function decodeFloat(text: string): number {
  const trimmed = text.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed);
  if (trimmed === 'NaN') return Number.NaN;
  if (trimmed === 'INF' || trimmed === '+INF') return Number.POSITIVE_INFINITY;
  if (trimmed === '-INF') return Number.NEGATIVE_INFINITY;
  return bad(text, 'double');
}

function decodeBoolean(text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  const trimmed = text.trim();
  return trimmed === text ? bad(text, 'boolean') : decodeBoolean(trimmed);
}

const decodeString: TextDecoder = (text) => text;

const decodeDateTime: TextDecoder = (text) => parseDateTime(text) ?? bad(text, 'dateTime');

const decodeBase64: TextDecoder = (text) => {
  const base64 = text.replaceAll(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return bad(text, 'base64Binary');
  return { $type: 'base64Binary', base64 };
};

/** XML Schema's simple types as the API uses them, by local name. */
export const SIMPLE_TYPES: ReadonlyMap<string, TextDecoder> = new Map<string, TextDecoder>([
  ['string', decodeString],
  ['anyURI', decodeString],
  ['token', decodeString],
  ['normalizedString', decodeString],
  ['QName', decodeString],
  ['boolean', decodeBoolean],
  ['byte', decodeInteger],
  ['unsignedByte', decodeInteger],
  ['short', decodeInteger],
  ['unsignedShort', decodeInteger],
  ['int', decodeInteger],
  ['unsignedInt', decodeInteger],
  ['long', decodeLong],
  ['unsignedLong', decodeLong],
  ['integer', decodeLong],
  ['decimal', decodeFloat],
  ['float', decodeFloat],
  ['double', decodeFloat],
  ['dateTime', decodeDateTime],
  ['base64Binary', decodeBase64],
]);
