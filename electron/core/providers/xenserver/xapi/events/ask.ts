import { text as say } from '#shared/i18n/make-text.ts';
import { checkArguments, messageOf } from '../encode/arguments.ts';
import { isFailure, XapiUnsupportedError } from '../errors.ts';
import type { RawEntry } from '../decode/raw.ts';
import { readMark, type EventMark } from './event-answer.ts';
import type { EventSource } from './event-consumer.ts';

export interface EventQuestion {
  readonly classes: readonly string[];
  /** Empty: everything, as adds. */
  readonly token: string;
  /** How long the server may hold the request back, seconds, and how late it may be. */
  readonly waitSeconds: number;
  readonly lateMs: number;
  readonly signal: AbortSignal;
}

/**
 * One event.from. @param entries takes the events while they arrive
 * @throws XapiUnsupportedError where the server does not have it, and the errors of a session
 */
export async function askForEvents(
  { session, model }: EventSource,
  { classes, token, waitSeconds, lateMs, signal }: EventQuestion,
  entries: (raw: readonly RawEntry[]) => Promise<void>,
): Promise<EventMark> {
  const spec = messageOf(model, 'event', 'from');
  const values = checkArguments(model, spec, [classes, token, waitSeconds]);
  try {
    const result = await session.sendOnce(spec.wire, values, {
      signal,
      lane: 'events',
      headersTimeoutMs: waitSeconds * 1000 + lateMs,
      stream: { path: ['events'], entries },
    });
    return readMark(result, session.server);
  } catch (error) {
    throw isFailure(error, 'MESSAGE_METHOD_UNKNOWN') ? tooOld(session.server) : error;
  }
}

/** The server cannot go on from our token: everything is loaded anew. */
export function isTokenLost(error: unknown): boolean {
  return isFailure(error, 'EVENT_FROM_TOKEN_PARSE_FAILURE', 'EVENTS_LOST');
}

function tooOld(server: string): Error {
  return new XapiUnsupportedError(say('pool.tooOld', { server }));
}
