import { text as say } from '#shared/i18n/make-text.ts';
import { unreadable } from '../../../../net/unreadable.ts';
import { DecodeError } from '../errors.ts';
import type { StructureSpec, TypeSource, TypeSpec } from '../model/type-spec.ts';
import { put, type VapiValue } from '../values.ts';
import { cleanDynamic, dynamicDecoder, namedDecoder } from './dynamic.ts';
import type { RawObject, RawValue } from './json.ts';
import { isObject, LEAVES, mapKey } from './leaves.ts';
import { type Decoder, type DecodeState, descend, refuse, report } from './state.ts';
import { part } from './part.ts';
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
        return list(this.#part(type.of));
      case 'map':
        return this.#map(this.of(type.key), this.#part(type.value));
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
    const unknown = part({ kind: 'opaque' }, this.#dynamic, this.#dynamic);
    const decoder = fieldsDecoder(spec, () => this.#fields(spec), unknown);
    this.#structures.set(name, decoder);
    return decoder;
  }

  #fields(spec: StructureSpec): ReadonlyMap<string, Decoder> {
    return new Map(spec.fields.map(({ name, type }) => [name, this.#part(type)]));
  }

  /** The decoder of a type for values within others. */
  #part(type: TypeSpec): Decoder {
    return part(type, this.of(type), this.#dynamic);
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
        isObject(raw) ? declared(raw, state) : refuse(say('value.structure.named', { name }), raw);
    }
    // An error is written as one also where it is the declared type of a field.
    const wrapper = this.#types.structure(name)?.error === true ? 'ERROR' : 'STRUCTURE';
    const other = this.#named(wrapper);
    return (raw, state) => {
      const named = isObject(raw) ? raw[wrapper] : undefined;
      if (!isObject(named)) return refuse(say('value.structure.named', { name }), raw);
      const fields = named[name];
      return isObject(fields) ? declared(fields, state) : other(raw, state);
    };
  }

  #map(key: Decoder, value: Decoder): Decoder {
    const clean = this.#clean;
    const read: EntryDecoder = (raw, state) => {
      const fields = clean && isObject(raw) ? raw : entryFields(raw);
      const name = mapKey(key(fields['key'] ?? null, state));
      return [name, value(fields['value'] ?? null, state) ?? null];
    };
    const entryOf = entryPart(read, this.#dynamic);
    return (raw, state) => {
      descend(state);
      const out: Record<string, VapiValue> = {};
      if (Array.isArray(raw)) {
        for (const [index, entry] of (raw as readonly RawValue[]).entries())
          put(out, ...entryOf(entry, index, state));
      } else if (clean && isObject(raw)) {
        for (const name of Object.keys(raw)) {
          put(out, name, value(raw[name] ?? null, state) ?? null);
        }
      } else refuse(say('value.map'), raw);
      state.depth -= 1;
      return out;
    };
  }
}

type EntryDecoder = (raw: RawValue, state: DecodeState) => readonly [string, VapiValue];

/** An entry without a key that can be read stands under its position, as it came. */
function entryPart(read: EntryDecoder, dynamic: Decoder) {
  const odd = part(
    { kind: 'opaque' },
    (raw, state) => {
      report(state, 'map-entry');
      return unreadable('map-entry', dynamic(raw, state) ?? null);
    },
    dynamic,
  );
  return (raw: RawValue, index: number, state: DecodeState): readonly [string, VapiValue] => {
    const { depth } = state;
    try {
      return read(raw, state);
    } catch (error) {
      if (!(error instanceof DecodeError) || state.strict === true) throw error;
      state.depth = depth;
      return [`[${index}]`, odd(raw, state) ?? null];
    }
  };
}

/** Key and value of `{"STRUCTURE":{"map-entry":{…}}}`; the entry's name is not looked at. */
function entryFields(raw: RawValue): RawObject {
  const named = isObject(raw) ? raw['STRUCTURE'] : undefined;
  if (isObject(named)) {
    const fields = named['map-entry'] ?? Object.values(named)[0];
    if (isObject(fields)) return fields;
  }
  return refuse(say('value.map.entry'), raw);
}

function list(element: Decoder): Decoder {
  return (raw: RawValue, state: DecodeState) => {
    if (!Array.isArray(raw)) return refuse(say('value.list'), raw);
    descend(state);
    const out: VapiValue[] = [];
    for (const item of raw as readonly RawValue[]) out.push(element(item, state) ?? null);
    state.depth -= 1;
    return out;
  };
}
