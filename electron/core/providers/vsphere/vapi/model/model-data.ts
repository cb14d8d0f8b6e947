import data from '../../../../../../assets/vapi/model.json' with { type: 'json' };

type Fields = Readonly<Record<string, string>>;
/** Parameters, result, errors, form in the REST protocol, “task”. */
export type OperationData = readonly [Fields, string, readonly string[], string?, 'task'?];
type UnionData = readonly [string, Readonly<Record<string, readonly string[]>>];
/** Fields, “error”, unions. */
export type StructureData = readonly [Fields, ('error' | '')?, (readonly UnionData[])?];

/** The API model in the form that docs/vapi-model.md describes. */
export interface ModelData {
  readonly services: Readonly<Record<string, Readonly<Record<string, OperationData>>>>;
  readonly structures: Readonly<Record<string, StructureData>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

/** The model of vSphere 8.0 U2. */
export const MODEL_DATA = data as unknown as ModelData;
