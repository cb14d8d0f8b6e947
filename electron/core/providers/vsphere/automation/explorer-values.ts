import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ExplorerValue } from '#shared/model/explorer.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import type { FieldSpec, TypeSource, TypeSpec } from '../vapi/model/type-spec.ts';
import { isRecord, isUnreadable, put, type VapiRecord, type VapiValue } from '../vapi/values.ts';

/** Stands in place of a secret. */
const MASK = '••••••••';

/** What a page gave, as the client takes it: maps as records by key. What does not fit is left for the client to refuse. */
export function toInput(
  fields: readonly FieldSpec[],
  given: Readonly<Record<string, ExplorerValue>>,
  types: TypeSource,
): object {
  return mapRecord(given, (name, value) => {
    const type = fields.find((field) => field.name === name)?.type;
    return type === undefined ? value : inputValue(type, value, types);
  });
}

function inputValue(type: TypeSpec, value: ExplorerValue, types: TypeSource): VapiValue {
  switch (type.kind) {
    case 'optional':
      return value === null ? null : inputValue(type.of, value, types);
    case 'list':
    case 'set':
      return Array.isArray(value)
        ? value.map((item: ExplorerValue) => inputValue(type.of, item, types))
        : value;
    case 'map':
      return Array.isArray(value) ? inputMap(type, value, types) : value;
    case 'structure': {
      const fields = types.structure(type.name)?.fields;
      if (fields === undefined || !isGroup(value)) return value;
      return toInput(fields, value, types) as VapiRecord;
    }
    default:
      return value;
  }
}

type MapType = Extract<TypeSpec, { readonly kind: 'map' }>;

/** @throws MorefException `invalid` for a key that is there twice: one of the two would be lost */
function inputMap(type: MapType, entries: readonly ExplorerValue[], types: TypeSource): VapiRecord {
  const record: Record<string, VapiValue> = {};
  for (const entry of entries) {
    const { key, value } = isGroup(entry) ? entry : { key: undefined, value: undefined };
    if (key === undefined || value === undefined || typeof key === 'object')
      throw new MorefException({
        kind: 'invalid',
        message: say('error.mapEntry'),
      });
    const name = String(key);
    if (Object.hasOwn(record, name))
      throw new MorefException({
        kind: 'invalid',
        message: say('error.mapKeyTwice', { key: name }),
      });
    put(record, name, inputValue(type.value, value, types));
  }
  return record;
}

/** An answer as property values: structures say their type, maps are lists of entries, times carry their meaning; secrets are masked. */
export function toOutput(
  type: TypeSpec,
  value: VapiValue | undefined,
  types: TypeSource,
): PropertyValue {
  if (value === undefined || value === null) return null;
  if (type.kind !== 'secret' && isUnreadable(value)) return dynamic(value);
  switch (type.kind) {
    case 'secret':
      return MASK;
    case 'datetime':
      return typeof value === 'string' ? moment(value) : dynamic(value);
    case 'optional':
      return toOutput(type.of, value, types);
    case 'list':
    case 'set':
      return Array.isArray(value)
        ? value.map((item: VapiValue) => toOutput(type.of, item, types))
        : dynamic(value);
    default:
      return isRecord(value) ? ofFields(type, value, types) : dynamic(value);
  }
}

function ofFields(type: TypeSpec, value: VapiRecord, types: TypeSource): PropertyValue {
  if (type.kind === 'structure') return structure(type.name, value, types);
  if (type.kind !== 'map') return dynamic(value);
  return Object.entries(value).map(([key, item]) => ({
    $type: 'map-entry',
    key,
    value: toOutput(type.value, item, types),
  }));
}

function moment(text: string): PropertyValue {
  return { $type: 'dateTime', text, ms: Date.parse(text) };
}

function structure(name: string, value: VapiRecord, types: TypeSource): PropertyValue {
  const fields = new Map(types.structure(name)?.fields.map((field) => [field.name, field.type]));
  const known = mapRecord(value, (field, item) => {
    const type = fields.get(field);
    return type === undefined ? dynamic(item ?? null) : toOutput(type, item, types);
  });
  return { ...known, $type: name };
}

/** A value without a declaration: it says itself what it is. */
function dynamic(value: VapiValue): PropertyValue {
  if (Array.isArray(value)) return value.map((item: VapiValue) => dynamic(item));
  if (!isRecord(value)) return value as Exclude<typeof value, readonly VapiValue[]>;
  if (value.$type === 'secret') return MASK;
  if (value.$type === 'double' || value.$type === 'optional')
    return dynamic(value['value'] ?? null);
  const fields = mapRecord(value, (_field, item) => dynamic(item ?? null));
  return { ...fields, $type: value.$type ?? 'structure' };
}

function mapRecord<T, R>(
  record: Readonly<Record<string, T>>,
  turn: (name: string, value: T) => R,
): Record<string, R> {
  const turned: Record<string, R> = {};
  for (const [name, value] of Object.entries(record)) put(turned, name, turn(name, value));
  return turned;
}

function isGroup(value: ExplorerValue): value is Readonly<Record<string, ExplorerValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
