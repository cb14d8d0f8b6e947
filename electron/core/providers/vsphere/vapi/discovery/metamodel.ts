import { text as say } from '#shared/i18n/make-text.ts';
import type { Caller } from '../call.ts';
import { DecodeError } from '../errors.ts';
import { isRead } from '../model/api-model.ts';
import type {
  FieldSpec,
  OperationSpec,
  SimpleType,
  StructureSpec,
  TypeSource,
  TypeSpec,
  UnionSpec,
} from '../model/type-spec.ts';
import type { Structures } from '../types.gen.ts';

const METAMODEL = 'com.vmware.vapi.metadata.metamodel';
type FieldInfo = Structures[`${typeof METAMODEL}.field_info`];
type StructureInfo = Structures[`${typeof METAMODEL}.structure_info`];
type Type = Structures[`${typeof METAMODEL}.type`];
type Metadata = FieldInfo['metadata'];

const BUILTIN: Readonly<Record<string, SimpleType>> = {
  ANY_ERROR: 'any_error',
  BINARY: 'binary',
  BOOLEAN: 'boolean',
  DATE_TIME: 'datetime',
  DOUBLE: 'double',
  DYNAMIC_STRUCTURE: 'dynamic_structure',
  LONG: 'long',
  OPAQUE: 'opaque',
  SECRET: 'secret',
  STRING: 'string',
  URI: 'uri',
  VOID: 'void',
};

/** The largest operation of the shipped model needs fewer. */
const MAX_STRUCTURES = 1000;

/** Structures and enumerations that were asked for, and the shipped model's. */
class Learnt implements TypeSource {
  readonly structures = new Map<string, StructureSpec>();
  readonly enums = new Map<string, readonly string[]>();
  readonly #model: TypeSource;

  constructor(model: TypeSource) {
    this.#model = model;
  }

  structure(name: string): StructureSpec | undefined {
    return this.structures.get(name) ?? this.#model.structure(name);
  }

  enumValues(name: string): readonly string[] | undefined {
    return this.enums.get(name) ?? this.#model.enumValues(name);
  }
}

/**
 * An operation's declaration from the server's metadata: unlike introspection it knows identifiers, times, URIs, enumerations and
 * unions. What the shipped model has of structures is not asked for again.
 * @throws VapiError where the server does not offer it, DecodeError where it makes no sense
 */
export async function operationFromMetamodel(
  service: string,
  name: string,
  call: Caller,
  model: TypeSource,
): Promise<OperationSpec> {
  const input = { service_id: service, operation_id: name };
  const info = await call(`${METAMODEL}.service.operation`, 'get', input, { strict: true });
  const types = new Learnt(model);
  const parameters = (info.params ?? []).map((parameter) => fieldOf(parameter));
  const result = typeOf(info.output.type, info.output.metadata);
  await learnTypes([...parameters.map(({ type }) => type), result], types, call);
  return {
    service,
    name,
    parameters,
    result,
    errors: (info.errors ?? []).map((error) => error.structure_id),
    read: isRead(name, textOf(info.metadata, 'RequestMapping', 'method') === 'GET' ? 'GET ' : ''),
    types,
  };
}

/** Asks for all structures and enumerations that the types name, and for those that these name, a level at a time. */
async function learnTypes(types: readonly TypeSpec[], learnt: Learnt, call: Caller): Promise<void> {
  let wanted = types;
  while (wanted.length > 0) {
    const { structures, enums } = namesIn(wanted);
    const newStructures = structures.filter((name) => learnt.structure(name) === undefined);
    const newEnums = enums.filter((name) => learnt.enumValues(name) === undefined);
    const [specs, values] = await Promise.all([
      Promise.all(newStructures.map((name) => structureOf(name, call))),
      Promise.all(newEnums.map((name) => valuesOf(name, call))),
    ]);
    newEnums.forEach((name, index) => learnt.enums.set(name, values[index] ?? []));
    for (const spec of specs) learnt.structures.set(spec.name, spec);
    if (learnt.structures.size > MAX_STRUCTURES) {
      throw new DecodeError(say('definition.large', { limit: MAX_STRUCTURES }));
    }
    wanted = specs.flatMap(({ fields }) => fields.map(({ type }) => type));
  }
}

async function structureOf(name: string, call: Caller): Promise<StructureSpec> {
  const info = await call(
    `${METAMODEL}.structure`,
    'get',
    { structure_id: name },
    { strict: true },
  );
  return {
    name,
    error: info.type === 'ERROR',
    fields: info.fields.map((field) => fieldOf(field)),
    unions: unionsOf(info),
  };
}

async function valuesOf(name: string, call: Caller): Promise<readonly string[]> {
  const info = await call(
    `${METAMODEL}.enumeration`,
    'get',
    { enumeration_id: name },
    { strict: true },
  );
  return info.values.map(({ value }) => value);
}

/** A field that belongs to a case of a union is optional on the wire, also where its case needs it. */
function fieldOf({ name, type, metadata }: FieldInfo): FieldSpec {
  const spec = typeOf(type, metadata);
  const isCase = metadata?.['UnionCase'] !== undefined && spec.kind !== 'optional';
  return { name, type: isCase ? { kind: 'optional', of: spec } : spec };
}

function unionsOf({ fields }: StructureInfo): readonly UnionSpec[] {
  const unions = new Map<string, Record<string, { field: string; required: boolean }[]>>();
  for (const { name, type, metadata } of fields) {
    const tag = textOf(metadata, 'UnionCase', 'tag');
    if (tag === undefined) continue;
    const cases = unions.get(tag) ?? {};
    unions.set(tag, cases);
    const required = type.generic_instantiation?.generic_type !== 'OPTIONAL';
    for (const value of textsOf(metadata, 'UnionCase', 'value')) {
      cases[value] = [...(cases[value] ?? []), { field: name, required }];
    }
  }
  return [...unions].map(([discriminant, cases]) => ({ discriminant, cases }));
}

function typeOf(type: Type, metadata: Metadata): TypeSpec {
  switch (type.category) {
    case 'GENERIC':
      return genericOf(type, metadata);
    case 'USER_DEFINED': {
      const { resource_type: kind, resource_id: name } = type.user_defined_type ?? {};
      if (name === undefined) throw new DecodeError(say('definition.noName'));
      return { kind: kind === 'com.vmware.vapi.enumeration' ? 'enum' : 'structure', name };
    }
    default: {
      const builtin = type.builtin_type ?? '';
      if (builtin === 'ID') {
        return { kind: 'id', resources: textsOf(metadata, 'Resource', 'value') };
      }
      return { kind: BUILTIN[builtin] ?? 'opaque' };
    }
  }
}

function genericOf({ generic_instantiation: generic }: Type, metadata: Metadata): TypeSpec {
  const part = (type: Type | undefined): TypeSpec => {
    if (type === undefined) throw new DecodeError(say('definition.noPart'));
    return typeOf(type, metadata);
  };
  switch (generic?.generic_type) {
    case 'MAP':
      return { kind: 'map', key: part(generic.map_key_type), value: part(generic.map_value_type) };
    case 'LIST':
      return { kind: 'list', of: part(generic.element_type) };
    case 'SET':
      return { kind: 'set', of: part(generic.element_type) };
    default:
      return { kind: 'optional', of: part(generic?.element_type) };
  }
}

function namesIn(types: readonly TypeSpec[]): {
  readonly structures: readonly string[];
  readonly enums: readonly string[];
} {
  const structures = new Set<string>();
  const enums = new Set<string>();
  const walk = (type: TypeSpec): void => {
    if (type.kind === 'structure') structures.add(type.name);
    else if (type.kind === 'enum') enums.add(type.name);
    else if (type.kind === 'map') {
      walk(type.key);
      walk(type.value);
    } else if ('of' in type) walk(type.of);
  };
  types.forEach(walk);
  return { structures: [...structures], enums: [...enums] };
}

function textsOf(metadata: Metadata, group: string, element: string): readonly string[] {
  const value = metadata?.[group]?.elements[element];
  if (value?.list_value !== undefined) return value.list_value;
  return value?.string_value === undefined ? [] : [value.string_value];
}

function textOf(metadata: Metadata, group: string, element: string): string | undefined {
  return textsOf(metadata, group, element)[0];
}
