import { text as say } from '#shared/i18n/make-text.ts';
import { escapeName, put, type VapiRecord, type VapiValue } from '../values.ts';
import { integer, isInteger, type RawObject, type RawValue, tokenText } from './json.ts';
import { binary, double, isObject, secret } from './leaves.ts';
import { type Decoder, type DecodeState, descend, refuse } from './state.ts';
import { part } from './part.ts';
import type { FieldsDecoder } from './structure.ts';

/** Its fields are those that all errors have: an error that no model knows is read by them. */
const ANY_ERROR = 'com.vmware.vapi.std.errors.error';

type Known = (name: string) => FieldsDecoder | undefined;

/** Decodes a value by what the wire itself says of its type; see VapiValue for the form. */
export function dynamicDecoder(known: Known): Decoder {
  const decode: Decoder = (raw, state) => {
    if (raw === null || typeof raw !== 'object') return raw;
    descend(state);
    const value = isObject(raw) ? wrapped(raw, state) : raw.map(item);
    state.depth -= 1;
    return value;

    function item(element: RawValue): VapiValue {
      return inner(element, state) ?? null;
    }
  };

  function wrapped(raw: RawObject, state: DecodeState): VapiValue {
    const number = tokenText(raw);
    if (number !== undefined) return numberOf(number, raw);
    if ('OPTIONAL' in raw) {
      return { $type: 'optional', value: inner(raw['OPTIONAL'] ?? null, state) ?? null };
    }
    if ('SECRET' in raw) return { $type: 'secret', value: secret(raw, state) };
    if ('BINARY' in raw) return binary(raw);
    const isError = 'ERROR' in raw;
    const [name, fields] = nameAndFields(raw, isError ? 'ERROR' : 'STRUCTURE');
    const typed = known(name)?.(fields, state, name);
    if (typed !== undefined) return typed;
    if (!isError) return generic(name, fields, state, inner);
    return { ...undeclaredError(name, fields, state), $kind: 'error' };
  }

  function undeclaredError(name: string, fields: RawObject, state: DecodeState): VapiRecord {
    return known(ANY_ERROR)?.(fields, state, name) ?? generic(name, fields, state, inner);
  }

  const inner = part({ kind: 'opaque' }, decode, decode);
  return decode;
}

/** Decodes a dynamic structure or an error: a name, and fields by its declaration where there is one. */
export function namedDecoder(
  wrapper: 'STRUCTURE' | 'ERROR',
  known: Known,
  dynamic: Decoder,
): Decoder {
  const inner = part({ kind: 'opaque' }, dynamic, dynamic);
  return (raw, state) => {
    const [name, fields] = nameAndFields(raw, wrapper);
    const declared = known(name) ?? (wrapper === 'ERROR' ? known(ANY_ERROR) : undefined);
    return declared?.(fields, state, name) ?? generic(name, fields, state, inner);
  };
}

/** Clean JSON where no declaration helps: it is what it is. Names of structures are lost. */
export const cleanDynamic: Decoder = (raw, state) => {
  if (raw === null || typeof raw !== 'object') return raw;
  descend(state);
  let value: VapiValue;
  if (!isObject(raw)) {
    value = raw.map((item) => cleanPart(item, state) ?? null);
  } else {
    const number = tokenText(raw);
    if (number === undefined) {
      const out: Record<string, VapiValue> = {};
      for (const name of Object.keys(raw)) {
        put(
          out,
          name.startsWith('$') ? `$${name}` : name,
          cleanPart(raw[name] ?? null, state) ?? null,
        );
      }
      value = out;
    } else value = numberOf(number, raw);
  }
  state.depth -= 1;
  return value;
};

const cleanPart = part({ kind: 'opaque' }, cleanDynamic, cleanDynamic);

function numberOf(text: string, raw: RawValue): VapiValue {
  return isInteger(text) ? integer(text) : { $type: 'double', value: double(raw) };
}

function nameAndFields(
  raw: RawValue,
  wrapper: 'STRUCTURE' | 'ERROR',
): readonly [string, RawObject] {
  const named = isObject(raw) ? raw[wrapper] : undefined;
  const [entry, ...more] = isObject(named) ? Object.entries(named) : [];
  if (entry === undefined || more.length > 0 || !isObject(entry[1])) {
    return refuse(wrapper === 'ERROR' ? say('value.error') : say('value.structure'), raw);
  }
  return [entry[0], entry[1]];
}

function generic(
  name: string,
  fields: RawObject,
  state: DecodeState,
  dynamic: Decoder,
): VapiRecord {
  descend(state);
  const out: Record<string, VapiValue> = { $type: escapeName(name) };
  for (const field of Object.keys(fields)) {
    const key = field.startsWith('$') ? `$${field}` : field;
    put(out, key, dynamic(fields[field] ?? null, state) ?? null);
  }
  state.depth -= 1;
  return out;
}
