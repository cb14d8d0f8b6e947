import type {
  OperationSpec,
  StructureSpec,
  TypeSource,
  TypeSpec,
} from '#core/providers/vsphere/vapi/model/type-spec.ts';
import { bytes, type VapiValue } from '#core/providers/vsphere/vapi/values.ts';

/** What every leaf is, both ways: the same constants are in server.py. */
export const TEXT = 'Zoë 中 "😀"';
export const INTEGER = 2n ** 53n + 1n;
const DOUBLE = 0.1;
const BYTES = bytes(Buffer.from('Hello\0\u00ff', 'latin1'));
const SECRET = 's3cret';
const TIME = '2026-11-21T01:24:44.123Z';
const MAX_DEPTH = 4;

/** An input with every parameter and field set, to a depth. */
export function completeInput({ parameters, types }: OperationSpec): object {
  return Object.fromEntries(parameters.map(({ name, type }) => [name, complete(type, types, 0)]));
}

function complete(type: TypeSpec, types: TypeSource, depth: number): VapiValue | undefined {
  if (depth > MAX_DEPTH && type.kind in EMPTY) return EMPTY[type.kind];
  switch (type.kind) {
    case 'optional':
      return complete(type.of, types, depth);
    case 'list':
    case 'set':
      return [complete(type.of, types, depth) ?? null];
    case 'map':
      return { [keyOf(type.key)]: complete(type.value, types, depth) ?? null };
    case 'structure':
      return completeStructure(types.structure(type.name) ?? NO_FIELDS, types, depth + 1);
    case 'enum':
      return types.enumValues(type.name)?.[0] ?? 'UNKNOWN';
    default:
      return LEAVES[type.kind] ?? TEXT;
  }
}

function keyOf({ kind }: TypeSpec): string {
  return kind === 'long' ? String(INTEGER) : TEXT;
}

const NO_FIELDS = { fields: [], unions: [] };

/** What holds others, and is as deep as the input goes. */
const EMPTY: Readonly<Record<string, VapiValue | undefined>> = {
  optional: undefined,
  list: [],
  set: [],
  map: {},
};

/** Every field, but for those of other cases of a union than the one that its discriminant has. */
function completeStructure(
  { fields, unions }: Pick<StructureSpec, 'fields' | 'unions'>,
  types: TypeSource,
  depth: number,
): VapiValue {
  const needed = new Set<string>();
  const left = new Set<string>();
  for (const { discriminant, cases } of unions) {
    const type = fields.find(({ name }) => name === discriminant)?.type;
    const value = type === undefined ? undefined : complete(type, types, depth);
    const own = (typeof value === 'string' ? cases[value] : undefined) ?? [];
    for (const { field } of Object.values(cases).flat()) left.add(field);
    for (const { field, required } of own) {
      left.delete(field);
      if (required) needed.add(field);
    }
  }
  const chosen = fields.filter(({ name }) => !left.has(name));
  return Object.fromEntries(
    chosen.map(({ name, type }) => {
      const given = needed.has(name) && type.kind === 'optional' ? type.of : type;
      return [name, complete(given, types, depth)];
    }),
  );
}

const LEAVES: Readonly<Record<string, VapiValue>> = {
  boolean: true,
  long: INTEGER,
  double: DOUBLE,
  binary: BYTES,
  secret: SECRET,
  datetime: TIME,
  uri: 'https://example.org/',
  opaque: INTEGER,
  dynamic_structure: { $type: 'peer.dynamic', number: { $type: 'double', value: 0.1 } },
  any_error: { $type: 'com.vmware.vapi.std.errors.not_found', messages: [] },
};

/**
 * Looks for a difference between a decoded result and what the server made by the same declaration.
 * @returns where; undefined where there is none
 */
export function difference(
  value: VapiValue | undefined,
  type: TypeSpec,
  types: TypeSource,
  path = 'result',
): string | undefined {
  switch (type.kind) {
    case 'void':
      return value === undefined ? undefined : path;
    case 'optional':
      return value === undefined || value === null
        ? undefined
        : difference(value, type.of, types, path);
    case 'list':
    case 'set':
      return Array.isArray(value)
        ? first(value.map((item: VapiValue) => difference(item, type.of, types, `${path}[]`)))
        : path;
    case 'map':
      return isFields(value) ? differenceOfEntries(value, type.value, types, path) : path;
    case 'structure':
      return isFields(value) ? differenceOfFields(value, type.name, types, path) : path;
    default:
      return same(value, leafOfServer(type.kind)) ? undefined : path;
  }
}

type Fields = Readonly<Record<string, VapiValue | undefined>>;

function differenceOfEntries(
  value: Fields,
  type: TypeSpec,
  types: TypeSource,
  path: string,
): string | undefined {
  return first(
    Object.entries(value).map(([key, item]) =>
      key === TEXT || key === String(INTEGER)
        ? difference(item, type, types, `${path}{}`)
        : `${path} ${key}`,
    ),
  );
}

function differenceOfFields(
  value: Fields,
  structure: string,
  types: TypeSource,
  path: string,
): string | undefined {
  const fields = types.structure(structure)?.fields ?? [];
  return first(
    fields.map(({ name, type }) =>
      name in value || type.kind === 'optional'
        ? difference(value[name], type, types, `${path}.${name}`)
        : `${path}.${name}`,
    ),
  );
}

/** The server makes times, identifiers and enumerations as texts like others. */
function leafOfServer(kind: string): VapiValue {
  switch (kind) {
    case 'datetime':
    case 'uri':
      return TEXT;
    case 'dynamic_structure':
      return {
        $type: 'peer.dynamic',
        number: { $type: 'double', value: 1 },
        unset: { $type: 'optional', value: null },
      };
    case 'any_error':
      return {
        $type: 'com.vmware.vapi.std.errors.not_found',
        messages: [],
        error_type: 'NOT_FOUND',
      };
    default:
      return LEAVES[kind] ?? TEXT;
  }
}

function same(one: VapiValue | undefined, other: VapiValue): boolean {
  if (!isFields(one) || !isFields(other)) {
    return Array.isArray(one) && Array.isArray(other) ? one.length === other.length : one === other;
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => same(one[name], other[name] ?? null));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function first(found: readonly (string | undefined)[]): string | undefined {
  return found.find((place) => place !== undefined);
}
