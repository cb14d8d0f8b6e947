/**
 * The types of the XAPI as its model writes them: `string`, `#vm_power_state` (enumeration), `&VM` (reference), `@task`
 * (record), `string[]` (set), `{string:&VM}` (map), `string?` (option).
 */
export type XapiType =
  | { readonly kind: 'string' | 'int' | 'float' | 'bool' | 'datetime' | 'void' | 'any' }
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'ref' | 'record'; readonly class: string }
  | { readonly kind: 'set' | 'option'; readonly item: XapiType }
  | { readonly kind: 'map'; readonly key: XapiType; readonly value: XapiType };

const simple = new Set(['string', 'int', 'float', 'bool', 'datetime', 'void'] as const);
type Simple = typeof simple extends Set<infer Name> ? Name : never;

const isSimple = (text: string): text is Simple => (simple as ReadonlySet<string>).has(text);

const known = new Map<string, XapiType>();

/** Reads a type of the model; the same text gives the same object. Throws on a text that is none. */
export function parseType(text: string): XapiType {
  let type = known.get(text);
  if (type === undefined) {
    type = read(text.trim());
    known.set(text, type);
  }
  return type;
}

function read(text: string): XapiType {
  if (isSimple(text)) {
    return { kind: text };
  }
  if (text.endsWith('[]')) {
    return { kind: 'set', item: parseType(text.slice(0, -2)) };
  }
  if (text.endsWith('?')) {
    return { kind: 'option', item: parseType(text.slice(0, -1)) };
  }
  const rest = text.slice(1);
  switch (text.charAt(0)) {
    case '&':
      return { kind: 'ref', class: rest };
    case '@':
      return rest === '*' ? { kind: 'any' } : { kind: 'record', class: rest };
    case '#':
      return { kind: 'enum', name: rest };
    case '{':
      return readMap(text, rest.slice(0, -1));
    default:
      if (text === 'batch') {
        return { kind: 'any' };
      }
      throw new Error(`The API model holds a type that cannot be read: ${text}`);
  }
}

/** `K:V`: the colon that stands outside inner braces parts key and value. */
function readMap(text: string, inner: string): XapiType {
  let depth = 0;
  for (let at = 0; at < inner.length; at += 1) {
    const character = inner.charAt(at);
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    if (depth === 0 && character === ':') {
      return {
        kind: 'map',
        key: parseType(inner.slice(0, at)),
        value: parseType(inner.slice(at + 1)),
      };
    }
  }
  throw new Error(`The API model holds a map that cannot be read: ${text}`);
}
