import { classes } from '../api/model.ts';
import type { XapiType } from '../api/type.ts';
import { Typed, text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';

/**
 * XML-RPC as xapi writes it: texts and integers without a type, control characters dropped. `rawNames` leaves the names of
 * members unescaped, as xapi does: a map's key with `&` or `<` then makes a document that is not well-formed.
 */
interface Style {
  readonly rawNames: boolean;
}

type Write = (value: Value, style: Style) => string;

// Everything below space that XML 1.0 does not have
// oxlint-disable-next-line no-control-regex -- these characters are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const special = /[&<>"']/;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escape(text: string): string {
  const clean = text.replace(control, '');
  return special.test(clean)
    ? clean.replace(/[&<>"']/g, (character) => entities[character] ?? '')
    : clean;
}

const plain: Write = (value) => `<value>${escape(text(value))}</value>`;

/** `%.16g` of C, which spells out nan and inf. */
const float: Write = (value) => {
  const number = Number(value);
  const text = Number.isNaN(number)
    ? 'nan'
    : Number.isFinite(number)
      ? String(Number(number.toPrecision(16)))
      : number > 0
        ? 'inf'
        : '-inf';
  return `<value><double>${text}</double></value>`;
};

const memberName = (name: string, { rawNames }: Style): string => (rawNames ? name : escape(name));

function makeMap(write: Write): Write {
  return (value, style) => {
    const members = Object.entries(value as Fields).map(
      ([key, item]) =>
        `<member><name>${memberName(key, style)}</name>${write(item, style)}</member>`,
    );
    return `<value><struct>${members.join('')}</struct></value>`;
  };
}

const makeSet =
  (write: Write): Write =>
  (value, style) =>
    `<value><array><data>${(value as readonly Value[])
      .map((item) => write(item, style))
      .join('')}</data></array></value>`;

function makeRecord(owner: string): Write {
  const fields = classes.get(owner)?.fields ?? [];
  const writers = fields.map(({ name, type }) => ({
    name,
    head: `<member><name>${name}</name>`,
    write: xmlWriter(type),
  }));
  return (value, style) => {
    let text = '<value><struct>';
    for (const { name, head, write } of writers) {
      text += `${head}${write((value as Fields)[name] ?? '', style)}</member>`;
    }
    return `${text}</struct></value>`;
  };
}

/** Of event batches: their only numbers are the 32-bit counts, which xapi writes with a type. */
const anything: Write = (value, style) => {
  if (value instanceof Typed) {
    return xmlWriter(value.type)(value.value, style);
  }
  if (Array.isArray(value)) {
    return makeSet(anything)(value, style);
  }
  if (typeof value === 'object') {
    return makeMap(anything)(value, style);
  }
  if (typeof value === 'number') {
    return `<value><i4>${value}</i4></value>`;
  }
  return plain(value, style);
};

function make(type: XapiType): Write {
  switch (type.kind) {
    case 'float':
      return float;
    case 'bool':
      return (value) => `<value><boolean>${value === true ? '1' : '0'}</boolean></value>`;
    case 'datetime':
      return (value) => `<value><dateTime.iso8601>${text(value)}</dateTime.iso8601></value>`;
    case 'void':
      return () => '<value></value>';
    case 'set':
    case 'option':
      return makeSet(xmlWriter(type.item));
    case 'map':
      return makeMap(xmlWriter(type.value));
    case 'record':
      return makeRecord(type.class);
    case 'any':
      return anything;
    default:
      return plain;
  }
}

const writers = new Map<XapiType, Write>();

function xmlWriter(type: XapiType): Write {
  let write = writers.get(type);
  if (write === undefined) {
    write = make(type);
    writers.set(type, write);
  }
  return write;
}

/** A value as `<value>…</value>`. */
export function writeXml(type: XapiType, value: Value, rawNames = false): string {
  return xmlWriter(type)(value, { rawNames });
}
