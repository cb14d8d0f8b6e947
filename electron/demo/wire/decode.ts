import { enumValues, fieldsOf, isA, isDataType, isEnum, isManagedType } from '../api/model.ts';
import type { Field, Spec } from '../api/model.ts';
import { invalidRequest } from './fault.ts';
import type { Element } from './request.ts';
import type { Reference } from './value.ts';

/** Decoded parameters of a method, or fields of a data object. */
export type Decoded = Record<string, unknown>;

/**
 * Decodes the children of an element by the declared fields, as strictly as vpxd: in schema order, nothing unknown,
 * nothing required missing.
 *
 * @throws VimFault InvalidRequest
 */
export function decodeFields(
  fields: readonly Field[],
  children: readonly Element[],
  owner: string,
): Decoded {
  const result: Decoded = {};
  let position = 0;
  for (const field of fields) {
    const values: unknown[] = [];
    for (let child = children[position]; child?.name === field.name; child = children[position]) {
      if (!child.isNil) {
        values.push(decodeValue(field.spec, child));
      }
      position += 1;
      if (!field.spec.isArray && values.length > 1) {
        throw invalidRequest(`Property ${field.name} is repeated in ${owner}.`);
      }
    }
    assignField(result, field, values, owner);
  }
  const extra = children[position];
  if (extra !== undefined) {
    throw invalidRequest(
      `Unexpected element tag "${extra.name}" seen while parsing ${owner} (unknown, or out of order).`,
    );
  }
  return result;
}

function assignField(result: Decoded, field: Field, values: unknown[], owner: string): void {
  if (field.spec.isArray) {
    if (values.length > 0) {
      result[field.name] = values;
    }
  } else if (values.length > 0) {
    result[field.name] = values[0];
  } else if (!field.spec.isOptional) {
    throw invalidRequest(`Required property ${field.name} is missing from ${owner}`);
  }
}

function decodeValue(spec: Spec, element: Element): unknown {
  if (spec.isReference) {
    return decodeReference(element);
  }
  if (spec.type === 'anyType') {
    return decodeAny(element);
  }
  if (isDataType(spec.type)) {
    return decodeData(spec.type, element);
  }
  return isEnum(spec.type) ? decodeEnum(spec.type, element) : decodeSimple(spec.type, element);
}

function decodeReference(element: Element): Reference {
  const type = element.type ?? 'ManagedObject';
  if (!isManagedType(type)) {
    throw invalidRequest(`Unknown managed object type "${type}" in element ${element.name}.`);
  }
  return { type, id: element.text.trim() };
}

function decodeData(declared: string, element: Element): Decoded {
  const type = element.xsiType ?? declared;
  if (!isDataType(type) || !isA(type, declared)) {
    throw invalidRequest(`Type "${type}" is not known, or is no ${declared}.`);
  }
  const value = decodeFields(
    fieldsOf(type),
    element.children,
    `data object of type ${type} while parsing serialized DataObject`,
  );
  value.$type = type;
  return value;
}

function decodeEnum(type: string, element: Element): string {
  const text = element.text.trim();
  if (!enumValues(type).includes(text)) {
    throw invalidRequest(`"${text}" is no value of enumeration ${type}.`);
  }
  return text;
}

function decodeAny(element: Element): unknown {
  const type = element.xsiType ?? 'string';
  if (type === 'ManagedObjectReference') {
    return decodeReference(element);
  }
  if (isDataType(type)) {
    return decodeData(type, element);
  }
  return isEnum(type) ? decodeEnum(type, element) : decodeSimple(type, element);
}

function decodeSimple(type: string, element: Element): unknown {
  const text = element.text;
  switch (type) {
    case 'int':
    case 'short':
    case 'byte':
      return Number(integerText(type, element));
    case 'long':
      return BigInt(integerText(type, element));
    case 'boolean':
      return decodeBoolean(element);
    case 'double':
    case 'float':
      return Number(text);
    case 'dateTime':
      return decodeTime(element);
    default:
      return text;
  }
}

function integerText(type: string, element: Element): string {
  const text = element.text.trim();
  if (!/^-?\d+$/.test(text)) {
    throw invalidRequest(`"${text}" in element ${element.name} is no value of type xsd:${type}.`);
  }
  return text;
}

function decodeBoolean(element: Element): boolean {
  switch (element.text.trim()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      throw invalidRequest(`"${element.text}" in element ${element.name} is no boolean.`);
  }
}

function decodeTime(element: Element): Date {
  const time = new Date(element.text.trim());
  if (Number.isNaN(time.getTime())) {
    throw invalidRequest(`"${element.text}" in element ${element.name} is no xsd:dateTime.`);
  }
  return time;
}
