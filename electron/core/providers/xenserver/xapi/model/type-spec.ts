/** A type of the API model. */
export type TypeSpec =
  | { readonly kind: 'string' | 'int' | 'float' | 'bool' | 'datetime' | 'void' | 'batch' }
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'ref'; readonly name: string }
  /** `name` is a class, or `*` where only the surroundings tell which. */
  | { readonly kind: 'record'; readonly name: string }
  | { readonly kind: 'set'; readonly of: TypeSpec }
  | { readonly kind: 'map'; readonly key: TypeSpec; readonly value: TypeSpec }
  | { readonly kind: 'option'; readonly of: TypeSpec };

const SIMPLE = new Set(['string', 'int', 'float', 'bool', 'datetime', 'void', 'batch']);
const SIGILS = { '&': 'ref', '#': 'enum', '@': 'record' } as const;

/** Reads a type in the form of docs/xapi-model.md, e.g. `{&VM:string[]}`. @throws Error where it is unreadable */
export function parseSpec(text: string): TypeSpec {
  if (text.endsWith('[]')) return { kind: 'set', of: parseSpec(text.slice(0, -2)) };
  if (text.endsWith('?')) return { kind: 'option', of: parseSpec(text.slice(0, -1)) };
  if (text.startsWith('{') && text.endsWith('}')) {
    // A key is never a map itself, so the first colon ends it.
    const colon = text.indexOf(':');
    const key = parseSpec(text.slice(1, colon));
    return { kind: 'map', key, value: parseSpec(text.slice(colon + 1, -1)) };
  }
  const sigil = SIGILS[text.charAt(0) as keyof typeof SIGILS];
  if (sigil !== undefined && /^[\w*]+$/.test(text.slice(1))) {
    return { kind: sigil, name: text.slice(1) };
  }
  if (SIMPLE.has(text)) return { kind: text } as TypeSpec;
  throw new Error(`unreadable type ${text} in the API model`);
}

/** A type as the API's reference writes it, e.g. `(VM ref → string set) map`. */
export function typeText(type: TypeSpec): string {
  switch (type.kind) {
    case 'enum':
      return type.name;
    case 'ref':
      return `${type.name} ref`;
    case 'record':
      return `${type.name} record`;
    case 'set':
      return `${typeText(type.of)} set`;
    case 'option':
      return `${typeText(type.of)} option`;
    case 'map':
      return `(${typeText(type.key)} → ${typeText(type.value)}) map`;
    default:
      return type.kind;
  }
}
