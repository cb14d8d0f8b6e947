import type { OperationSpec } from './model/type-spec.ts';
import type { EndpointOptions } from './rpc/endpoint.ts';
import type { SecurityContext } from './security/security-context.ts';
import type { Services } from './types.gen.ts';

/** What one call may say besides its input. */
export interface CallOptions extends EndpointOptions {
  /** Who calls. Default: the session where there is one, otherwise anonymous. Another context is never renewed. */
  readonly security?: SecurityContext;
}

/** A call by names that are known only at run time. */
export interface InvokeOptions extends CallOptions {
  /** For an operation that the shipped model does not have: see Discovery. */
  readonly definition?: OperationSpec;
}

export type ServiceId = keyof Services;
export type OperationId<S extends ServiceId> = keyof Services[S] & string;
/** The parameters of an operation. */
export type Input<S extends ServiceId, O extends OperationId<S>> = Services[S][O] extends {
  readonly input: infer I;
}
  ? I
  : never;
/** The result of an operation. */
export type Output<S extends ServiceId, O extends OperationId<S>> = Services[S][O] extends {
  readonly output: infer R;
}
  ? R
  : never;

/** VapiClient.call as a function. */
export type Caller = <S extends ServiceId, O extends OperationId<S>>(
  service: S,
  operation: O,
  input: Input<S, O>,
  options?: CallOptions,
) => Promise<Output<S, O>>;
