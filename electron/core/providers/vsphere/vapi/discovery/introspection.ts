import { text as say } from '#shared/i18n/make-text.ts';
import { DecodeError } from '../errors.ts';
import { isRead } from '../model/api-model.ts';
import type {
  FieldSpec,
  OperationSpec,
  SimpleType,
  StructureSpec,
  TypeSource,
  TypeSpec,
} from '../model/type-spec.ts';
import type { Structures } from '../types.gen.ts';

type Definition = Structures['com.vmware.vapi.std.introspection.operation.data_definition'];
type OperationInfo = Structures['com.vmware.vapi.std.introspection.operation.info'];

// Times, URIs, identifiers and enumerations are all STRING here.
const SIMPLE: Readonly<Record<string, SimpleType>> = {
  VOID: 'void',
  LONG: 'long',
  DOUBLE: 'double',
  BOOLEAN: 'boolean',
  STRING: 'string',
  BINARY: 'binary',
  SECRET: 'secret',
  OPAQUE: 'opaque',
  DYNAMIC_STRUCTURE: 'dynamic_structure',
  ANY_ERROR: 'any_error',
};
const MAX_DEPTH = 100;

/** The structures of one learnt definition, and of the shipped model for what it does not say. */
class LearntTypes implements TypeSource {
  readonly #structures = new Map<string, StructureSpec>();
  readonly #model: TypeSource;

  constructor(model: TypeSource) {
    this.#model = model;
  }

  structure(name: string): StructureSpec | undefined {
    return this.#structures.get(name) ?? this.#model.structure(name);
  }

  enumValues(name: string): readonly string[] | undefined {
    return this.#model.enumValues(name);
  }

  add(structure: StructureSpec): void {
    this.#structures.set(structure.name, structure);
  }
}

/**
 * An operation's declaration as the server itself gives it (introspection.operation.get).
 * @param model for errors and dynamic values whose structure the definition does not tell
 * @throws DecodeError where the definition makes no sense
 */
export function operationFromIntrospection(
  service: string,
  name: string,
  info: OperationInfo,
  model: TypeSource,
): OperationSpec {
  const types = new LearntTypes(model);
  return {
    service,
    name,
    parameters: fieldsOf(info.input_definition, types, 0),
    result: typeOf(info.output_definition, types, 0),
    errors: (info.error_definitions ?? []).flatMap((definition) => {
      typeOf(definition, types, 0);
      return definition.name === undefined ? [] : [definition.name];
    }),
    read: isRead(name),
    types,
  };
}

function typeOf(definition: Definition, types: LearntTypes, depth: number): TypeSpec {
  if (depth > MAX_DEPTH) throw new DecodeError(say('definition.deep'));
  const { type, name = '' } = definition;
  const element = (): TypeSpec => typeOf(elementOf(definition), types, depth + 1);
  switch (type) {
    case 'OPTIONAL':
      return { kind: 'optional', of: element() };
    case 'LIST':
      return mapOf(element(), types) ?? { kind: 'list', of: element() };
    case 'STRUCTURE_REF':
      return { kind: 'structure', name };
    case 'STRUCTURE':
    case 'ERROR': {
      const fields = fieldsOf(definition, types, depth + 1);
      types.add({ name, error: type === 'ERROR', fields, unions: [] });
      return { kind: 'structure', name };
    }
    default: {
      const kind = SIMPLE[type];
      // A kind that this program does not know is read by what the wire says.
      return { kind: kind ?? 'opaque' };
    }
  }
}

/** A list of map entries is a map; entries of different maps all have the same name, so they are not kept. */
function mapOf(element: TypeSpec, types: LearntTypes): TypeSpec | undefined {
  if (element.kind !== 'structure' || element.name !== 'map-entry') return undefined;
  const fields = types.structure('map-entry')?.fields ?? [];
  const key = fields.find(({ name }) => name === 'key')?.type;
  const value = fields.find(({ name }) => name === 'value')?.type;
  return key === undefined || value === undefined ? undefined : { kind: 'map', key, value };
}

function fieldsOf(definition: Definition, types: LearntTypes, depth: number): readonly FieldSpec[] {
  return Object.entries(definition.fields ?? {}).map(([name, field]) => ({
    name,
    type: typeOf(field, types, depth + 1),
  }));
}

function elementOf(definition: Definition): Definition {
  if (definition.element_definition === undefined) {
    throw new DecodeError(say('definition.noElement', { type: definition.type }));
  }
  return definition.element_definition;
}
