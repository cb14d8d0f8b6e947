import { MODEL_DATA, type ModelData, type OperationData } from './model-data.ts';
import {
  type FieldSpec,
  type OperationSpec,
  parseType,
  type StructureSpec,
  type TypeSource,
} from './type-spec.ts';

const ERRORS = 'com.vmware.vapi.std.errors.';
// REST says so with GET; these are the ones that it has as POST, and those without a REST form.
const READS = /^(get|list|find|query|fingerprint)(_[a-z_]+)?$/;

/** True where an operation changes nothing on the server, by its form in REST or by its name. */
export function isRead(operation: string, rest = ''): boolean {
  return rest.startsWith('GET ') || READS.test(operation);
}

/** Questions to the API model, answered lazily: a program touches a few of its 1,311 structures. */
export class ApiModel implements TypeSource {
  readonly #data: ModelData;
  readonly #structures = new Map<string, StructureSpec>();
  readonly #operations = new Map<string, OperationSpec>();

  constructor(data: ModelData = MODEL_DATA) {
    this.#data = data;
  }

  services(): readonly string[] {
    return Object.keys(this.#data.services);
  }

  /** Names of a service's operations, `$task` variants included; empty for an unknown service. */
  operations(service: string): readonly string[] {
    return Object.keys(this.#service(service) ?? {});
  }

  operation(service: string, name: string): OperationSpec | undefined {
    const key = `${service} ${name}`;
    const known = this.#operations.get(key);
    if (known !== undefined) return known;
    const table = this.#service(service);
    const data = table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
    if (data === undefined) return undefined;
    const spec = this.#operation(service, name, data);
    this.#operations.set(key, spec);
    return spec;
  }

  structure(name: string): StructureSpec | undefined {
    const known = this.#structures.get(name);
    if (known !== undefined) return known;
    const data = Object.hasOwn(this.#data.structures, name)
      ? this.#data.structures[name]
      : undefined;
    if (data === undefined) return undefined;
    const [fields, kind, unions = []] = data;
    const spec: StructureSpec = {
      name,
      error: kind === 'error',
      fields: parseFields(fields),
      unions: unions.map(([discriminant, cases]) => ({
        discriminant,
        cases: Object.fromEntries(
          Object.entries(cases).map(([value, names]) => [value, names.map(parseCase)]),
        ),
      })),
    };
    this.#structures.set(name, spec);
    return spec;
  }

  structureNames(): readonly string[] {
    return Object.keys(this.#data.structures);
  }

  enumValues(name: string): readonly string[] | undefined {
    return Object.hasOwn(this.#data.enums, name) ? this.#data.enums[name] : undefined;
  }

  #service(name: string): ModelData['services'][string] | undefined {
    return Object.hasOwn(this.#data.services, name) ? this.#data.services[name] : undefined;
  }

  #operation(
    service: string,
    name: string,
    [parameters, result, errors, rest]: OperationData,
  ): OperationSpec {
    return {
      service,
      name,
      parameters: parseFields(parameters),
      result: parseType(result),
      errors: errors.map((error) => (error.includes('.') ? error : ERRORS + error)),
      read: isRead(name, rest),
      ...(rest !== undefined && rest !== '' && { rest }),
      types: this,
    };
  }
}

function parseFields(fields: Readonly<Record<string, string>>): readonly FieldSpec[] {
  return Object.entries(fields).map(([name, type]) => ({ name, type: parseType(type) }));
}

function parseCase(text: string): { readonly field: string; readonly required: boolean } {
  return text.endsWith('?')
    ? { field: text.slice(0, -1), required: false }
    : { field: text, required: true };
}

let shared: ApiModel | undefined;

/** The one model of the process, made when first asked for. */
export function apiModel(): ApiModel {
  shared ??= new ApiModel();
  return shared;
}
