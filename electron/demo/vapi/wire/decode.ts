import { structureOf } from '../model/model.ts';
import type { Field, Union } from '../model/model.ts';
import type { Type } from '../model/type.ts';
import { message, VapiError } from './error.ts';
import type { Message } from './error.ts';
import { JsonNumber } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { Typed } from './value.ts';

/**
 * Reads values of the specialised format strictly: the declared type and nothing else, optionals wrapped, structures
 * by their names. Unknown fields are passed over and unknown enumeration values let through, as Java's server does.
 */

/** A wrong argument, with what is around it: the outermost first. */
function invalid(...messages: readonly Message[]): VapiError {
  return new VapiError('invalid_argument', messages);
}

function mismatch(expected: string, json: Json): VapiError {
  const got = kindOf(json);
  return invalid(
    message(
      'vapi.data.validate.mismatch',
      `Type mismatch, expected an object of type ${expected}, but got ${got}`,
      [expected, got],
    ),
  );
}

function kindOf(json: Json): string {
  if (json === null) {
    return 'Void';
  }
  if (json instanceof JsonNumber) {
    return json.isInteger ? 'Integer' : 'Double';
  }
  if (json instanceof Map) {
    const names: Readonly<Record<string, string>> = {
      STRUCTURE: 'Structure',
      ERROR: 'Error',
      OPTIONAL: 'Optional',
      BINARY: 'Blob',
      SECRET: 'Secret',
    };
    return names[[...json.keys()][0] ?? ''] ?? 'Structure';
  }
  return Array.isArray(json) ? 'List' : typeof json === 'string' ? 'String' : 'Boolean';
}

function unwrap(json: Json, tag: string, expected: string): Json {
  const content = json instanceof Map ? json.get(tag) : undefined;
  if (content === undefined) {
    throw mismatch(expected, json);
  }
  return content;
}

/** @throws VapiError invalid_argument */
export function decode(type: Type, json: Json): unknown {
  switch (type.kind) {
    case 'optional': {
      const content = unwrap(json, 'OPTIONAL', 'Optional');
      return content === null ? undefined : decode(type.element, content);
    }
    case 'list':
      return elements(json).map((element) => decode(type.element, element));
    case 'set':
      return decodeSet(type.element, json);
    case 'map':
      return decodeMap(type, json);
    case 'structure':
      return decodeStructure(type.id, json);
    case 'secret':
      return unwrap(json, 'SECRET', 'Secret');
    case 'binary':
      return Buffer.from(unwrap(json, 'BINARY', 'Blob') as string, 'base64');
    case 'dynamic_structure':
    case 'any_error':
    case 'opaque':
      return new Typed('opaque', json);
    default:
      return decodeScalar(type.kind, json);
  }
}

function decodeScalar(kind: string, json: Json): unknown {
  if (kind === 'void' && json === null) {
    return undefined;
  }
  if (kind === 'boolean' && typeof json === 'boolean') {
    return json;
  }
  if ((kind === 'long' || kind === 'double') && json instanceof JsonNumber) {
    return decodeNumber(kind, json);
  }
  if (kind === 'datetime' && typeof json === 'string') {
    return decodeTime(json);
  }
  if (['string', 'uri', 'id', 'enum'].includes(kind) && typeof json === 'string') {
    return json;
  }
  const names: Readonly<Record<string, string>> = {
    void: 'Void',
    boolean: 'Boolean',
    long: 'Integer',
    double: 'Double',
  };
  throw mismatch(names[kind] ?? 'String', json);
}

function decodeNumber(kind: 'long' | 'double', json: JsonNumber): number | bigint {
  if (kind === 'long' && !json.isInteger) {
    throw mismatch('Integer', json);
  }
  const number = Number(json.text);
  return kind === 'long' && !Number.isSafeInteger(number) ? BigInt(json.text) : number;
}

function decodeTime(text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) || Number.isNaN(time.getTime())) {
    throw invalid(message('vapi.data.datetime.invalid', `Invalid date-time ${text}`, [text]));
  }
  return time;
}

function elements(json: Json): readonly Json[] {
  if (!Array.isArray(json)) {
    throw mismatch('List', json);
  }
  return json;
}

function decodeSet(element: Type, json: Json): unknown[] {
  const values = elements(json).map((item) => decode(element, item));
  if (new Set(values).size < values.length) {
    const text = 'A set holds an element twice';
    throw invalid(message('vapi.bindings.typeconverter.set.duplicate.element', text));
  }
  return values;
}

function decodeMap(type: { key: Type; value: Type }, json: Json): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>();
  for (const item of elements(json)) {
    const entry = fieldsOf('map-entry', item);
    const key = decode(type.key, entry.get('key') ?? null);
    if (map.has(key)) {
      const text = 'A map holds a key twice';
      throw invalid(message('vapi.bindings.typeconverter.map.duplicate.key', text));
    }
    map.set(key, decode(type.value, entry.get('value') ?? null));
  }
  return map;
}

/** The fields of a structure that must have this name. */
function fieldsOf(name: string, json: Json): JsonObject {
  const content = unwrap(json, 'STRUCTURE', 'Structure');
  const [[given, fields] = ['', null]] = content instanceof Map ? content : [];
  if (given !== name || !(fields instanceof Map)) {
    throw invalid(
      message(
        'vapi.data.structure.name.mismatch',
        `Structure name mismatch, expected ${name}, but got ${given}`,
        [name, given],
      ),
    );
  }
  return fields;
}

function decodeStructure(id: string, json: Json): Record<string, unknown> {
  const { fields, unions } = structureOf(id);
  const record = decodeFields(id, fields, fieldsOf(id, json));
  for (const union of unions) {
    checkUnion(id, union, record);
  }
  return record;
}

/** Which fields there may be, and must be, follows from the discriminant. */
function checkUnion(id: string, union: Union, record: Readonly<Record<string, unknown>>): void {
  const value = record[union.discriminant];
  if (typeof value !== 'string') {
    return;
  }
  const wanted = union.cases.get(value);
  for (const { name, isRequired } of wanted ?? []) {
    if (isRequired && record[name] === undefined) {
      const text = `Structure ${id} lacks the field ${name} of the case ${value}`;
      throw invalid(message('vapi.data.structure.union.missing', text, [id, name]));
    }
  }
  const all = [...union.cases.values()].flat().map(({ name }) => name);
  const extra = all.find(
    (name) => record[name] !== undefined && !(wanted ?? []).some((field) => field.name === name),
  );
  if (extra !== undefined) {
    const text = `Structure ${id} has the field ${extra}, which is not for the case ${value}`;
    throw invalid(message('vapi.data.structure.union.extra', text, [id, extra]));
  }
}

/**
 * Reads fields, or the parameters of an operation.
 *
 * @throws VapiError invalid_argument
 */
function decodeFields(
  owner: string,
  fields: readonly Field[],
  given: JsonObject,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { name, type } of fields) {
    const json = given.get(name);
    if (json === undefined && type.kind !== 'optional') {
      throw invalid(
        message(
          'vapi.data.structure.field.missing',
          `Structure ${owner} is missing a field "${name}"`,
          [owner, name],
        ),
      );
    }
    if (json !== undefined) {
      record[name] = decodeField(owner, { name, type }, json);
    }
  }
  return record;
}

function decodeField(owner: string, { name, type }: Field, json: Json): unknown {
  try {
    return decode(type, json);
  } catch (error) {
    if (!(error instanceof VapiError)) {
      throw error;
    }
    const text = `Found invalid field "${name}" in structure "${owner}".`;
    throw invalid(
      message('vapi.data.structure.field.invalid', text, [name, owner]),
      ...error.messages,
    );
  }
}

/**
 * Reads the input of an operation.
 *
 * @throws VapiError invalid_argument
 */
export function decodeInput(parameters: readonly Field[], json: Json): Record<string, unknown> {
  return decodeFields('operation-input', parameters, fieldsOf('operation-input', json));
}
