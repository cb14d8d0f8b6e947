import type { PropertyValue } from './property-value.ts';

/** The services of a server whose API describes itself, for people to browse and call. */
export interface ExplorerServices {
  readonly services: readonly ExplorerService[];
  /** Changes when the server's set of services does. */
  readonly checksum?: string;
}

export interface ExplorerService {
  /** `com.vmware.vcenter.VM`. */
  readonly id: string;
  /** False: Moref knows the service, and this server does not have it. */
  readonly available: boolean;
  /** Names in order; undefined where only the server can tell, which `explorer.operations` asks it. */
  readonly operations?: readonly string[];
}

/** One operation with all that a form and a view of its result need. */
export interface ExplorerOperation {
  readonly service: string;
  readonly operation: string;
  readonly parameters: readonly ExplorerField[];
  readonly result: ExplorerType;
  /** Structures that it may report, by id. */
  readonly errors: readonly string[];
  /** It starts a task and gives its id. */
  readonly task: boolean;
  /** It changes nothing, as far as its name tells: `get`, `list`. */
  readonly reads: boolean;
  /** The same in the REST protocol: `GET /vcenter/vm`. */
  readonly rest?: string;
  /** What the server's metadata says of it, as text. */
  readonly documentation?: string;
  /** All structures that its types name, also one another, by id. */
  readonly structures: Readonly<Record<string, ExplorerStructure>>;
  /** Values of the enumerations that they name, by id. A server may know more. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

export interface ExplorerField {
  readonly name: string;
  readonly type: ExplorerType;
  readonly documentation?: string;
}

export interface ExplorerStructure {
  readonly fields: readonly ExplorerField[];
  readonly unions: readonly ExplorerUnion[];
}

/** Which fields go with which value of a discriminant. */
export interface ExplorerUnion {
  readonly discriminant: string;
  readonly cases: Readonly<Record<string, readonly ExplorerUnionField[]>>;
}

export interface ExplorerUnionField {
  readonly name: string;
  readonly required: boolean;
}

/** Types without parts. */
export type SimpleKind =
  | 'boolean'
  | 'long'
  | 'double'
  | 'string'
  | 'binary'
  | 'secret'
  | 'datetime'
  | 'uri'
  | 'void'
  | 'opaque'
  | 'any-error'
  | 'dynamic-structure';

export type ExplorerType =
  | { readonly kind: SimpleKind }
  /** An identifier of one of the resource types; of any, where none is named. */
  | { readonly kind: 'id'; readonly resources: readonly string[] }
  | { readonly kind: 'enum'; readonly id: string }
  | { readonly kind: 'structure'; readonly id: string }
  | { readonly kind: 'optional' | 'list' | 'set'; readonly element: ExplorerType }
  | { readonly kind: 'map'; readonly key: ExplorerType; readonly value: ExplorerType };

/**
 * What the user gave, by parameter: plain values, structures as objects of their fields, maps as lists of `{key, value}`; integers
 * beyond 2^53 are bigint. Optional values that are unset are left out.
 */
export type ExplorerInput = Readonly<Record<string, ExplorerValue>>;
export type ExplorerValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | readonly ExplorerValue[]
  | { readonly [field: string]: ExplorerValue };

/** How a call came out. */
export interface ExplorerAnswer {
  readonly outcome: 'output' | 'error';
  /** The result, or the server's error. Structures carry their id in `$type`, maps are lists of `{key, value}`; secrets are masked. */
  readonly value: PropertyValue;
  /** Items of a streamed result that were taken before it was cut off. */
  readonly truncated?: number;
  readonly exchange: WireExchange;
  /** From sending to the end of the answer, milliseconds. */
  readonly durationMs: number;
}

/** One request and its answer as they were on the wire, with secrets masked. */
export interface WireExchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: readonly (readonly [string, string])[];
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: readonly (readonly [string, string])[];
  readonly responseBody: string;
  /** The request as a curl command; secrets are shell variables to fill in. */
  readonly curl: string;
}
