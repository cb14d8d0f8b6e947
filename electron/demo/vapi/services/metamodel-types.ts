import { structureOf } from '../model/model.ts';
import type { Field, Structure } from '../model/model.ts';
import type { Type } from '../model/type.ts';
import { enumValues } from '../model/model.ts';

/** Structures of `com.vmware.vapi.metadata.metamodel`, from the model. It has no documentation. */

const builtin: Readonly<Partial<Record<Type['kind'], string>>> = {
  any_error: 'ANY_ERROR',
  binary: 'BINARY',
  boolean: 'BOOLEAN',
  datetime: 'DATE_TIME',
  double: 'DOUBLE',
  dynamic_structure: 'DYNAMIC_STRUCTURE',
  id: 'ID',
  long: 'LONG',
  opaque: 'OPAQUE',
  secret: 'SECRET',
  string: 'STRING',
  uri: 'URI',
  void: 'VOID',
};

/** `…metamodel.type`. */
export function typeInfo(type: Type): object {
  switch (type.kind) {
    case 'optional':
    case 'list':
    case 'set':
      return generic({
        generic_type: type.kind.toUpperCase(),
        element_type: typeInfo(type.element),
      });
    case 'map':
      return generic({
        generic_type: 'MAP',
        map_key_type: typeInfo(type.key),
        map_value_type: typeInfo(type.value),
      });
    case 'structure':
    case 'enum': {
      const kind = type.kind === 'enum' ? 'enumeration' : 'structure';
      return {
        category: 'USER_DEFINED',
        user_defined_type: { resource_type: `com.vmware.vapi.${kind}`, resource_id: type.id },
      };
    }
    default:
      return { category: 'BUILTIN', builtin_type: builtin[type.kind] };
  }
}

function generic(instantiation: object): object {
  return { category: 'GENERIC', generic_instantiation: instantiation };
}

interface Element {
  readonly type: string;
  readonly [value: string]: unknown;
}

/** `…metamodel.element_map`. */
export function elements(values: Readonly<Record<string, string | readonly string[]>>): object {
  return {
    elements: new Map<string, Element>(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string'
          ? { type: 'STRING', string_value: value }
          : { type: 'STRING_LIST', list_value: value },
      ]),
    ),
  };
}

/** The resource types that identifiers inside a type are of. */
function resourcesOf(type: Type): readonly string[] {
  switch (type.kind) {
    case 'id':
      return type.resources;
    case 'optional':
    case 'list':
    case 'set':
      return resourcesOf(type.element);
    case 'map':
      return resourcesOf(type.key);
    default:
      return [];
  }
}

/** `…metamodel.field_info`. */
export function fieldInfo({ name, type }: Field, structure?: Structure): object {
  const metadata = new Map<string, object>();
  const resources = resourcesOf(type);
  if (resources.length > 0) {
    const value = resources.length === 1 ? (resources[0] ?? '') : resources;
    metadata.set('Resource', elements({ value }));
  }
  for (const { discriminant, cases } of structure?.unions ?? []) {
    if (discriminant === name) {
      metadata.set('UnionTag', elements({}));
    }
    const values = [...cases].filter(([, names]) => names.some((field) => field.name === name));
    if (values.length > 0) {
      const value = values.map(([text]) => text);
      metadata.set('UnionCase', elements({ tag: discriminant, value }));
    }
  }
  return { name, type: typeInfo(type), metadata, documentation: '' };
}

/** `…metamodel.structure_info`. */
export function structureInfo(id: string): object {
  const structure = structureOf(id);
  return {
    name: id,
    type: structure.isError ? 'ERROR' : 'STRUCTURE',
    enumerations: new Map(),
    constants: new Map(),
    fields: structure.fields.map((field) => fieldInfo(field, structure)),
    metadata: new Map(),
    documentation: '',
  };
}

/** `…metamodel.enumeration_info`. */
export function enumerationInfo(id: string): object {
  return {
    name: id,
    values: (enumValues(id) ?? []).map((value) => ({
      value,
      metadata: new Map(),
      documentation: '',
    })),
    metadata: new Map(),
    documentation: '',
  };
}
