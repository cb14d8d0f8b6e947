import { Failure } from '../api/failure.ts';
import { classes, valuesOf } from '../api/model.ts';
import type { XapiType } from '../api/type.ts';
import type { Fields, Value } from '../api/value.ts';

/** What a request's decoder may hand over. */
export type Received =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Received[]
  | { readonly [name: string]: Received };

/**
 * Checks a received value against a type, as leniently as xapi: numbers may come as decimal text, dates with or without
 * hyphens. Throws FIELD_TYPE_ERROR [field] for all else.
 */
export function accept(type: XapiType, received: Received, field: string): Value {
  const wrong = (): Failure => new Failure('FIELD_TYPE_ERROR', field);
  switch (type.kind) {
    case 'int':
      return integer(received, wrong);
    case 'float':
      return float(received, wrong);
    case 'bool':
      if (typeof received === 'boolean') {
        return received;
      }
      throw wrong();
    case 'datetime':
      return date(received, wrong);
    case 'set':
    case 'option':
      if (!Array.isArray(received)) {
        throw wrong();
      }
      return received.map((item: Received) => accept(type.item, item, field));
    case 'map':
    case 'record':
      return members(type, received, field);
    default:
      if (typeof received !== 'string') {
        throw wrong();
      }
      if (type.kind === 'enum' && !valuesOf(type.name).has(received)) {
        throw wrong();
      }
      return received;
  }
}

function integer(received: Received, wrong: () => Failure): Value {
  if (typeof received === 'number' && Number.isInteger(received)) {
    return received;
  }
  if (typeof received === 'bigint' || (typeof received === 'string' && /^-?\d+$/.test(received))) {
    const exact = BigInt(received);
    const number = Number(exact);
    return Number.isSafeInteger(number) ? number : BigInt.asIntN(64, exact);
  }
  throw wrong();
}

function float(received: Received, wrong: () => Failure): Value {
  const number =
    typeof received === 'string' && received.trim() !== '' ? Number(received) : received;
  if (typeof number === 'bigint') {
    return Number(number);
  }
  if (typeof number !== 'number' || (Number.isNaN(number) && received !== 'nan')) {
    throw wrong();
  }
  return number;
}

const datePattern = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;

function date(received: Received, wrong: () => Failure): Value {
  const match = typeof received === 'string' ? datePattern.exec(received) : null;
  if (match === null) {
    throw wrong();
  }
  const [, year, month, day, hours, minutes, seconds, zone = 'Z'] = match;
  return `${year}${month}${day}T${hours}:${minutes}:${seconds}${zone}`;
}

function members(
  type: Extract<XapiType, { kind: 'map' }> | Extract<XapiType, { class: string }>,
  received: Received,
  field: string,
): Fields {
  if (typeof received !== 'object' || received === null || Array.isArray(received)) {
    throw new Failure('FIELD_TYPE_ERROR', field);
  }
  const accepted: [string, Value][] = [];
  for (const [name, item] of Object.entries(received)) {
    if (type.kind === 'map') {
      accept(type.key, name, field);
      accepted.push([name, accept(type.value, item, field)]);
    } else {
      const known = classes.get(type.class)?.field.get(name);
      // Unknown members of a record are passed over, so that a newer client can talk to an older server
      if (known !== undefined) {
        accepted.push([name, accept(known.type, item, name)]);
      }
    }
  }
  return Object.fromEntries(accepted);
}
