import { text as say } from '#shared/i18n/make-text.ts';
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
import { codeOf, reasonText } from './failure-reason.ts';
import { ProxyError } from './proxy-error.ts';

/** What OpenSSL and BoringSSL call a server that offers no version that is allowed. */
const OLD_TLS = /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|WRONG_SSL_VERSION|LEGACY_SIGALG/;

const TIMEOUTS: ReadonlyMap<string, 'net.late.connect' | 'net.late.headers' | 'net.late.body'> =
  new Map([
    ['UND_ERR_CONNECT_TIMEOUT', 'net.late.connect'],
    ['UND_ERR_HEADERS_TIMEOUT', 'net.late.headers'],
    ['UND_ERR_BODY_TIMEOUT', 'net.late.body'],
    ['ETIMEDOUT', 'net.late.connect'],
  ]);

/** True for the errors this folder throws, which need no further translation. */
function isOurs(error: unknown): error is Error {
  return (
    error instanceof CertificateError ||
    error instanceof CancelledError ||
    error instanceof HttpStatusError ||
    error instanceof ResponseTooLargeError ||
    error instanceof TimeoutError ||
    error instanceof UnreachableError
  );
}

/** What is in between may be the reason, however deep it lies. */
function proxyErrorIn(error: unknown): ProxyError | undefined {
  if (error instanceof ProxyError) return error;
  return error instanceof Error && error.cause !== undefined
    ? proxyErrorIn(error.cause)
    : undefined;
}

function viaProxy(error: ProxyError, facts: { readonly unsent: boolean }): Error {
  if (error.failure === 'late') return new TimeoutError(error.text, { cause: error, ...facts });
  const code = error.failure === 'login' ? PROXY_LOGIN : 'PROXY';
  return new UnreachableError(error.text, code, { cause: error, ...facts });
}

export interface NetErrorOptions {
  readonly signal?: AbortSignal | undefined;
  readonly unsent?: boolean;
}

/**
 * Turns what the HTTP library or the operating system threw into one of this folder's errors.
 * @param server `host:port`, for the message
 * @param options `signal`: the caller's; when it has fired, the failure is a cancellation. `unsent`: no connection stood, and
 * nothing else was sent for the same purpose
 */
export function toNetError(error: unknown, server: string, options: NetErrorOptions = {}): Error {
  const { signal, unsent = false } = options;
  if (isOurs(error)) return error;
  if (signal?.aborted === true) return new CancelledError(undefined, error);
  const facts = { cause: error, unsent };
  const between = proxyErrorIn(error);
  if (between !== undefined) return viaProxy(between, { unsent });
  const code = codeOf(error);
  const late = TIMEOUTS.get(code);
  if (late !== undefined) return new TimeoutError(say(late, { server }), facts);
  if (/^(?:Z_|ZSTD_|ERR__ERROR_)/.test(code)) {
    return new UnreachableError(say('net.brokenCompression', { server }), code, facts);
  }
  if (OLD_TLS.test(code))
    return new UnreachableError(say('net.oldTls', { server }), OLD_TLS_CODE, facts);
  if (/^(ERR_SSL|EPROTO|ERR_TLS)/.test(code)) {
    return new UnreachableError(say('net.noTls', { server, code }), code, facts);
  }
  const reason = reasonText(error);
  return new UnreachableError(say('net.unreachable', { server, reason }), code || 'UNKNOWN', facts);
}
