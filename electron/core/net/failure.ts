import {
  CancelledError,
  CertificateError,
  HttpStatusError,
  ResponseTooLargeError,
  TimeoutError,
  UnreachableError,
} from './errors.ts';

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'the name is not known to DNS. Check the spelling and this machine’s DNS'],
  ['EAI_AGAIN', 'DNS does not answer. Check this machine’s network and try again'],
  ['ECONNREFUSED', 'nothing listens there. Check the port, and that the service is running'],
  ['ENOENT', 'there is no such socket. Check the path, and that the service is running'],
  ['EACCES', 'this user may not open it. Check the permissions of the socket'],
  ['ECONNRESET', 'it closed the connection. It may be restarting, or a firewall is in between'],
  ['EPIPE', 'it closed the connection. It may be restarting, or a firewall is in between'],
  ['UND_ERR_SOCKET', 'it closed the connection before the answer was complete'],
  ['EHOSTUNREACH', 'there is no route to it. Check the network or VPN'],
  ['ENETUNREACH', 'there is no route to its network. Check the network or VPN'],
  ['ETIMEDOUT', 'the network gave no answer. Check the address, firewall and VPN'],
]);

const TIMEOUTS: ReadonlyMap<string, string> = new Map([
  ['UND_ERR_CONNECT_TIMEOUT', 'did not accept a connection in time'],
  ['UND_ERR_HEADERS_TIMEOUT', 'did not begin to answer in time'],
  ['UND_ERR_BODY_TIMEOUT', 'stopped in the middle of its answer'],
  ['ETIMEDOUT', 'did not accept a connection in time'],
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
  if (late !== undefined) return new TimeoutError(`${server} ${late}.`, facts);
  if (code.startsWith('Z_')) {
    return new UnreachableError(`${server} sent a compressed answer that is broken.`, code, facts);
  }
  if (/^(ERR_SSL|EPROTO|ERR_TLS)/.test(code)) {
    const text = `Cannot speak TLS with ${server} (${code}). Check the port, and whether it wants http:// instead of https://.`;
    return new UnreachableError(text, code, facts);
  }
  const detail = error instanceof Error ? error.message : String(error);
  const reason = REASONS.get(code) ?? (detail === '' ? code : detail);
  return new UnreachableError(`Cannot reach ${server}: ${reason}.`, code || 'UNKNOWN', facts);
}
