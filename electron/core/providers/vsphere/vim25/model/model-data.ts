import data from '../../../../../../assets/vim25/model.json' with { type: 'json' };

type Fields = Readonly<Record<string, string>>;
/** Parameters, result, faults, privilege. */
export type MethodData = readonly [Fields, string, readonly string[], string | null];

/** The API model in the form that docs/vim25-model.md describes. */
export interface ModelData {
  readonly types: Readonly<Record<string, readonly [string, Fields]>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
  readonly managed: Readonly<
    Record<string, readonly [string | null, Fields, Readonly<Record<string, MethodData>>]>
  >;
}

/** The model of the newest API version that this client knows. */
export const MODEL_DATA = data as unknown as ModelData;
/** The API version that the model describes; a client asks for no newer one. */
export const MODEL_VERSION = '9.0.0.0';
