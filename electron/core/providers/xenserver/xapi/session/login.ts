import type { HttpTimeouts } from '../../../../net/http-client.ts';
import { TimeoutError, UnreachableError } from '../../../../net/errors.ts';
import { isFailure, XapiAnswerError, XapiFailure } from '../errors.ts';
import type { ApiModel } from '../model/api-model.ts';
import { addressText, siblingAddress } from '../rpc/address.ts';
import { Endpoint, type Encoding, type EndpointAnswer } from '../rpc/endpoint.ts';
import { type Member, type Members, VOUCH_HEADERS, vouchedFingerprint } from './members.ts';
import { pause } from './pause.ts';

export interface Credentials {
  readonly userName: string;
  /** Not looked at over a Unix domain socket. */
  readonly password: string;
}

export interface LoginContext {
  readonly model: ApiModel;
  readonly members: Members;
  readonly encoding: Encoding;
  readonly timeouts: HttpTimeouts | undefined;
  readonly originator: string;
  /** Pauses while a server says HOST_STILL_BOOTING. */
  readonly bootRetryMs: readonly number[];
}

/** A login: where, and the session's reference. */
export interface LoggedIn {
  readonly endpoint: Endpoint;
  readonly member: Member;
  readonly session: string;
}

export interface LoginOptions {
  readonly signal?: AbortSignal;
  /** The connection at hand, which is used again where it leads to the right server. It is never closed here. */
  readonly current?: Endpoint;
}

/** The server ignores the version; the originator has a share of sessions of its own. */
const API_VERSION = '1.0';
const MAX_REDIRECTS = 4;

/** Logs in with four, three or two arguments, as many as the server knows. */
async function attempt(
  endpoint: Endpoint,
  credentials: Credentials,
  context: LoginContext,
  signal: AbortSignal | undefined,
): Promise<EndpointAnswer> {
  const { userName, password } = credentials;
  const values = [userName, password, API_VERSION, context.originator];
  const options = { headers: VOUCH_HEADERS, ...(signal === undefined ? {} : { signal }) };
  for (let count = values.length; ; count -= 1) {
    const method = 'session.login_with_password';
    const reply = await endpoint.request(method, values.slice(0, count), options);
    const { answer } = reply;
    const mismatch = !answer.ok && answer.description[0] === 'MESSAGE_PARAMETER_COUNT_MISMATCH';
    if (!mismatch || count === 2) return reply;
  }
}

/** The connection at hand where it leads to the member: other calls may be under way on it. */
function open(member: Member, context: LoginContext, current: Endpoint | null): Endpoint {
  const { encoding, timeouts } = context;
  if (current !== null && addressText(current.address) === addressText(member.address)) {
    return current;
  }
  return new Endpoint({
    ...member,
    encoding,
    ...(timeouts === undefined ? {} : { timeouts }),
  });
}

/** Where a member sends us, trusted as far as it vouches for it. */
function coordinatorOf(
  host: string,
  from: Member,
  headers: EndpointAnswer['headers'],
  members: Members,
): Member {
  const address = siblingAddress(host, from.address);
  const vouched = vouchedFingerprint(headers);
  if (vouched !== null) {
    return { address, trust: { ...from.trust, pinnedFingerprint256: vouched } };
  }
  // Another server has another certificate: the pin of this one says nothing about it.
  const { ca } = from.trust;
  return members.find(address) ?? { address, trust: ca === undefined ? {} : { ca } };
}

/** Logs in at one member, or where it sends us. */
async function loginAt(
  start: Member,
  credentials: Credentials,
  context: LoginContext,
  options: LoginOptions,
): Promise<LoggedIn> {
  const { current = null, signal } = options;
  const visited: string[] = [];
  for (let member = start; ; ) {
    const endpoint = open(member, context, current);
    try {
      const { answer, headers } = await attempt(endpoint, credentials, context, signal);
      if (answer.ok) {
        if (typeof answer.result !== 'string' || answer.result === '') {
          throw new XapiAnswerError(`${endpoint.server} answered the login without a session.`);
        }
        context.members.add(member);
        return { endpoint, member, session: answer.result };
      }
      const { description } = answer;
      const failure = new XapiFailure(description, 'session.login_with_password', context.model);
      const [host] = failure.params;
      if (failure.code !== 'HOST_IS_SLAVE' || host === undefined || host === '') throw failure;
      visited.push(endpoint.server);
      member = coordinatorOf(host, member, headers, context.members);
      if (visited.length > MAX_REDIRECTS) {
        throw new XapiAnswerError(
          `The members of the pool send each other in circles: ${visited.join(' → ')}.`,
        );
      }
    } catch (error) {
      if (endpoint !== current) await endpoint.close();
      throw error;
    }
    if (endpoint !== current) await endpoint.close();
  }
}

/** True where another member may do better. */
function mayTryElsewhere(error: unknown): boolean {
  return (
    error instanceof UnreachableError ||
    error instanceof TimeoutError ||
    isFailure(error, 'HOST_STILL_BOOTING')
  );
}

/**
 * Logs in at the given member, or at another known one where it cannot be reached. While a server is still booting it is asked
 * again, with pauses.
 * @throws XapiFailure (wrong password, …), CertificateError before anything was sent, and the other errors of an Endpoint
 */
export async function logIn(
  first: Member,
  credentials: Credentials,
  context: LoginContext,
  options: LoginOptions = {},
): Promise<LoggedIn> {
  for (const wait of [...context.bootRetryMs, null]) {
    const errors: unknown[] = [];
    for (const member of context.members.beginningWith(first)) {
      try {
        return await loginAt(member, credentials, context, options);
      } catch (error) {
        if (!mayTryElsewhere(error)) throw error;
        errors.push(error);
      }
    }
    const booting = errors.find((error) => isFailure(error, 'HOST_STILL_BOOTING'));
    if (booting === undefined || wait === null) throw booting ?? errors[0];
    await pause(wait, options.signal);
  }
  throw new XapiAnswerError('No member of the pool is known.');
}
