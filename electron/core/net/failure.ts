import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import {
  CancelledError,
  CertificateError,
  HttpStatusError,
  ResponseTooLargeError,
  TimeoutError,
  UnreachableError,
} from './errors.ts';

const REASONS: ReadonlyMap<string, Text> = new Map([
  ['ENOTFOUND', say('net.reason.unknownName')],
  ['EAI_AGAIN', say('net.reason.dnsSilent')],
  ['ECONNREFUSED', say('net.reason.refused')],
  ['ENOENT', say('net.reason.noSocket')],
  ['EACCES', say('net.reason.noPermission')],
  ['ECONNRESET', say('net.reason.closed')],
  ['EPIPE', say('net.reason.closed')],
  ['UND_ERR_SOCKET', say('net.reason.closedEarly')],
  ['EHOSTUNREACH', say('net.reason.noRoute')],
  ['ENETUNREACH', say('net.reason.noRouteToNetwork')],
  ['ETIMEDOUT', say('net.reason.networkSilent')],
]);

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

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  return typeof code === 'string' ? code : cause === undefined ? '' : codeOf(cause);
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
  const code = codeOf(error);
  const late = TIMEOUTS.get(code);
  if (late !== undefined) return new TimeoutError(say(late, { server }), facts);
  if (/^(?:Z_|ZSTD_|ERR__ERROR_)/.test(code)) {
    return new UnreachableError(say('net.brokenCompression', { server }), code, facts);
  }
  if (/^(ERR_SSL|EPROTO|ERR_TLS)/.test(code)) {
    return new UnreachableError(say('net.noTls', { server, code }), code, facts);
  }
  const detail = error instanceof Error ? error.message : String(error);
  const reason = REASONS.get(code) ?? (detail === '' ? code : detail);
  return new UnreachableError(say('net.unreachable', { server, reason }), code || 'UNKNOWN', facts);
}
