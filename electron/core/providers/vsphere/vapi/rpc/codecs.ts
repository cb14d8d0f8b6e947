import { Decoders, type Format } from '../decode/decoders.ts';
import type { Decoder } from '../decode/state.ts';
import { Encoder } from '../encode/encode-value.ts';
import type { OperationSpec, TypeSource } from '../model/type-spec.ts';

/** How to read the answers of one operation. */
export interface AnswerCodec {
  readonly format: Format;
  readonly output: Decoder;
  /** Any error with its name. */
  readonly error: Decoder;
  /** The fields of an error without its name, as clean JSON has them; undefined for an unknown type. */
  namedError(type: string): Decoder | undefined;
}

/** Encoders and decoders by where their types come from: made once for the shipped model, once more for each learnt operation. */
export class Codecs {
  readonly #encoders = new WeakMap<TypeSource, Encoder>();
  readonly #decoders: Readonly<Record<Format, WeakMap<TypeSource, Decoders>>> = {
    specialised: new WeakMap(),
    clean: new WeakMap(),
  };
  readonly #answers: Readonly<Record<Format, WeakMap<OperationSpec, AnswerCodec>>> = {
    specialised: new WeakMap(),
    clean: new WeakMap(),
  };

  /** The input as JSON. @throws EncodeError */
  encode(spec: OperationSpec, input: object): string {
    let encoder = this.#encoders.get(spec.types);
    if (encoder === undefined) {
      encoder = new Encoder(spec.types);
      this.#encoders.set(spec.types, encoder);
    }
    return encoder.input(spec.parameters, input, `${spec.service}.${spec.name}`);
  }

  of(spec: OperationSpec, format: Format): AnswerCodec {
    const made = this.#answers[format].get(spec);
    if (made !== undefined) return made;
    let decoders = this.#decoders[format].get(spec.types);
    if (decoders === undefined) {
      decoders = new Decoders(spec.types, format);
      this.#decoders[format].set(spec.types, decoders);
    }
    const { types } = spec;
    const source = decoders;
    const codec: AnswerCodec = {
      format,
      output: source.of(spec.result),
      error: source.of({ kind: 'any_error' }),
      namedError: (name) =>
        types.structure(name) === undefined ? undefined : source.of({ kind: 'structure', name }),
    };
    this.#answers[format].set(spec, codec);
    return codec;
  }
}
