/** Types without parts. */
export const SIMPLE = [
  'boolean',
  'long',
  'double',
  'string',
  'binary',
  'secret',
  'datetime',
  'uri',
  'void',
  'opaque',
  'any_error',
  'dynamic_structure',
] as const;
export type SimpleType = (typeof SIMPLE)[number];

/** The type of a field, parameter or result. */
export type TypeSpec =
  | { readonly kind: SimpleType }
  /** An identifier of one of the resource types; of any where there are none. */
  | { readonly kind: 'id'; readonly resources: readonly string[] }
  | { readonly kind: 'enum' | 'structure'; readonly name: string }
  | { readonly kind: 'optional' | 'list' | 'set'; readonly of: TypeSpec }
  | { readonly kind: 'map'; readonly key: TypeSpec; readonly value: TypeSpec };

export interface FieldSpec {
  readonly name: string;
  readonly type: TypeSpec;
}

/** Which fields a structure has depends on the value of its discriminant. */
export interface UnionSpec {
  readonly discriminant: string;
  /** Value of the discriminant → the fields that go with it. */
  readonly cases: Readonly<
    Record<string, readonly { readonly field: string; readonly required: boolean }[]>
  >;
}

export interface StructureSpec {
  /** Wire name. */
  readonly name: string;
  readonly error: boolean;
  readonly fields: readonly FieldSpec[];
  readonly unions: readonly UnionSpec[];
}

/** Where types look up the structures and enumerations that they name. */
export interface TypeSource {
  structure(name: string): StructureSpec | undefined;
  /** The values of an enumeration; undefined where it is not known. */
  enumValues(name: string): readonly string[] | undefined;
}

/** What an operation takes and gives, from the shipped model or learnt from the server. */
export interface OperationSpec {
  readonly service: string;
  readonly name: string;
  readonly parameters: readonly FieldSpec[];
  readonly result: TypeSpec;
  /** Wire names of the declared errors. */
  readonly errors: readonly string[];
  /** It changes nothing, so that it may be repeated. */
  readonly read: boolean;
  /** The same in the REST protocol, where the model knows it: `GET /vcenter/vm`. */
  readonly rest?: string;
  readonly types: TypeSource;
}

const SIMPLE_SET: ReadonlySet<string> = new Set(SIMPLE);

/** Reads a type in the notation of docs/vapi-model.md. */
export function parseType(text: string): TypeSpec {
  const [type, end] = parseAt(text, 0);
  if (end !== text.length) throw new Error(`unreadable type ${text} in the API model`);
  return type;
}

function parseAt(text: string, start: number): readonly [TypeSpec, number] {
  let [type, at] = text[start] === '{' ? parseBraces(text, start + 1) : parseName(text, start);
  for (;;) {
    if (text[at] === '?') {
      type = { kind: 'optional', of: type };
      at += 1;
    } else if (text.startsWith('[]', at)) {
      type = { kind: 'list', of: type };
      at += 2;
    } else return [type, at];
  }
}

function parseBraces(text: string, start: number): readonly [TypeSpec, number] {
  const [first, at] = parseAt(text, start);
  if (text[at] === '}') return [{ kind: 'set', of: first }, at + 1];
  if (text[at] !== ':') throw new Error(`unreadable type ${text} in the API model`);
  const [value, end] = parseAt(text, at + 1);
  if (text[end] !== '}') throw new Error(`unreadable type ${text} in the API model`);
  return [{ kind: 'map', key: first, value }, end + 1];
}

// An identifier's resource type may have a part behind a colon, in upper case (Folder:VCenter); no type begins with one.
const NAMES = /^(?:&((?:[\w.$|-]|:(?=[A-Z]))*)|([#@])([\w.$-]+)|\w+)/;

function parseName(text: string, start: number): readonly [TypeSpec, number] {
  const [whole = '', resources, sign, name = ''] = NAMES.exec(text.slice(start)) ?? [];
  const end = start + whole.length;
  if (resources !== undefined) {
    return [{ kind: 'id', resources: resources === '' ? [] : resources.split('|') }, end];
  }
  if (sign !== undefined) return [{ kind: sign === '#' ? 'enum' : 'structure', name }, end];
  if (SIMPLE_SET.has(whole)) return [{ kind: whole as SimpleType }, end];
  throw new Error(`unreadable type ${text} in the API model`);
}
