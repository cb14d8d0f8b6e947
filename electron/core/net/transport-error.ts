import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException, type MorefError } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import { certificateError } from './certificate-error.ts';
import {
  CancelledError,
  CertificateError,
  HttpStatusError,
  OLD_TLS_CODE,
  PROXY_LOGIN,
  ResponseTooLargeError,
  TimeoutError,
  UnreachableError,
} from './errors.ts';

/**
 * Whatever was thrown as a MorefException; one that is one already stays as it is.
 * @param ref the object that it is about
 * @param describe what it is, in the words of the contract
 */
export function exceptionOf(
  thrown: unknown,
  ref: Ref | undefined,
  describe: () => MorefError,
): MorefException {
  if (thrown instanceof MorefException) return thrown;
  return new MorefException(
    { ...describe(), ...(ref !== undefined && { ref }) },
    { cause: thrown },
  );
}

/**
 * An error of the transport in the words of the contract, the same for every family; undefined for anything else.
 * @param doing what was going on: `Login to vc.example.org as admin`
 */
export function transportError(thrown: unknown, doing: Text): MorefError | undefined {
  if (thrown instanceof CertificateError) return certificateError(thrown);
  if (thrown instanceof CancelledError || isAbort(thrown))
    return { kind: 'cancelled', message: say('error.wasCancelled', { doing }) };
  if (thrown instanceof TimeoutError)
    return { kind: 'timeout', message: thrown.text, retryable: true, ...sending(thrown) };
  if (thrown instanceof UnreachableError) return { ...unreachable(thrown), ...sending(thrown) };
  if (thrown instanceof HttpStatusError) return refused(thrown);
  if (thrown instanceof ResponseTooLargeError)
    return { kind: 'fault', message: say('error.failed', { doing, why: thrown.text }) };
  return undefined;
}

/** What only a person can change is not tried again: a proxy that counts wrong passwords would lock the account. */
function unreachable({ text: message, code }: UnreachableError): MorefError {
  if (code === OLD_TLS_CODE)
    return { kind: 'unreachable', message, oldTls: true, needsPerson: true };
  if (code === PROXY_LOGIN) return { kind: 'unreachable', message, needsPerson: true };
  return { kind: 'unreachable', message, retryable: true };
}

function refused(thrown: HttpStatusError): MorefError {
  const { text: message, retryable, retryAfterMs, foreign } = thrown;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return retryable
    ? { kind: 'unreachable', message, retryable: true, ...wait }
    : { kind: 'invalid', message, ...wait, ...(foreign ? { foreign } : {}) };
}

function sending({ unsent }: UnreachableError | TimeoutError): Pick<MorefError, 'unsent'> {
  return unsent ? { unsent: true } : {};
}

/** What `AbortSignal.throwIfAborted` and timers of Node throw. */
function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}
