import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Lookup } from '../../../provider.ts';
import { entry, poolOf } from '../../map/read.ts';

/** A custom field as XenCenter defines it, for all objects of a pool. */
export interface CustomField {
  readonly name: string;
  readonly type: 'String' | 'Date';
}

/** Key of the definitions in pool.gui_config, and the beginning of the values' keys in other_config. */
export const definitionsKey = 'XenCenter.CustomFields';

export function customFieldKey(name: string): string {
  return `${definitionsKey}.${name}`;
}

/** The fields that the pool defines. */
export function customFields(lookup: Lookup): readonly CustomField[] {
  const pool = poolOf(lookup);
  const xml =
    pool === undefined ? undefined : entry(lookup.get(pool), 'gui_config', definitionsKey);
  return parseDefinitions(xml ?? '');
}

/** Reads `<CustomFieldDefinitions><CustomFieldDefinition name="…" type="String"/>…`; anything else holds no fields. */
export function parseDefinitions(xml: string): readonly CustomField[] {
  const fields: CustomField[] = [];
  for (const [, attributes = ''] of xml.matchAll(/<CustomFieldDefinition\b([^>]*)>/g)) {
    const name = attribute(attributes, 'name');
    if (name === undefined || name === '') continue;
    fields.push({ name, type: attribute(attributes, 'type') === 'Date' ? 'Date' : 'String' });
  }
  return fields;
}

/** The definitions with one more; one of that name is replaced. */
export function addDefinition(xml: string | undefined, field: CustomField): string {
  const others = parseDefinitions(xml ?? '').filter(({ name }) => name !== field.name);
  return writeDefinitions([...others, field]);
}

/** The definitions without one. */
export function removeDefinition(xml: string | undefined, name: string): string {
  return writeDefinitions(parseDefinitions(xml ?? '').filter((field) => field.name !== name));
}

function writeDefinitions(fields: readonly CustomField[]): string {
  const nodes = fields.map(
    ({ name, type }) =>
      `<CustomFieldDefinition name="${escape(name)}" type="${type}" defaultValue="" />`,
  );
  return `<CustomFieldDefinitions>${nodes.join('')}</CustomFieldDefinitions>`;
}

const date = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::(\d{2}))?)?\s*Z?$/i;

/** The text that is kept for a value: of a date the form in which XenCenter writes it. @throws MorefException `invalid` */
export function fieldText({ name, type }: CustomField, value: string): string {
  if (type === 'String' || value === '') return value;
  const [, day = '', time = '00:00', seconds = '00'] = date.exec(value) ?? [];
  const text = `${day} ${time}:${seconds}Z`;
  const moment = new Date(text.replace(' ', 'T'));
  // A day that a month does not have would be one of the next month.
  if (!Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)) return text;
  const message = say('error.noDate', { field: name, value });
  throw new MorefException({ kind: 'invalid', message });
}

/** The fields as inputs, with the object's values. */
export function customFieldsOf(
  object: Properties,
  fields: readonly CustomField[],
): readonly OperationInput[] {
  return fields.map(({ name, type }) => ({
    name,
    label: name,
    type: 'text',
    required: false,
    initial: entry(object, 'other_config', customFieldKey(name)) ?? '',
    ...(type === 'Date' && { help: say('input.field.dateHelp') }),
  }));
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : unescape(value);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescape(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
    const hex = name[1]?.toLowerCase() === 'x';
    const code = parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
