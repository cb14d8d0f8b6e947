import { SaxesParser } from 'saxes';
import { classes } from '../api/model.ts';
import type { XapiType } from '../api/type.ts';
import { datetime, epoch, nullRef } from '../api/value.ts';
import type { Value } from '../api/value.ts';
import { readExpression } from './expression.ts';
import type { Expression } from './expression.ts';

/** An object as a dump has it: only the fields that it has, in the model's names. */
export interface DumpedRow {
  readonly class: string;
  readonly ref: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** `%.` for a space, `%t`, `%n`, `%r`, `%%`: newer servers escape whole attributes so (xml_spaces.ml). */
const spaces: Readonly<Record<string, string>> = {
  '.': ' ',
  t: '\t',
  n: '\n',
  r: '\r',
  '%': '%',
};

const unescape = (text: string): string =>
  text.replace(/%([.tnr%])/g, (_, code: string) => spaces[code] ?? '');

const list = (text: string): readonly Expression[] => {
  const expression = readExpression(text);
  return typeof expression === 'string' ? [] : expression;
};

/** The value of an attribute by the type of its field; what cannot be read becomes empty, as real dumps are damaged. */
function read(type: XapiType, text: string): Value {
  switch (type.kind) {
    case 'int': {
      const number = Number(text);
      return Number.isSafeInteger(number) ? number : /^-?\d+$/.test(text) ? BigInt(text) : 0;
    }
    case 'float': {
      const number = Number.parseFloat(text);
      return Number.isNaN(number) ? 0 : number;
    }
    case 'bool':
      return text === 'true' || text === '1';
    case 'datetime':
      return readDate(text);
    case 'ref':
      return text === '' || text === 'NULL' ? nullRef : text;
    case 'set':
      return list(text).map((item) => read(type.item, typeof item === 'string' ? item : ''));
    case 'map':
      return Object.fromEntries(
        list(text).flatMap((pair) => {
          const [key, value] = typeof pair === 'string' ? [] : pair;
          return typeof key === 'string' && typeof value === 'string'
            ? [[key, read(type.value, value)]]
            : [];
        }),
      );
    default:
      return text;
  }
}

/** Dates are text of the wire, or seconds since 1970 in the oldest dumps. */
function readDate(text: string): string {
  if (/^\d{8}T/.test(text)) {
    return text;
  }
  const seconds = Number(text);
  return text === '' || Number.isNaN(seconds) ? epoch : datetime(new Date(seconds * 1000));
}

/** `name__label` → `name_label` */
const fieldName = (attribute: string): string => attribute.replaceAll('__', '_');

/**
 * Reads a pool's database dump (`/pool/xmldbdump`). Tables and fields that the model does not have are passed over. Throws
 * where the text is no such dump.
 */
export function readDump(xml: string): DumpedRow[] {
  const rows: DumpedRow[] = [];
  const parser = new SaxesParser();
  let table: string | undefined;
  let isDatabase = false;
  let escaped = false;
  parser.on('error', (error) => {
    throw new Error(`The database dump cannot be read: ${error.message}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    isDatabase ||= name === 'database';
    if (name === 'table') {
      table = attributes['name'];
    } else if (name === 'row' && table !== undefined && classes.has(table)) {
      escaped ||= Object.values(attributes).some((value) => value.includes('%.'));
      rows.push(readRow(table, attributes, escaped));
    }
  });
  parser.write(xml).close();
  if (!isDatabase || rows.length === 0) {
    throw new Error(
      'The database dump holds no objects: it begins with <database>, then its tables.',
    );
  }
  return rows;
}

function readRow(
  owner: string,
  attributes: Readonly<Record<string, string>>,
  escaped: boolean,
): DumpedRow {
  const fields = classes.get(owner)?.field;
  const values: Record<string, Value> = {};
  for (const [attribute, raw] of Object.entries(attributes)) {
    const field = fields?.get(fieldName(attribute));
    if (field !== undefined) {
      values[field.name] = read(field.type, escaped ? unescape(raw) : raw);
    }
  }
  return { class: owner, ref: attributes['ref'] ?? attributes['_ref'] ?? '', values };
}
