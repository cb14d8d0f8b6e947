import { unreadable } from '../../../../net/unreadable.ts';
import { DecodeError } from '../errors.ts';
import type { TypeSpec } from '../model/type-spec.ts';
import { put, type VapiValue } from '../values.ts';
import { integer, isInteger, type RawValue, tokenText } from './json.ts';
import { isObject } from './leaves.ts';
import { type Decoder, type DecodeState, report } from './state.ts';

/**
 * A decoder for a value that is part of another: a field, an element, a value of a map. What cannot be read as its type is kept as it
 * came, marked, and loses nothing but itself.
 */
export function part(type: TypeSpec, decode: Decoder, dynamic: Decoder): Decoder {
  const declared = typeText(type);
  return (raw, state) => {
    const { depth, owner, field } = state;
    try {
      return decode(raw, state);
    } catch (error) {
      if (!(error instanceof DecodeError) || state.strict === true) throw error;
      Object.assign(state, { depth, owner, field });
      report(state, declared);
      return unreadable(declared, isSecret(type) ? hidden(raw, state) : asItCame(raw, state));
    }
  };

  /** What says itself what it is is read so. */
  function asItCame(raw: RawValue, state: DecodeState): VapiValue {
    const { depth, owner, field } = state;
    try {
      return dynamic(raw, state) ?? null;
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      Object.assign(state, { depth, owner, field });
      return verbatim(raw, state);
    }
  }
}

/** Plain JSON, whatever it may mean. Secrets are distinguished from the rest all the same. */
export function verbatim(raw: RawValue, state: DecodeState): VapiValue {
  if (raw === null || typeof raw !== 'object') return raw;
  if (!isObject(raw)) return raw.map((item) => verbatim(item, state));
  const number = tokenText(raw);
  if (number !== undefined) return isInteger(number) ? integer(number) : number;
  const out: Record<string, VapiValue> = {};
  for (const [name, value] of Object.entries(raw)) {
    const key = name.startsWith('$') ? `$${name}` : name;
    const shown =
      name === 'SECRET' ? { $type: 'secret', value: hidden(value, state) } : verbatim(value, state);
    put(out, key, shown);
  }
  return out;
}

/** Nothing of what should have been a secret is shown, here or where the exchange is. */
function hidden(raw: RawValue, state: DecodeState): null {
  if (typeof raw === 'string') state.secrets?.push(raw);
  else if (raw !== null && typeof raw === 'object')
    for (const inner of Object.values(raw)) hidden(inner, state);
  return null;
}

function isSecret(type: TypeSpec): boolean {
  return type.kind === 'secret' || ('of' in type && isSecret(type.of));
}

/** A type as a person would write it: `list<long>`. */
function typeText(type: TypeSpec): string {
  switch (type.kind) {
    case 'optional':
      return typeText(type.of);
    case 'list':
    case 'set':
      return `${type.kind}<${typeText(type.of)}>`;
    case 'map':
      return `map<${typeText(type.key)}, ${typeText(type.value)}>`;
    case 'structure':
    case 'enum':
      return type.name;
    default:
      return type.kind;
  }
}
