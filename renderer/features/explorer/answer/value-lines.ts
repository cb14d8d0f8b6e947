import type { ExplorerType } from '#shared/model/explorer.ts';
import {
  isBytesValue,
  isDataObject,
  isDateTimeValue,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import type { FormTypes } from '../form/form-node.ts';
import { fieldPath, itemPath } from '../form/paths.ts';
import { shortName, typeName } from '../form/type-name.ts';

/** One line of a result: a value, and where it stands. */
export interface ValueLine {
  /** Path of the value: `disks["2000"].label`; empty for the result itself. */
  readonly id: string;
  readonly label: string;
  readonly depth: number;
  readonly value: PropertyValue;
  readonly type: string;
  readonly openable: boolean;
  readonly open: boolean;
}

export interface ValueLinesOptions {
  readonly types: FormTypes;
  /** Lines that are the other way round than they are by themselves. */
  readonly toggled: ReadonlySet<string>;
  readonly words: readonly string[];
}

interface Place {
  readonly id: string;
  readonly label: string;
  readonly depth: number;
  readonly value: PropertyValue;
  /** As declared; undefined where only the value tells. */
  readonly type: ExplorerType | undefined;
  /** Open unless the user closed it. */
  readonly opens: boolean;
}

/** Values that have no more parts than this stand open one level deeper. */
const fewParts = 6;

/** The lines of a result, opened where the user did; a search opens all that leads to what it finds. */
export function valueLines(
  label: string,
  value: PropertyValue,
  type: ExplorerType | undefined,
  options: ValueLinesOptions,
): readonly ValueLine[] {
  const lines: ValueLine[] = [];
  append(lines, { id: '', label, depth: 0, value, type, opens: true }, options);
  return lines;
}

/** True if the line, or one below it, was found. */
function append(lines: ValueLine[], place: Place, options: ValueLinesOptions): boolean {
  const { id, label, depth, value, opens } = place;
  const { words, toggled, types } = options;
  const type = bare(place.type);
  const parts = partsOf(value, type, types);
  const openable = parts.length > 0;
  const searching = words.length > 0;
  const open = openable && (searching || toggled.has(id) !== opens);
  const at = lines.length;
  lines.push({ id, label, depth, value, type: nameOf(value, type), openable, open });
  let found = searching && matches(place, words);
  if (open)
    for (const part of parts) {
      const inner = part.inner ?? id;
      const deeper: Place = {
        id: part.label.startsWith('[')
          ? itemPath(inner, part.label.slice(1, -1))
          : fieldPath(inner, part.label),
        label: part.label,
        depth: depth + 1,
        value: part.value,
        type: part.type,
        opens: depth === 0 && parts.length <= fewParts,
      };
      if (append(lines, deeper, options)) found = true;
    }
  if (searching && !found) lines.length = at;
  return found || !searching;
}

interface Part {
  readonly label: string;
  readonly value: PropertyValue;
  readonly type: ExplorerType | undefined;
  readonly inner?: string;
}

/** Fields of a structure, items of a list, values of a map by their keys. */
function partsOf(
  value: PropertyValue,
  type: ExplorerType | undefined,
  types: FormTypes,
): readonly Part[] {
  if (isValueList(value)) {
    const element = type?.kind === 'list' || type?.kind === 'set' ? type.element : undefined;
    return value.map((item, index) => itemPart(item, index, element, type));
  }
  if (!isDataObject(value) || isDateTimeValue(value) || isBytesValue(value)) return [];
  const fields = Object.hasOwn(types.structures, value.$type)
    ? types.structures[value.$type]?.fields
    : undefined;
  const typeOf = new Map(fields?.map((field) => [field.name, field.type]));
  return Object.entries(value).flatMap(([name, part]) =>
    name === '$type' ? [] : [{ label: name, value: part ?? null, type: typeOf.get(name) }],
  );
}

function itemPart(
  item: PropertyValue,
  index: number,
  element: ExplorerType | undefined,
  list: ExplorerType | undefined,
): Part {
  if (isMapEntry(item)) {
    const { key, value = null } = item;
    const label = `[${typeof key === 'string' ? JSON.stringify(key) : leafText(key ?? null)}]`;
    return { label, value, type: list?.kind === 'map' ? list.value : undefined };
  }
  return { label: `[${index}]`, value: item, type: element };
}

function isMapEntry(value: PropertyValue): value is DataObjectValue {
  return isDataObject(value) && value.$type === 'map-entry';
}

export function isValueList(value: PropertyValue): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

function bare(type: ExplorerType | undefined): ExplorerType | undefined {
  return type?.kind === 'optional' ? bare(type.element) : type;
}

/** What a value is: as it is declared, or as it says itself. */
function nameOf(value: PropertyValue, type: ExplorerType | undefined): string {
  if (isDataObject(value)) {
    if (isDateTimeValue(value)) return 'datetime';
    return isBytesValue(value) ? 'binary' : shortName(value.$type);
  }
  if (type !== undefined) return typeName(type);
  if (isValueList(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'double';
  if (typeof value === 'bigint') return 'long';
  return value === null ? '' : typeof value;
}

function matches({ label, value }: Place, words: readonly string[]): boolean {
  const text = `${label} ${leafText(value)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** A value without parts as text; empty for others. */
export function leafText(value: PropertyValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (isDateTimeValue(value)) return value.text;
  return isBytesValue(value) ? value.base64 : '';
}
