import type { StructureSpec } from '../model/type-spec.ts';
import { put, type VapiRecord, type VapiValue } from '../values.ts';
import type { RawObject } from './json.ts';
import { at, type Decoder, type DecodeState, descend } from './state.ts';

type Fields = ReadonlyMap<string, Decoder>;

/** Decodes the fields of one structure. */
export type FieldsDecoder = (raw: RawObject, state: DecodeState, type?: string) => VapiRecord;

/**
 * The fields of a structure by its declaration. What is unset or missing is absent; what is not declared is kept in `$unknown`,
 * for a server may be newer than the model.
 * @param compile makes the fields' decoders; called when first needed, for structures may contain themselves
 */
export function fieldsDecoder(
  spec: StructureSpec,
  compile: () => Fields,
  dynamic: Decoder,
): FieldsDecoder {
  let fields: Fields | null = null;
  return (raw, state, type) => {
    fields ??= compile();
    descend(state);
    const out: Record<string, VapiValue> = type === undefined ? {} : { $type: type };
    let unknown: Record<string, VapiValue> | null = null;
    const { owner, field } = state;
    state.owner = spec.name;
    try {
      for (const name in raw) {
        state.field = name;
        const value = raw[name] ?? null;
        const decode = fields.get(name);
        if (decode === undefined) {
          unknown ??= {};
          put(unknown, name, dynamic(value, state) ?? null);
          continue;
        }
        const decoded = decode(value, state);
        if (decoded !== undefined) out[name] = decoded;
      }
    } catch (error) {
      throw at(`${spec.name} ${state.field ?? ''}`, error);
    }
    state.owner = owner;
    state.field = field;
    if (unknown !== null) out['$unknown'] = unknown;
    state.depth -= 1;
    return out;
  };
}
