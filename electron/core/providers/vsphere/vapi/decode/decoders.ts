import type { StructureSpec, TypeSource, TypeSpec } from '../model/type-spec.ts';
import { put, type VapiValue } from '../values.ts';
import { cleanDynamic, dynamicDecoder, namedDecoder } from './dynamic.ts';
import type { RawObject, RawValue } from './json.ts';
import { isObject, LEAVES, mapKey } from './leaves.ts';
import { type Decoder, type DecodeState, descend, refuse } from './state.ts';
import { type FieldsDecoder, fieldsDecoder } from './structure.ts';

/** The two ways in which values are written: with their types, or as plain JSON that only a declaration can read. */
export type Format = 'specialised' | 'clean';

/** Decoders made from declarations, each structure's once and when first needed. */
export class Decoders {
  readonly #types: TypeSource;
  readonly #clean: boolean;
  readonly #structures = new Map<string, FieldsDecoder>();
  readonly #dynamic: Decoder;

  constructor(types: TypeSource, format: Format) {
    this.#types = types;
    this.#clean = format === 'clean';
    this.#dynamic = this.#clean ? cleanDynamic : dynamicDecoder((name) => this.known(name));
  }

  /** The decoder of a type. */
  of(type: TypeSpec): Decoder {
    switch (type.kind) {
      case 'optional':
        return this.#optional(this.of(type.of));
      case 'list':
      case 'set':
        return list(this.of(type.of));
      case 'map':
        return this.#map(this.of(type.key), this.of(type.value));
      case 'structure':
        return this.#structure(type.name);
      case 'opaque':
        return this.#dynamic;
      case 'any_error':
        return this.#named('ERROR');
      case 'dynamic_structure':
        return this.#named('STRUCTURE');
      default:
        return LEAVES[type.kind] ?? this.#dynamic;
    }
  }

  /** The fields of a structure that is declared; undefined for others. */
  known(name: string): FieldsDecoder | undefined {
    const made = this.#structures.get(name);
    if (made !== undefined) return made;
    const spec = this.#types.structure(name);
    if (spec === undefined) return undefined;
    const decoder = fieldsDecoder(spec, () => this.#fields(spec), this.#dynamic);
    this.#structures.set(name, decoder);
    return decoder;
  }

  #fields(spec: StructureSpec): ReadonlyMap<string, Decoder> {
    return new Map(spec.fields.map(({ name, type }) => [name, this.of(type)]));
  }

  #named(wrapper: 'STRUCTURE' | 'ERROR'): Decoder {
    if (this.#clean) return cleanDynamic;
    const known = (name: string): FieldsDecoder | undefined => this.known(name);
    return namedDecoder(wrapper, known, this.#dynamic);
  }

  #optional(inner: Decoder): Decoder {
    if (this.#clean) return (raw, state) => (raw === null ? undefined : inner(raw, state));
    return (raw, state) => {
      if (raw === null) return undefined;
      const wrapped = isObject(raw) ? raw['OPTIONAL'] : undefined;
      if (wrapped === null) return undefined;
      // A server that forgets the wrapper is understood all the same.
      return inner(wrapped === undefined ? raw : wrapped, state);
    };
  }

  #structure(name: string): Decoder {
    const declared = this.known(name);
    if (declared === undefined) return this.#named('STRUCTURE');
    if (this.#clean) {
      return (raw, state) =>
        isObject(raw) ? declared(raw, state) : refuse(`a structure ${name}`, raw);
    }
    // An error is written as one also where it is the declared type of a field.
    const wrapper = this.#types.structure(name)?.error === true ? 'ERROR' : 'STRUCTURE';
    const other = this.#named(wrapper);
    return (raw, state) => {
      const named = isObject(raw) ? raw[wrapper] : undefined;
      if (!isObject(named)) return refuse(`a structure ${name}`, raw);
      const fields = named[name];
      return isObject(fields) ? declared(fields, state) : other(raw, state);
    };
  }

  #map(key: Decoder, value: Decoder): Decoder {
    const clean = this.#clean;
    return (raw, state) => {
      descend(state);
      const out: Record<string, VapiValue> = {};
      if (Array.isArray(raw)) {
        for (const entry of raw as readonly RawValue[]) {
          const fields = clean && isObject(entry) ? entry : entryFields(entry);
          const name = mapKey(key(fields['key'] ?? null, state));
          put(out, name, value(fields['value'] ?? null, state) ?? null);
        }
      } else if (clean && isObject(raw)) {
        for (const name of Object.keys(raw)) {
          put(out, name, value(raw[name] ?? null, state) ?? null);
        }
      } else refuse('a map', raw);
      state.depth -= 1;
      return out;
    };
  }
}

/** Key and value of `{"STRUCTURE":{"map-entry":{…}}}`; the entry's name is not looked at. */
function entryFields(raw: RawValue): RawObject {
  const named = isObject(raw) ? raw['STRUCTURE'] : undefined;
  if (isObject(named)) {
    const fields = named['map-entry'] ?? Object.values(named)[0];
    if (isObject(fields)) return fields;
  }
  return refuse('an entry of a map', raw);
}

function list(element: Decoder): Decoder {
  return (raw: RawValue, state: DecodeState) => {
    if (!Array.isArray(raw)) return refuse('a list', raw);
    descend(state);
    const out: VapiValue[] = [];
    for (const item of raw as readonly RawValue[]) out.push(element(item, state) ?? null);
    state.depth -= 1;
    return out;
  };
}
