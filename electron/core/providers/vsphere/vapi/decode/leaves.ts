import { text as say } from '#shared/i18n/make-text.ts';
import type { VapiBytes, VapiValue } from '../values.ts';
import { integer, isInteger, type RawObject, type RawValue, tokenText } from './json.ts';
import { isDamagedText } from '../../../../net/unreadable.ts';
import { type Decoder, type DecodeState, refuse, report } from './state.ts';

export function isObject(raw: RawValue | undefined): raw is RawObject {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** A text is kept also where it holds what is no text; that is reported. */
export function string(raw: RawValue, state: DecodeState): string {
  const text = typeof raw === 'string' ? raw : refuse(say('value.text'), raw);
  if (state.found !== undefined && isDamagedText(text)) report(state, 'string');
  return text;
}

export function boolean(raw: RawValue): boolean {
  return typeof raw === 'boolean' ? raw : refuse(say('value.boolean'), raw);
}

export function long(raw: RawValue): number | bigint {
  if (typeof raw === 'number') return raw;
  const text = isObject(raw) ? tokenText(raw) : undefined;
  if (text === undefined) return refuse(say('value.integer'), raw);
  if (isInteger(text)) return integer(text);
  // A server may have sent 1.0 for an integer.
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : refuse(say('value.integer'), raw);
}

export function double(raw: RawValue): number {
  if (typeof raw === 'number') return raw;
  const number = Number(isObject(raw) ? tokenText(raw) : undefined);
  return Number.isFinite(number) ? number : refuse(say('value.number64'), raw);
}

/** A secret, in its wrapper or bare. */
export function secret(raw: RawValue, state: DecodeState): string {
  const inner = isObject(raw) ? raw['SECRET'] : raw;
  // The value is not shown: it may be one.
  const text = typeof inner === 'string' ? inner : refuse(say('value.secret'), undefined);
  state.secrets?.push(text);
  return text;
}

/** Bytes, in their wrapper or bare. */
export function binary(raw: RawValue): VapiBytes {
  const base64 = isObject(raw) ? raw['BINARY'] : raw;
  if (typeof base64 !== 'string' || !/^[A-Za-z0-9+/=\s]*$/.test(base64)) {
    return refuse(say('value.base64'), raw);
  }
  return { $type: 'base64Binary', base64 };
}

/** Void is null on the wire, or not there; what else a server says there is not looked at. */
function nothing(): undefined {
  return undefined;
}

/** Decoders of the types without parts, but for the dynamic ones. An unknown value of an enumeration is text like any other. */
export const LEAVES: Readonly<Record<string, Decoder>> = {
  boolean,
  long,
  double,
  string,
  datetime: string,
  uri: string,
  id: string,
  enum: string,
  secret,
  binary,
  void: nothing,
};

/** A map's key as text. */
export function mapKey(value: VapiValue | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return String(value);
  }
  return refuse(say('value.map.key'), undefined);
}
