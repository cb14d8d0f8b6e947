/** A type of the API as the model writes it: docs/vapi-model.md. */
export type Type =
  | { readonly kind: Primitive }
  | { readonly kind: 'id'; readonly resources: readonly string[] }
  | { readonly kind: 'enum' | 'structure'; readonly id: string }
  | { readonly kind: 'optional' | 'list' | 'set'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type };

const primitives = [
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

export type Primitive = (typeof primitives)[number];

const known = new Map<string, Type>();

/**
 * Reads a type of the model.
 *
 * @throws Error for what is none: the model is at fault
 */
export function parseType(text: string): Type {
  let type = known.get(text);
  if (type === undefined) {
    const reader = new TypeReader(text);
    type = reader.read();
    reader.end();
    known.set(text, type);
  }
  return type;
}

class TypeReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Type {
    let type = this.#primary();
    for (;;) {
      if (this.#take('?')) {
        type = { kind: 'optional', element: type };
      } else if (this.#take('[]')) {
        type = { kind: 'list', element: type };
      } else {
        return type;
      }
    }
  }

  end(): void {
    if (this.#at !== this.#text.length) {
      throw this.#error();
    }
  }

  #primary(): Type {
    if (this.#take('{')) {
      const element = this.read();
      const value = this.#take(':') ? this.read() : undefined;
      if (!this.#take('}')) {
        throw this.#error();
      }
      return value === undefined ? { kind: 'set', element } : { kind: 'map', key: element, value };
    }
    if (this.#take('&')) {
      const names = this.#name();
      return { kind: 'id', resources: names === '' ? [] : names.split('|') };
    }
    if (this.#take('#')) {
      return { kind: 'enum', id: this.#name() };
    }
    if (this.#take('@')) {
      return { kind: 'structure', id: this.#name() };
    }
    const name = this.#name();
    const kind = primitives.find((primitive) => primitive === name);
    if (kind === undefined) {
      throw this.#error();
    }
    return { kind };
  }

  #name(): string {
    // A resource type may have a part behind a colon, `HostSystem:VCenter`; a map has what it maps to there
    const [name = ''] = /^(?:[\w.|-]|:(?=[A-Z]))*/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += name.length;
    return name;
  }

  #take(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) {
      return false;
    }
    this.#at += token.length;
    return true;
  }

  #error(): Error {
    return new Error(`The API model holds a type that cannot be read: ${this.#text}`);
  }
}
