import type {
  ExplorerField,
  ExplorerOperation,
  ExplorerStructure,
  ExplorerType,
  SimpleKind,
} from '#shared/model/explorer.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type {
  FieldSpec,
  OperationSpec,
  SimpleType,
  StructureSpec,
  TypeSpec,
} from '../vapi/model/type-spec.ts';

/** Every structure and enumeration that an operation's types lead to. */
interface Named {
  readonly structures: Map<string, ExplorerStructure>;
  readonly enums: Map<string, readonly string[]>;
}

/** An operation's declaration as data for a page: with every structure that its types lead to, each once. */
export function describeOperation(spec: OperationSpec): ExplorerOperation {
  const named: Named = { structures: new Map(), enums: new Map() };
  const pending = [...spec.parameters.map(({ type }) => type), spec.result];
  for (let type = pending.pop(); type !== undefined; type = pending.pop())
    pending.push(...collect(type, spec, named));
  return {
    service: spec.service,
    operation: spec.name,
    parameters: spec.parameters.map(toField),
    result: toType(spec.result),
    errors: spec.errors,
    task: spec.name.endsWith('$task'),
    reads: spec.read,
    ...onlyDefined({ rest: spec.rest }),
    structures: Object.fromEntries(named.structures),
    enums: Object.fromEntries(named.enums),
  };
}

/** Notes what a type names; returns the types that this leads to. */
function collect(
  type: TypeSpec,
  { types }: OperationSpec,
  { structures, enums }: Named,
): readonly TypeSpec[] {
  switch (type.kind) {
    case 'optional':
    case 'list':
    case 'set':
      return [type.of];
    case 'map':
      return [type.key, type.value];
    case 'enum':
      enums.set(type.name, types.enumValues(type.name) ?? []);
      return [];
    case 'structure': {
      const structure = types.structure(type.name);
      if (structure === undefined || structures.has(type.name)) return [];
      structures.set(type.name, toStructure(structure));
      return structure.fields.map((field) => field.type);
    }
    default:
      return [];
  }
}

function toStructure({ fields, unions }: StructureSpec): ExplorerStructure {
  return {
    fields: fields.map(toField),
    unions: unions.map(({ discriminant, cases }) => ({
      discriminant,
      cases: Object.fromEntries(
        Object.entries(cases).map(([value, those]) => [
          value,
          those.map(({ field, required }) => ({ name: field, required })),
        ]),
      ),
    })),
  };
}

function toField({ name, type }: FieldSpec): ExplorerField {
  return { name, type: toType(type) };
}

function toType(type: TypeSpec): ExplorerType {
  switch (type.kind) {
    case 'optional':
    case 'list':
    case 'set':
      return { kind: type.kind, element: toType(type.of) };
    case 'map':
      return { kind: 'map', key: toType(type.key), value: toType(type.value) };
    case 'enum':
    case 'structure':
      return { kind: type.kind, id: type.name };
    case 'id':
      return type;
    default:
      return { kind: simple(type.kind) };
  }
}

function simple(kind: SimpleType): SimpleKind {
  if (kind === 'any_error') return 'any-error';
  return kind === 'dynamic_structure' ? 'dynamic-structure' : kind;
}
