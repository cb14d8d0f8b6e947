import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';

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

/** The code of the operating system, or of a library, that is in an error or what caused it; empty where there is none. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  return typeof code === 'string' ? code : cause === undefined ? '' : codeOf(cause);
}

/** Why there is no way to a server, to follow a colon. */
export function reasonText(error: unknown): Text {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  return REASONS.get(code) ?? (detail === '' ? code : detail);
}
