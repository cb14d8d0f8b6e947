/**
 * JSON without loss: a number keeps its text, since integers have 64 bits and a signature is over the digits as they
 * were written; an object is a map, so that no member's name means anything to the program.
 */
export type Json = null | boolean | string | JsonNumber | Json[] | JsonObject;

export type JsonObject = Map<string, Json>;

export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isInteger(): boolean {
    return /^-?\d+$/.test(this.text);
  }
}

/** Thrown for text that is no JSON. */
export class JsonSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JsonSyntaxError';
  }
}

const maxDepth = 256;

/** @throws JsonSyntaxError */
export function parseJson(text: string): Json {
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Json {
    if (depth > maxDepth) {
      throw this.#error('too deep');
    }
    switch (this.#next()) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  end(): void {
    if (this.#next() !== '') {
      throw this.#error('text after the value');
    }
  }

  #object(depth: number): JsonObject {
    const object: JsonObject = new Map();
    this.#at += 1;
    if (this.#next() === '}') {
      this.#at += 1;
      return object;
    }
    for (;;) {
      if (this.#next() !== '"') {
        throw this.#error('a member name was expected');
      }
      const name = this.#string();
      if (object.has(name)) {
        throw this.#error(`the member ${name} is there twice`);
      }
      this.#expect(':');
      object.set(name, this.value(depth + 1));
      if (!this.#more('}')) {
        return object;
      }
    }
  }

  #array(depth: number): Json[] {
    const array: Json[] = [];
    this.#at += 1;
    if (this.#next() === ']') {
      this.#at += 1;
      return array;
    }
    do {
      array.push(this.value(depth + 1));
    } while (this.#more(']'));
    return array;
  }

  #string(): string {
    let end = this.#at + 1;
    for (; this.#text[end] !== '"'; end += this.#text[end] === '\\' ? 2 : 1) {
      if (end >= this.#text.length) {
        throw this.#error('a string does not end');
      }
    }
    try {
      const string = JSON.parse(this.#text.slice(this.#at, end + 1)) as string;
      this.#at = end + 1;
      return string;
    } catch {
      throw this.#error('a string is malformed');
    }
  }

  #number(): JsonNumber {
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) {
      throw this.#error('a value was expected');
    }
    this.#at += match[0].length;
    return new JsonNumber(match[0]);
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) {
      throw this.#error('a value was expected');
    }
    this.#at += word.length;
    return value;
  }

  /** Whether another element follows; goes past the comma or the end. */
  #more(end: string): boolean {
    const next = this.#next();
    if (next !== ',' && next !== end) {
      throw this.#error(`“,” or “${end}” was expected`);
    }
    this.#at += 1;
    return next === ',';
  }

  #expect(token: string): void {
    if (this.#next() !== token) {
      throw this.#error(`“${token}” was expected`);
    }
    this.#at += 1;
  }

  /** The next character that is no white space; empty at the end. */
  #next(): string {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) {
      this.#at += 1;
    }
    return this.#text[this.#at] ?? '';
  }

  #error(problem: string): JsonSyntaxError {
    return new JsonSyntaxError(`${problem} (at ${this.#at})`);
  }
}
