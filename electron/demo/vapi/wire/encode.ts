import { structureOf } from '../model/model.ts';
import { parseType } from '../model/type.ts';
import type { Type } from '../model/type.ts';
import type { VapiError } from './error.ts';
import { writeDouble } from './number.ts';
import type { Typed } from './value.ts';

/** Writes a value as JSON text; undefined stands for an unset optional of clean JSON. */
type Writer = (value: unknown) => string | undefined;

/** `specialised` names types and wraps values, `clean` does neither. */
export type Format = 'specialised' | 'clean';

/** `listed` is the clean form of older REST: a map is a list of `{key, value}`. */
export type Style = Format | 'listed';

/** Writers of values, made when a type is first written and kept. */
class Encoder {
  readonly #clean: boolean;
  readonly #listed: boolean;
  readonly #byType = new Map<Type, Writer>();
  readonly #structures = new Map<string, Writer>();

  constructor(style: Style) {
    this.#clean = style !== 'specialised';
    this.#listed = style === 'listed';
  }

  writer(type: Type): Writer {
    let writer = this.#byType.get(type);
    if (writer === undefined) {
      writer = this.#make(type);
      this.#byType.set(type, writer);
    }
    return writer;
  }

  /** The fields of a structure, without its wrapper. */
  structure(id: string): Writer {
    let writer = this.#structures.get(id);
    if (writer === undefined) {
      writer = this.#makeStructure(id);
      this.#structures.set(id, writer);
    }
    return writer;
  }

  error(error: VapiError): string {
    const fields = this.structure(error.id)(error.toFields()) ?? '';
    return this.#clean ? fields : `{"ERROR":{"${error.id}":${fields}}}`;
  }

  #make(type: Type): Writer {
    switch (type.kind) {
      case 'binary':
        return this.#wrapped('BINARY', writeBinary);
      case 'secret':
        return this.#wrapped('SECRET', writeString);
      case 'opaque':
      case 'dynamic_structure':
        return (value) => this.#typed(value as Typed);
      case 'any_error':
        return (value) => this.error(value as VapiError);
      case 'optional':
        return this.#optional(this.writer(type.element));
      case 'list':
      case 'set':
        return this.#list(this.writer(type.element));
      case 'map':
        return this.#map(this.writer(type.key), this.writer(type.value));
      case 'structure':
        return this.#named(type.id);
      default:
        return plainWriters[type.kind] ?? writeString;
    }
  }

  #typed(value: Typed): string | undefined {
    return this.writer(parseType(value.type))(value.value);
  }

  #named(id: string): Writer {
    if (this.#clean) {
      return (value) => this.structure(id)(value);
    }
    const start = `{"STRUCTURE":{"${id}":`;
    return (value) => `${start}${this.structure(id)(value)}}}`;
  }

  #makeStructure(id: string): Writer {
    const fields = structureOf(id).fields.map(({ name, type }) => ({
      name,
      key: `"${name}":`,
      isOptional: type.kind === 'optional',
      write: this.writer(type),
    }));
    return (value) => {
      const record = value as Readonly<Record<string, unknown>>;
      let text = '';
      for (const { name, key, isOptional, write } of fields) {
        const field = record[name];
        expect(isOptional || field !== undefined, `${id}.${name}`, field);
        const written = write(field);
        if (written !== undefined) {
          text += `${text === '' ? '' : ','}${key}${written}`;
        }
      }
      return `{${text}}`;
    };
  }

  #optional(write: Writer): Writer {
    if (this.#clean) {
      return (value) => (value === undefined ? undefined : write(value));
    }
    return (value) =>
      value === undefined ? '{"OPTIONAL":null}' : `{"OPTIONAL":${write(value) ?? 'null'}}`;
  }

  #list(write: Writer): Writer {
    return (value) => {
      let text = '';
      for (const element of value as Iterable<unknown>) {
        text += `${text === '' ? '' : ','}${write(element) ?? 'null'}`;
      }
      return `[${text}]`;
    };
  }

  #map(key: Writer, write: Writer): Writer {
    const isObject = this.#clean && !this.#listed;
    const pair = (name: unknown, value: unknown): string =>
      `{"key":${key(name)},"value":${write(value) ?? 'null'}}`;
    const entry = (name: unknown, value: unknown): string => {
      if (isObject) return `${key(name)}:${write(value) ?? 'null'}`;
      return this.#listed ? pair(name, value) : `{"STRUCTURE":{"map-entry":${pair(name, value)}}}`;
    };
    const [start, end] = isObject ? ['{', '}'] : ['[', ']'];
    return (value) => {
      const entries = [...(value as ReadonlyMap<unknown, unknown>)];
      return `${start}${entries.map(([name, item]) => entry(name, item)).join(',')}${end}`;
    };
  }

  #wrapped(tag: string, write: Writer): Writer {
    return this.#clean ? write : (value) => `{"${tag}":${write(value)}}`;
  }
}

function expect(holds: boolean, what: string, value: unknown): void {
  if (!holds) {
    throw new Error(`The demo estate has a wrong value for ${what}: ${String(value)}`);
  }
}

function writeBoolean(value: unknown): string {
  expect(typeof value === 'boolean', 'boolean', value);
  return String(value);
}

function writeBinary(value: unknown): string {
  return `"${Buffer.from(value as Uint8Array).toString('base64')}"`;
}

function writeLong(value: unknown): string {
  expect(typeof value === 'bigint' || Number.isInteger(value), 'long', value);
  return String(value);
}

/** UTF-8, but characters beyond the first plane as Java writes them: two escapes. */
function writeString(value: unknown): string {
  expect(typeof value === 'string', 'string', value);
  const text = JSON.stringify(value);
  return /[\ud800-\udfff]/.test(text)
    ? text.replace(
        /[\ud800-\udfff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase()}`,
      )
    : text;
}

/** Of values that both formats write alike; text but for these. */
const plainWriters: Readonly<Partial<Record<Type['kind'], Writer>>> = {
  boolean: writeBoolean,
  long: writeLong,
  double: (value) => writeDouble(value as number),
  datetime: (value) => `"${(value as Date).toISOString()}"`,
  void: () => 'null',
};

const encoders: Readonly<Record<Style, Encoder>> = {
  specialised: new Encoder('specialised'),
  clean: new Encoder('clean'),
  listed: new Encoder('listed'),
};

/** Writes a value of a type. */
export function encode(type: Type, value: unknown, style: Style): string {
  return encoders[style].writer(type)(value) ?? 'null';
}

export function encodeError(error: VapiError, format: Format): string {
  return encoders[format].error(error);
}
