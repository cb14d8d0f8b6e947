import { structureOf } from '../model/model.ts';
import type { Field } from '../model/model.ts';
import type { Type } from '../model/type.ts';
import { invalidArgument } from '../wire/error.ts';
import { JsonNumber, JsonSyntaxError, parseJson } from '../wire/json.ts';
import type { Json, JsonObject } from '../wire/json.ts';
import type { Route } from './route.ts';

/**
 * The input of an operation from path, query and body of a request of REST, in the form that JSON-RPC has: values with their wrappers.
 * What is wrong in it is found where that form is read.
 */

const object = (entries: Iterable<readonly [string, Json]>): JsonObject => new Map(entries);

/** A plain value with the wrappers of its type; what does not fit stays as it is. */
function wrap(type: Type, json: Json): Json {
  switch (type.kind) {
    case 'optional':
      return object([['OPTIONAL', json === null ? null : wrap(type.element, json)]]);
    case 'list':
    case 'set':
      return Array.isArray(json) ? json.map((element) => wrap(type.element, element)) : json;
    case 'map':
      return wrapMap(type, json);
    case 'structure':
      return json instanceof Map ? wrapStructure(type.id, json) : json;
    case 'secret':
      return object([['SECRET', json]]);
    case 'binary':
      return object([['BINARY', json]]);
    default:
      return json;
  }
}

/** An object, or as older clients write it a list of `{key, value}`. */
function wrapMap(type: { key: Type; value: Type }, json: Json): Json {
  const entry = (key: Json, value: Json): Json => {
    const fields = object([
      ['key', wrap(type.key, key)],
      ['value', wrap(type.value, value)],
    ]);
    return object([['STRUCTURE', object([['map-entry', fields]])]]);
  };
  if (json instanceof Map) return [...json].map(([key, value]) => entry(key, value));
  if (!Array.isArray(json)) return json;
  return json.map((one) =>
    one instanceof Map ? entry(one.get('key') ?? null, one.get('value') ?? null) : one,
  );
}

function wrapStructure(id: string, given: JsonObject): Json {
  return object([['STRUCTURE', object([[id, wrapFields(structureOf(id).fields, given)]])]]);
}

function wrapFields(fields: readonly Field[], given: JsonObject): JsonObject {
  return object(
    fields.flatMap(({ name, type }) => {
      const value = given.get(name);
      // What is null is not set, whatever its type
      return value === undefined || value === null ? [] : [[name, wrap(type, value)] as const];
    }),
  );
}

const inner = (type: Type): Type => (type.kind === 'optional' ? inner(type.element) : type);

/** A value that stands as text in a path or a query. */
function fromText(type: Type, text: string): Json {
  const { kind } = inner(type);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if ((kind === 'long' || kind === 'double') && /^-?\d+(?:\.\d+)?$/.test(text))
    return new JsonNumber(text);
  return text;
}

/** `names=a&names=b`, or in the older form `filter.names.1=a&filter.names.2=b`. */
function fromQuery(type: Type, name: string, query: URLSearchParams): Json | undefined {
  const plain = inner(type);
  if (plain.kind !== 'list' && plain.kind !== 'set') {
    const text = query.get(name);
    return text === null ? undefined : fromText(plain, text);
  }
  const texts = [...query].flatMap(([key, text]) =>
    key === name || (key.startsWith(`${name}.`) && /^\d+$/.test(key.slice(name.length + 1)))
      ? [text]
      : [],
  );
  return texts.length === 0 ? undefined : texts.map((text) => fromText(plain.element, text));
}

function queried({ name, type }: Field, query: URLSearchParams, isOld: boolean): Json | undefined {
  const plain = inner(type);
  if (plain.kind !== 'structure') return fromQuery(type, name, query);
  const fields = structureOf(plain.id).fields.flatMap((field) => {
    const value = fromQuery(field.type, isOld ? `${name}.${field.name}` : field.name, query);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return fields.length === 0 ? undefined : object(fields);
}

/** The one parameter that is the whole body in the form of the API reference: a specification, or what is set. */
function wholeBody(name: string, fields: readonly Field[]): Field | undefined {
  const structures = fields.filter(({ type }) => inner(type).kind === 'structure');
  const [only] = structures;
  return structures.length === 1 &&
    (name === 'set' || /(?:^|_)(?:spec|model)$/.test(only?.name ?? ''))
    ? only
    : undefined;
}

/** @throws VapiError invalid_argument for what is no JSON */
function readBody(text: string): Json {
  if (text.trim() === '') return object([]);
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw invalidArgument('com.vmware.vapi.rest.httpBodyJsonParse', error.message);
  }
}

/**
 * What an operation is called with.
 *
 * @throws VapiError invalid_argument when the body is no JSON
 */
export function inputOf(route: Route, query: URLSearchParams, text: string): Json {
  const { operation, inPath, isOld } = route;
  const given = object([...inPath].map(([name, value]) => [name, value] as const));
  const rest = operation.parameters.filter(({ name }) => !inPath.has(name));
  const body = readBody(text);
  const whole = isOld || text.trim() === '' ? undefined : wholeBody(operation.name, rest);
  for (const field of rest) {
    const value =
      field === whole
        ? body
        : ((body instanceof Map && whole === undefined ? body.get(field.name) : undefined) ??
          queried(field, query, isOld));
    if (value !== undefined) given.set(field.name, value);
  }
  const fields = wrapFields(operation.parameters, given);
  return object([['STRUCTURE', object([['operation-input', fields]])]]);
}
