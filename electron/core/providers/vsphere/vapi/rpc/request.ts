import { signatureOf, signatureTime, unsignedContext } from '../security/holder-of-key.ts';
import { contextMembers, type SecurityContext } from '../security/security-context.ts';

/** One call, ready but for its form. */
export interface RequestParts {
  readonly id: string;
  readonly service: string;
  readonly operation: string;
  /** JSON of the input: `{"STRUCTURE":{"operation-input":{…}}}`. */
  readonly input: string;
  readonly appCtx: Readonly<Record<string, string>>;
  readonly security: SecurityContext;
}

/**
 * The body of a request. Java refuses unknown members at the top, so there are none.
 * @param now milliseconds since 1970, for the time of a signature
 */
export function requestBody(parts: RequestParts, now: number): string {
  const { security } = parts;
  if (security.scheme !== 'saml-holder-of-key') return body(parts, contextMembers(security));
  const unsigned = unsignedContext(security, signatureTime(now));
  return body(parts, { ...unsigned, signature: signatureOf(security, body(parts, unsigned)) });
}

function body(parts: RequestParts, securityCtx: object | undefined): string {
  const { id, service, operation, input, appCtx } = parts;
  const ctx = JSON.stringify(securityCtx === undefined ? { appCtx } : { appCtx, securityCtx });
  const text = JSON.stringify;
  return `{"jsonrpc":"2.0","method":"invoke","params":{"serviceId":${text(service)},"operationId":${text(operation)},"input":${input},"ctx":${ctx}},"id":${text(id)}}`;
}
