import type { Text } from '#shared/i18n/text.ts';
import { apiModel } from '../vim25/model/api-model.ts';
import { encodeRequest } from '../vim25/soap/request.ts';
import type { Methods } from '../vim25/types.gen.ts';
import type { ManagedObjectReference } from '../vim25/values.ts';
import type { PlannedRequest } from '#shared/model/operation-plan.ts';

export type MethodName = keyof Methods;

/** One call of the API, ready to be sent, or to be shown. */
export interface Call {
  readonly target: ManagedObjectReference;
  readonly method: MethodName;
  readonly parameters: object;
}

/** One of several calls, with what it leaves where a later one fails. */
export interface Step extends Call {
  /** What is so once it was done: a sentence that names the object. */
  readonly left?: Text;
  /** Takes it back, be it done or not. */
  readonly undo?: Call;
}

/** Makes a call; its parameters are those of the method. */
export function call<M extends MethodName>(
  target: ManagedObjectReference,
  method: M,
  parameters: Methods[M]['params'],
): Call {
  return { target, method, parameters };
}

/** The parameters of the one call of a method among those that were prepared; undefined where there is none. */
export function sentParameters<M extends MethodName>(
  calls: readonly Call[],
  method: M,
): Methods[M]['params'] | undefined {
  return calls.find((one) => one.method === method)?.parameters;
}

/** The call as it goes over the wire. @throws EncodeError where it does not fit the API */
export function plannedRequest({ target, method, parameters }: Call): PlannedRequest {
  const owner = apiModel().method(method)?.owner ?? target.type;
  return {
    method: `${owner}.${method}`,
    text: encodeRequest(apiModel(), target, method, parameters),
  };
}
