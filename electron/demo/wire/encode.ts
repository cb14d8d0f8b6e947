import { fieldsOf, isA, isDataType, isEnum, parseSpec } from '../api/model.ts';
import type { Field, Spec } from '../api/model.ts';
import { isReference, Typed } from './value.ts';
import type { Reference } from './value.ts';

/** Writes values as XML elements in the order and with the types of the API model. */

// Besides the five: C0 controls but tab, line feed and carriage return, surrogates without partner, noncharacters
const special = /[&<>"']|(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u;
const specials = new RegExp(special.source, 'gu');
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Escapes text for element content and attributes; characters that XML cannot carry are left out. */
export function escapeXml(text: string): string {
  return special.test(text) ? text.replace(specials, (c) => entities[c] ?? '') : text;
}

/** Microseconds and Z, as vpxd writes times; whole seconds carry no fraction. */
function formatTime(time: Date): string {
  const text = time.toISOString();
  if (text.endsWith('.000Z')) {
    return `${text.slice(0, -5)}Z`;
  }
  const micros = String((time.getTime() * 7919) % 1000).padStart(3, '0');
  return `${text.slice(0, -1)}${micros}Z`;
}

function simpleText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return escapeXml(value);
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      if (value instanceof Date) {
        return formatTime(value);
      }
      if (value instanceof Uint8Array) {
        return Buffer.from(value).toString('base64');
      }
      throw new TypeError(`No simple value: ${JSON.stringify(value)}`);
  }
}

/** The members of a data object, in schema order. */
export function encodeFields(fields: readonly Field[], value: object): string {
  const record = value as Record<string, unknown>;
  let xml = '';
  for (const field of fields) {
    const member = record[field.name];
    if (member !== undefined) {
      xml += encodeField(field.name, field.spec, member);
    }
  }
  return xml;
}

/** One field: an array becomes a repeated element, `undefined` nothing. */
export function encodeField(name: string, spec: Spec, value: unknown): string {
  if (value === undefined) {
    return '';
  }
  if (!spec.isArray) {
    return encodeElement(name, spec, value);
  }
  let xml = '';
  for (const item of value as Iterable<unknown>) {
    xml += encodeElement(name, spec, item);
  }
  return xml;
}

function encodeElement(name: string, spec: Spec, value: unknown): string {
  if (spec.isReference) {
    return encodeReference(name, value as Reference);
  }
  if (spec.type === 'anyType') {
    return encodeAny(name, value);
  }
  // A link (HostVirtualSwitch.pnic) is declared as the data object that it points to and travels as that one's key
  if (!isDataType(spec.type) || typeof value === 'string') {
    return `<${name}>${simpleText(value)}</${name}>`;
  }
  if (isA(spec.type, 'MethodFault')) {
    return `<${name}>${localizedFault(value as object)}</${name}>`;
  }
  return encodeData(name, spec.type, value as object);
}

function encodeReference(name: string, { type, id }: Reference): string {
  return `<${name} type="${type}">${escapeXml(id)}</${name}>`;
}

function typeOf(value: object): string | undefined {
  return '$type' in value && typeof value.$type === 'string' ? value.$type : undefined;
}

function encodeData(name: string, declared: string, value: object): string {
  const type = typeOf(value) ?? declared;
  const attribute = type === declared ? '' : ` xsi:type="${type}"`;
  return `<${name}${attribute}>${encodeFields(fieldsOf(type), value)}</${name}>`;
}

/** A fault inside a data object travels as LocalizedMethodFault. */
function localizedFault(value: object): string {
  const type = typeOf(value) ?? 'MethodFault';
  const message = '$message' in value ? String(value.$message) : '';
  return `<fault xsi:type="${type}">${encodeFields(fieldsOf(type), value)}</fault><localizedMessage>${escapeXml(message)}</localizedMessage>`;
}

/** An `anyType` element: the type is known from the value. */
function encodeAny(name: string, value: unknown): string {
  if (value instanceof Typed) {
    return encodeTyped(name, parseSpec(value.spec), value.value);
  }
  if (isReference(value)) {
    return encodeTyped(name, parseSpec('&ManagedObject'), value);
  }
  return encodeTyped(name, parseSpec(guessType(value)), value);
}

function guessType(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'bigint':
      return 'long';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'double';
    default:
      if (value instanceof Date) {
        return 'dateTime';
      }
      return (typeof value === 'object' && value !== null && typeOf(value)) || 'string';
  }
}

/** An element that names its type: the `val` of a property, `returnval` of Fetch. */
export function encodeTyped(name: string, spec: Spec, value: unknown): string {
  if (spec.isArray) {
    return encodeArrayOf(name, spec, value as Iterable<unknown>);
  }
  if (spec.isReference) {
    const { type, id } = value as Reference;
    return `<${name} type="${type}" xsi:type="ManagedObjectReference">${escapeXml(id)}</${name}>`;
  }
  if (spec.type === 'anyType') {
    return encodeAny(name, value);
  }
  if (!isDataType(spec.type)) {
    const type = isEnum(spec.type) ? spec.type : `xsd:${spec.type}`;
    return `<${name} xsi:type="${type}">${simpleText(value)}</${name}>`;
  }
  if (isA(spec.type, 'MethodFault')) {
    return `<${name} xsi:type="LocalizedMethodFault">${localizedFault(value as object)}</${name}>`;
  }
  const type = typeOf(value as object) ?? spec.type;
  return `<${name} xsi:type="${type}">${encodeFields(fieldsOf(type), value as object)}</${name}>`;
}

function encodeArrayOf(name: string, spec: Spec, items: Iterable<unknown>): string {
  const item = spec.isReference ? 'ManagedObjectReference' : spec.type;
  const arrayType = `ArrayOf${item.charAt(0).toUpperCase()}${item.slice(1)}`;
  let xml = `<${name} xsi:type="${arrayType}">`;
  for (const value of items) {
    xml += encodeElement(item, spec, value);
  }
  return `${xml}</${name}>`;
}
