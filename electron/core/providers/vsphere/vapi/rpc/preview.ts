import { Encoder } from '../encode/encode-value.ts';
import type { ApiModel } from '../model/api-model.ts';
import { undeclared } from './endpoint.ts';
import { requestBody } from './request.ts';

/**
 * The body of a call as it would be sent, with placeholders for what is made at that moment.
 * @throws EncodeError where the input does not fit, UndeclaredOperationError
 */
export function previewRequest(
  model: ApiModel,
  service: string,
  operation: string,
  input: object,
): string {
  const spec = model.operation(service, operation);
  if (spec === undefined) throw undeclared(service, operation);
  const encoded = new Encoder(spec.types).input(spec.parameters, input, `${service}.${operation}`);
  const security = { scheme: 'session', sessionId: '<sessionId>' } as const;
  const parts = { id: '<id>', service, operation, input: encoded, appCtx: { opId: '<opId>' } };
  return requestBody({ ...parts, security }, 0);
}
