import { JsonNumber } from './json.ts';
import type { Json } from './json.ts';

/** Thrown for JSON that is no value at all: a wrapper with two members, an unknown wrapper. */
export class NoValue extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'NoValue';
  }
}

const wrappers = new Set(['STRUCTURE', 'ERROR', 'OPTIONAL', 'BINARY', 'SECRET']);

/** @throws NoValue */
export function checkValue(json: Json): void {
  if (Array.isArray(json)) {
    for (const element of json) {
      checkValue(element);
    }
  } else if (json instanceof Map) {
    checkWrapper(json);
  } else if (json instanceof JsonNumber && json.isInteger && !isLong(json)) {
    throw new NoValue(`${json.text} does not fit in 64 bits.`);
  }
}

function checkWrapper(json: ReadonlyMap<string, Json>): void {
  const [[tag, content = null] = [''], ...others] = json;
  if (!wrappers.has(tag) || others.length > 0) {
    throw new NoValue(`A value has one wrapper, not ${[...json.keys()].join(', ') || 'none'}.`);
  }
  if (tag === 'STRUCTURE' || tag === 'ERROR') {
    checkFields(content);
  } else if (tag === 'OPTIONAL') {
    checkValue(content);
  } else if (typeof content !== 'string') {
    throw new NoValue(`${tag} holds text.`);
  }
}

function checkFields(content: Json): void {
  const [fields, ...others] = content instanceof Map ? content.values() : [];
  if (!(fields instanceof Map) || others.length > 0) {
    throw new NoValue('A structure has one name, with its fields.');
  }
  for (const field of fields.values()) {
    checkValue(field);
  }
}

function isLong({ text }: JsonNumber): boolean {
  const value = BigInt(text);
  return value === BigInt.asIntN(64, value);
}
