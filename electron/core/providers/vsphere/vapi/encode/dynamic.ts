import { text as say } from '#shared/i18n/make-text.ts';
import { isRecord, unescapeName, type VapiRecord } from '../values.ts';
import { doubleText } from './numbers.ts';
import { longText, refuse, simpleText } from './simple.ts';

/** Writes the fields of a structure that is declared; undefined for others. */
export type DeclaredFields = (
  name: string,
  record: VapiRecord,
  path: string,
) => { readonly error: boolean; readonly fields: string } | undefined;

/**
 * A value as its own form says: numbers are integers, and what else plain data cannot tell has its `$type` (see VapiValue).
 * @throws EncodeError
 */
export function dynamicText(value: unknown, path: string, declared: DeclaredFields): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'string':
      return JSON.stringify(value);
    case 'number':
    case 'bigint':
      return longText(value, path);
    default:
  }
  if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).map((item, index) =>
      dynamicText(item, `${path}[${index}]`, declared),
    );
    return `[${items.join(',')}]`;
  }
  return isRecord(value) && value.$type !== undefined
    ? recordText(value, value.$type, path, declared)
    : refuse(path, say('value.typed'), value);
}

function recordText(
  record: VapiRecord,
  type: string,
  path: string,
  declared: DeclaredFields,
): string {
  const { value } = record;
  switch (type) {
    case 'double':
      return typeof value === 'number' && Number.isFinite(value)
        ? doubleText(value)
        : refuse(path, say('value.number'), value);
    case 'secret':
      return simpleText('secret', value, path);
    case 'base64Binary':
      return simpleText('binary', record, path);
    case 'optional':
      return `{"OPTIONAL":${dynamicText(value ?? null, path, declared)}}`;
    default:
      return structureText(record, unescapeName(type), path, declared);
  }
}

function structureText(
  record: VapiRecord,
  name: string,
  path: string,
  declared: DeclaredFields,
): string {
  const known = declared(name, record, path);
  const wrapper = known?.error === true || record['$kind'] === 'error' ? 'ERROR' : 'STRUCTURE';
  const fields = known?.fields ?? genericFields(record, path, declared);
  return `{"${wrapper}":{${JSON.stringify(name)}:${fields}}}`;
}

function genericFields(record: VapiRecord, path: string, declared: DeclaredFields): string {
  const parts = Object.entries(record)
    .filter(([name, value]) => name !== '$type' && name !== '$kind' && value !== undefined)
    .map(([name, value]) => {
      const field = name.startsWith('$') ? unescapeName(name) : name;
      return `${JSON.stringify(field)}:${dynamicText(value, `${path}.${field}`, declared)}`;
    });
  return `{${parts.join(',')}}`;
}
