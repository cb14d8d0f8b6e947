import { MODEL_DATA, type ModelData } from './model-data.ts';

/** A field's, parameter's or result's type. */
export interface TypeSpec {
  /** Data type, enumeration, simple type, or with `reference` a managed type. */
  readonly type: string;
  readonly reference: boolean;
  readonly many: boolean;
  readonly optional: boolean;
  readonly secret: boolean;
  /** Set where the text is the key of an object of this type, which stands elsewhere in the same answer. */
  readonly keyOf?: string;
}

export interface FieldSpec extends TypeSpec {
  readonly name: string;
}

export interface MethodSpec {
  readonly name: string;
  /** The managed type that declares it. */
  readonly owner: string;
  readonly parameters: readonly FieldSpec[];
  readonly result: TypeSpec;
}

/** Reads `[&|*]name[[]][?][!]`. */
export function parseSpec(text: string): TypeSpec {
  const [, mark, type, many, optional, secret] =
    /^([&*])?([A-Za-z0-9_]+)(\[\])?(\?)?(!)?$/.exec(text) ?? [];
  if (type === undefined) throw new Error(`unreadable type ${text} in the API model`);
  return {
    ...(mark === '*' ? { type: 'string', keyOf: type } : { type }),
    reference: mark === '&',
    many: many !== undefined,
    optional: optional !== undefined,
    secret: secret !== undefined,
  };
}

function parseFields(fields: Readonly<Record<string, string>>): readonly FieldSpec[] {
  return Object.entries(fields).map(([name, spec]) => ({ name, ...parseSpec(spec) }));
}

/** Questions to the API model, answered lazily: a program touches a few hundred of its 2,989 types. */
export class ApiModel {
  readonly #data: ModelData;
  readonly #fields = new Map<string, readonly FieldSpec[]>();
  readonly #owners = new Map<string, string>();

  constructor(data: ModelData = MODEL_DATA) {
    this.#data = data;
    for (const [owner, [, , methods]] of Object.entries(data.managed)) {
      for (const name of Object.keys(methods)) this.#owners.set(name, owner);
    }
  }

  isDataType(name: string): boolean {
    return Object.hasOwn(this.#data.types, name);
  }

  /** The values of an enumeration; undefined where the name is none. */
  enumValues(name: string): readonly string[] | undefined {
    return Object.hasOwn(this.#data.enums, name) ? this.#data.enums[name] : undefined;
  }

  /** All fields of a data type in wire order: the base type's first. Empty for an unknown type. */
  fieldsOf(name: string): readonly FieldSpec[] {
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    if (!this.isDataType(name)) return [];
    const [base, own] = this.#data.types[name] ?? ['', {}];
    const parsed = parseFields(own);
    // The innermost fault of a LocalizedMethodFault is the one that travels bare.
    const wire =
      name === 'LocalizedMethodFault' ? parsed : parsed.map((field) => this.#onWire(field));
    const fields = [...this.fieldsOf(base), ...wire];
    this.#fields.set(name, fields);
    return fields;
  }

  /** True where `name` is `base` or derives from it, among data types. */
  isSubtype(name: string, base: string): boolean {
    for (let at: string | undefined = name; at !== undefined; at = this.#baseOf(at)) {
      if (at === base) return true;
    }
    return false;
  }

  /** True where a managed type is `base` or derives from it. */
  isManagedSubtype(name: string, base: string): boolean {
    for (let at: string | null | undefined = name; at; at = this.#managed(at)?.[0]) {
      if (at === base) return true;
    }
    return base === 'ManagedObject';
  }

  isManagedType(name: string): boolean {
    return this.#managed(name) !== undefined;
  }

  /** A method by its wire name, which is unique in the whole API. */
  method(name: string): MethodSpec | undefined {
    const owner = this.#owners.get(name);
    const data = owner === undefined ? undefined : this.#managed(owner)?.[2][name];
    if (owner === undefined || data === undefined) return undefined;
    return {
      name,
      owner,
      parameters: parseFields(data[0]),
      result: this.#onWire(parseSpec(data[1])),
    };
  }

  methodNames(): readonly string[] {
    return [...this.#owners.keys()];
  }

  dataTypeNames(): readonly string[] {
    return Object.keys(this.#data.types);
  }

  /** The model speaks of faults where the wire has them wrapped with their localized message. */
  #onWire<T extends TypeSpec>(spec: T): T {
    const isFault = !spec.reference && this.isSubtype(spec.type, 'MethodFault');
    return isFault ? { ...spec, type: 'LocalizedMethodFault' } : spec;
  }

  #baseOf(name: string): string | undefined {
    return Object.hasOwn(this.#data.types, name) ? this.#data.types[name]?.[0] : undefined;
  }

  #managed(name: string): ModelData['managed'][string] | undefined {
    return Object.hasOwn(this.#data.managed, name) ? this.#data.managed[name] : undefined;
  }
}

let shared: ApiModel | undefined;

/** The one model of the process, made when first asked for. */
export function apiModel(): ApiModel {
  shared ??= new ApiModel();
  return shared;
}
