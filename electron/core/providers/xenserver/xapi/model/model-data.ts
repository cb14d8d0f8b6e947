import data from '../../../../../../assets/xapi/model.json' with { type: 'json' };

/** Type, qualifier, then state and default value where there are any. */
export type FieldData = readonly [
  spec: string,
  qualifier: string,
  state?: string,
  defaultValue?: string,
];

/** Parameters without the session, result, flags, least role, documented errors. */
export type MessageData = readonly [
  parameters: Readonly<Record<string, string>>,
  result: string,
  flags: string,
  role: string,
  errors?: readonly string[],
];

/** The API model in the form that docs/xapi-model.md describes. */
export interface ModelData {
  readonly classes: Readonly<
    Record<
      string,
      readonly [Readonly<Record<string, FieldData>>, Readonly<Record<string, MessageData>>]
    >
  >;
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** Error code → names of its parameters. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** Both ends of each relation, as `class.field`. */
  readonly relations: readonly (readonly [string, string])[];
}

/** The model of the newest API version that this client knows. */
export const MODEL_DATA = data as unknown as ModelData;
