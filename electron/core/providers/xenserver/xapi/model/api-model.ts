import { MODEL_DATA, type FieldData, type MessageData, type ModelData } from './model-data.ts';
import { parseSpec, type TypeSpec } from './type-spec.ts';

/** Where a field or message stands in its life; a removed one still answers, or says MESSAGE_REMOVED. */
export type LifeState = 'published' | 'prototyped' | 'deprecated' | 'removed';

export interface FieldSpec {
  readonly name: string;
  readonly type: TypeSpec;
  /** `RW` has a setter, `RC` is set when the object is made, `RO` is the server's. */
  readonly qualifier: 'RW' | 'RC' | 'RO';
  readonly state: LifeState;
}

export interface ParameterSpec {
  readonly name: string;
  readonly type: TypeSpec;
  /** May be left out, with everything behind it. */
  readonly optional: boolean;
}

export interface MessageSpec {
  readonly owner: string;
  readonly name: string;
  /** Name on the wire, `VM.start`. */
  readonly wire: string;
  /** Without the session, which the client adds. */
  readonly parameters: readonly ParameterSpec[];
  readonly result: TypeSpec;
  readonly session: boolean;
  /** Exists in the Async namespace too. */
  readonly async: boolean;
  /** The least role that may call it, e.g. `vm-operator`; empty where the model names none. */
  readonly role: string;
  readonly state: LifeState;
  /** Documented error codes; others happen. */
  readonly errors: readonly string[];
}

const STATES: Readonly<Record<string, LifeState>> = {
  p: 'prototyped',
  d: 'deprecated',
  r: 'removed',
};

function field(name: string, [spec, qualifier, state]: FieldData): FieldSpec {
  return {
    name,
    type: parseSpec(spec),
    qualifier: qualifier as FieldSpec['qualifier'],
    state: STATES[state?.charAt(0) ?? ''] ?? 'published',
  };
}

function message(owner: string, name: string, data: MessageData): MessageSpec {
  const [parameters, result, flags, role, errors = []] = data;
  return {
    owner,
    name,
    wire: `${owner}.${name}`,
    parameters: Object.entries(parameters).map(([parameter, spec]) => ({
      name: parameter.replace(/\?$/, ''),
      type: parseSpec(spec),
      optional: parameter.endsWith('?'),
    })),
    result: parseSpec(result),
    session: flags.includes('s'),
    async: flags.includes('a'),
    role,
    state: STATES[flags.replace(/[sai]/g, '')] ?? 'published',
    errors,
  };
}

/** Questions to the API model, answered lazily: a program touches a few hundred of its 2,007 messages. */
export class ApiModel {
  readonly #data: ModelData;
  readonly #fields = new Map<string, ReadonlyMap<string, FieldSpec>>();
  readonly #messages = new Map<string, MessageSpec>();
  readonly #byLowerCase: ReadonlyMap<string, string>;
  readonly #inverse = new Map<string, string>();

  constructor(data: ModelData = MODEL_DATA) {
    this.#data = data;
    this.#byLowerCase = new Map(
      Object.keys(data.classes).map((name) => [name.toLowerCase(), name]),
    );
    for (const [one, many] of data.relations) {
      this.#inverse.set(one, many);
      this.#inverse.set(many, one);
    }
  }

  classNames(): readonly string[] {
    return Object.keys(this.#data.classes);
  }

  isClass(name: string): boolean {
    return Object.hasOwn(this.#data.classes, name);
  }

  /** The class that an event names in lower case: `vm_guest_metrics` → `VM_guest_metrics`; undefined where none is known. */
  className(lowerCase: string): string | undefined {
    return this.#byLowerCase.get(lowerCase);
  }

  /** Fields of a class by name; empty for an unknown class. */
  fieldsOf(owner: string): ReadonlyMap<string, FieldSpec> {
    const known = this.#fields.get(owner);
    if (known !== undefined) return known;
    const table = this.isClass(owner) ? (this.#data.classes[owner]?.[0] ?? {}) : {};
    const fields = new Map(Object.entries(table).map(([name, data]) => [name, field(name, data)]));
    this.#fields.set(owner, fields);
    return fields;
  }

  /** A message; undefined where the class has none of that name. */
  message(owner: string, name: string): MessageSpec | undefined {
    const wire = `${owner}.${name}`;
    const known = this.#messages.get(wire);
    if (known !== undefined) return known;
    const table = this.isClass(owner) ? this.#data.classes[owner]?.[1] : undefined;
    const data = table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
    if (data === undefined) return undefined;
    const spec = message(owner, name, data);
    this.#messages.set(wire, spec);
    return spec;
  }

  messageNames(owner: string): readonly string[] {
    return this.isClass(owner) ? Object.keys(this.#data.classes[owner]?.[1] ?? {}) : [];
  }

  /** Classes that have a message which is not removed, e.g. all with `get_all_records`. */
  classesWith(name: string): readonly string[] {
    return this.classNames().filter((owner) => {
      const spec = this.message(owner, name);
      return spec !== undefined && spec.state !== 'removed';
    });
  }

  /** The values of an enumeration; undefined where the name is none. */
  enumValues(name: string): readonly string[] | undefined {
    return Object.hasOwn(this.#data.enums, name) ? this.#data.enums[name] : undefined;
  }

  /** Names of an error code's parameters; undefined for an unknown code. */
  errorParams(code: string): readonly string[] | undefined {
    return Object.hasOwn(this.#data.errors, code) ? this.#data.errors[code] : undefined;
  }

  /** The other end of a relation: `inverse('VBD', 'VM')` is `{ owner: 'VM', field: 'VBDs' }`; undefined where there is none. */
  inverse(
    owner: string,
    name: string,
  ): { readonly owner: string; readonly field: string } | undefined {
    const [other, otherField] = this.#inverse.get(`${owner}.${name}`)?.split('.') ?? [];
    return other === undefined || otherField === undefined
      ? undefined
      : { owner: other, field: otherField };
  }
}

let shared: ApiModel | undefined;

/** The one model of the process, made when first asked for. */
export function apiModel(): ApiModel {
  shared ??= new ApiModel();
  return shared;
}
