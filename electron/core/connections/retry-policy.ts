import type { MorefError } from '#shared/model/error.ts';

/**
 * True for what only a person can mend, so that trying again is no use, or does harm: a few refused logins lock an account. A session that
 * has expired, and an account that is locked for a while, are `retryable`.
 */
export function asksForPerson(error: MorefError): boolean {
  if (error.kind === 'certificate' || error.needsPerson === true) return true;
  return error.kind === 'auth' && error.retryable !== true;
}

/**
 * Whether to try again by ourselves after a failed connect.
 * @param stood a session has stood before: whatever answers now in the place of the server will pass. Where none has, an answer that no
 * such server gives is reported to whoever wrote the address.
 */
export function retriesConnect(error: MorefError, stood: boolean): boolean {
  if (asksForPerson(error)) return false;
  if (stood) return true;
  if (error.kind === 'auth' || error.kind === 'denied') return false;
  return error.kind === 'unreachable' || error.kind === 'timeout' || error.retryable === true;
}
