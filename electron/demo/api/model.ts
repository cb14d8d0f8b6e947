import data from '../../../assets/vim25/model.json' with { type: 'json' };
import newer from './newer-fields.json' with { type: 'json' };

/**
 * The vim25 API model as the simulated server reads it: which fields a type has, in which order they travel, which
 * properties and methods a managed object has. The data is `assets/vim25/model.json` (form: docs/vim25-model.md), without the fields
 * and properties that came after 8.0.2, the version that the server says it is: `newer-fields.json`, as pyVmomi 9.0 dates them.
 */

/** What one field, property, parameter or result is declared to be. */
export interface Spec {
  readonly type: string;
  readonly isReference: boolean;
  readonly isArray: boolean;
  readonly isOptional: boolean;
}

/** A declared field with its name; `shape` says how its value is written. */
export interface Field {
  readonly name: string;
  readonly spec: Spec;
}

/** A method of a managed object. */
export interface Method {
  readonly name: string;
  readonly parameters: readonly Field[];
  readonly result: Spec;
  /** The privilege that a caller needs; `null` where it depends on the object. */
  readonly privilege: string | null;
}

type MethodData = readonly [Record<string, string>, string, readonly string[], string | null];

interface ModelData {
  readonly types: Record<string, readonly [string, Record<string, string>]>;
  readonly enums: Record<string, readonly string[]>;
  readonly managed: Record<
    string,
    readonly [string, Record<string, string>, Record<string, MethodData>]
  >;
}

const model = data as unknown as ModelData;

const specs = new Map<string, Spec>();

/** Reads a spec of the model: `[&|*]name[[]][?][!]`; of an object behind `*` only its key travels, as text. */
export function parseSpec(text: string): Spec {
  const known = specs.get(text);
  if (known !== undefined) {
    return known;
  }
  const match = /^([&*]?)([\w.]+)((?:\[\])?)(\??)!?$/.exec(text);
  if (match === null) {
    throw new Error(`The API model holds a spec that cannot be read: ${text}`);
  }
  const spec: Spec = {
    type: match[1] === '*' ? 'string' : (match[2] ?? ''),
    isReference: match[1] === '&',
    isArray: match[3] === '[]',
    isOptional: match[4] === '?',
  };
  specs.set(text, spec);
  return spec;
}

function fieldList(record: Record<string, string>, owner = ''): Field[] {
  const later = (newer as Readonly<Record<string, readonly string[]>>)[owner] ?? [];
  return Object.entries(record)
    .filter(([name]) => !later.includes(name))
    .map(([name, spec]) => ({ name, spec: parseSpec(spec) }));
}

function cached<T>(make: (name: string) => T): (name: string) => T {
  const cache = new Map<string, T>();
  return (name) => {
    let value = cache.get(name);
    if (value === undefined) {
      value = make(name);
      cache.set(name, value);
    }
    return value;
  };
}

export function isEnum(name: string): boolean {
  return model.enums[name] !== undefined;
}

export function enumValues(name: string): readonly string[] {
  return model.enums[name] ?? [];
}

export function isDataType(name: string): boolean {
  return model.types[name] !== undefined;
}

export function isManagedType(name: string): boolean {
  return name === 'ManagedObject' || model.managed[name] !== undefined;
}

/** The fields of a data type in the order of the wire: the base type's first. */
export const fieldsOf: (type: string) => readonly Field[] = cached((type) => {
  const entry = model.types[type];
  return entry === undefined ? [] : [...fieldsOf(entry[0]), ...fieldList(entry[1], type)];
});

function baseOf(name: string): string | undefined {
  return (model.types[name] ?? model.managed[name])?.[0];
}

const ancestry: (name: string) => ReadonlySet<string> = cached((name) => {
  const set = new Set<string>();
  for (let type: string | undefined = name; type !== undefined; type = baseOf(type)) {
    set.add(type);
  }
  return set;
});

/** Whether `name` is `base` or derived from it; holds for data types and for managed types. */
export function isA(name: string, base: string): boolean {
  return name === base || ancestry(name).has(base);
}

/** A managed type and its bases, nearest first. */
export function lineage(name: string): Iterable<string> {
  return ancestry(name);
}

/** The fields that a data type or any type derived from it declares under this name: first match wins. */
const subtypes: (name: string) => readonly string[] = cached((name) =>
  Object.keys(model.types).filter((type) => type !== name && isA(type, name)),
);

/** Finds a field in a type, or in one of its subtypes, since a property path may step into what the value really is. */
export function findField(type: string, field: string): Field | undefined {
  const own = fieldsOf(type).find(({ name }) => name === field);
  if (own !== undefined) {
    return own;
  }
  for (const subtype of subtypes(type)) {
    const found = fieldsOf(subtype).find(({ name }) => name === field);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The properties of a managed type, bases' first. */
export const propertiesOf: (type: string) => readonly Field[] = cached((type) => {
  const entry = model.managed[type];
  return entry === undefined ? [] : [...propertiesOf(entry[0]), ...fieldList(entry[1], type)];
});

const methodsOf: (type: string) => ReadonlyMap<string, Method> = cached((type) => {
  const entry = model.managed[type];
  if (entry === undefined) {
    return new Map<string, Method>();
  }
  const methods = new Map(methodsOf(entry[0]));
  for (const [name, [parameters, result, , privilege]] of Object.entries(entry[2])) {
    methods.set(name, {
      name,
      parameters: fieldList(parameters),
      result: parseSpec(result),
      privilege,
    });
  }
  return methods;
});

const fetchMethod: Method = {
  name: 'Fetch',
  parameters: [{ name: 'prop', spec: parseSpec('string') }],
  result: parseSpec('anyType?'),
  privilege: 'System.Anonymous',
};

/** A method of a managed type by its name on the wire; `Fetch`, which reads one property, belongs to every type. */
export function findMethod(type: string, name: string): Method | undefined {
  return name === 'Fetch' ? fetchMethod : methodsOf(type).get(name);
}

/** The privileges that methods declare, each once. */
export function declaredPrivileges(): ReadonlySet<string> {
  const methods = Object.values(model.managed).flatMap(([, , it]) => Object.values(it));
  return new Set(methods.flatMap(([, , , privilege]) => (privilege === null ? [] : [privilege])));
}

const allMethods: ReadonlySet<string> = new Set(
  Object.values(model.managed).flatMap(([, , methods]) => Object.keys(methods)),
);

/** Whether any managed type has a method of this name. */
export function isMethodName(name: string): boolean {
  return name === 'Fetch' || allMethods.has(name);
}
