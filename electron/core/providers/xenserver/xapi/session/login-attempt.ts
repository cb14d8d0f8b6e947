import { parting } from '../../../../net/patience.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import type { Endpoint, EndpointAnswer } from '../rpc/endpoint.ts';
import { VOUCH_HEADERS } from './members.ts';
import { orAborted } from './pause.ts';

export interface Credentials {
  readonly userName: string;
  /** Not looked at over a Unix domain socket. */
  readonly password: string;
}

/** The server ignores the version; the originator has a share of sessions of its own. */
const API_VERSION = '1.0';
/** How long the answer to a login that was given up is waited for. */
const ABANDONED_MS = 3000;

/**
 * Logs in with four, three or two arguments, as many as the server knows. It cannot be aborted once it was sent: a session that
 * nobody knows of would stay on the server for a day.
 */
export async function attemptLogin(
  endpoint: Endpoint,
  { userName, password }: Credentials,
  originator: string,
): Promise<EndpointAnswer> {
  const values = [userName, password, API_VERSION, originator];
  for (let count = values.length; ; count -= 1) {
    const method = 'session.login_with_password';
    const reply = await endpoint.request(method, values.slice(0, count), {
      headers: VOUCH_HEADERS,
      // A directory behind the server may take its time.
      headersTimeoutMs: BOUNDS.slowMs,
    });
    const { answer } = reply;
    const mismatch = !answer.ok && answer.description[0] === 'MESSAGE_PARAMETER_COUNT_MISMATCH';
    if (!mismatch || count === 2) return reply;
  }
}

/** Ends the session of a login that nobody waits for any more, should it still succeed. Never throws; takes 3 s at the most. */
export async function endAbandoned(
  asked: Promise<EndpointAnswer>,
  endpoint: Endpoint,
): Promise<void> {
  const signal = AbortSignal.timeout(ABANDONED_MS);
  try {
    const { answer } = await orAborted(asked, signal);
    if (!answer.ok || typeof answer.result !== 'string') return;
    await endpoint.request('session.logout', [answer.result], parting());
  } catch {
    // There is nobody to tell.
  }
}
