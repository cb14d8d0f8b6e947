import type { MorefError } from '#shared/model/error.ts';

/**
 * Whether to try again by ourselves after a failed connect. A refused login is never repeated: a few of them lock the account.
 * So is nothing that only a person can mend.
 */
export function retriesConnect(error: MorefError): boolean {
  if (error.kind === 'auth' || error.kind === 'certificate' || error.kind === 'denied')
    return false;
  return error.kind === 'unreachable' || error.kind === 'timeout' || error.retryable === true;
}

/**
 * Whether to connect again after a session that stood was lost. The login had succeeded, so all but the errors that ask for a
 * person are worth a try; a refused login then ends it in `retriesConnect`.
 */
export function retriesSession(error: MorefError): boolean {
  switch (error.kind) {
    case 'certificate':
    case 'denied':
    case 'invalid':
      return false;
    case 'auth':
      return error.retryable === true;
    default:
      return true;
  }
}
