import { parting } from '../../../../net/patience.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import type { HttpTimeouts } from '../../../../net/http-client.ts';
import { normalizeFingerprint } from '../../../../net/certificate.ts';
import { CancelledError, CertificateError, isNoAnswer } from '../../../../net/errors.ts';
import {
  isFailure,
  XapiAnswerError,
  XapiFailure,
  XapiForeignPoolError,
  XapiTrustError,
} from '../errors.ts';
import type { ApiModel } from '../model/api-model.ts';
import { addressText, siblingAddress, type XapiAddress } from '../rpc/address.ts';
import { Endpoint, type Encoding, type EndpointAnswer } from '../rpc/endpoint.ts';
import { attemptLogin, type Credentials, endAbandoned } from './login-attempt.ts';
import { type Member, type Members, vouchedFingerprint } from './members.ts';
import { orAborted, pause } from './pause.ts';

export interface LoginContext {
  readonly model: ApiModel;
  readonly members: Members;
  /** The address that the user wrote: of its certificate alone the user decides. */
  readonly named: XapiAddress;
  readonly encoding: Encoding;
  readonly timeouts: HttpTimeouts | undefined;
  /** See XapiOptions. */
  readonly stood?: boolean | undefined;
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
  /** Takes what is still under way after an abort: the end of a session that nobody wants. Settles in 3 s, never rejects. */
  readonly abandoned?: (ending: Promise<void>) => void;
}

/** Servers that were asked in vain in this round, by address: members send us to a coordinator that is gone one after the other. */
type Away = Map<string, unknown>;

const MAX_REDIRECTS = BOUNDS.redirects;
/** The call that begins a session. */
export const loginMethod = 'session.login_with_password';

/** True for the same server, judged in the same way. */
function sameMember(a: Member, b: Member): boolean {
  const pin = ({ trust }: Member): string => normalizeFingerprint(trust.pinnedFingerprint256 ?? '');
  return addressText(a.address) === addressText(b.address) && pin(a) === pin(b);
}

/** The connection at hand where it leads to the member: other calls may be under way on it. */
function open(member: Member, context: LoginContext, current: Endpoint | null): Endpoint {
  const { encoding, timeouts, stood } = context;
  if (current !== null && sameMember(current, member)) return current;
  return new Endpoint({
    ...member,
    encoding,
    stood,
    ...(timeouts !== undefined && { timeouts }),
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
  if (address === undefined) {
    const about = { server: addressText(from.address), host: host.slice(0, 80) };
    throw new XapiAnswerError(say('pool.noAddress', about));
  }
  const vouched = vouchedFingerprint(headers);
  if (vouched !== null) {
    return { address, trust: { ...from.trust, pinnedFingerprint256: vouched } };
  }
  // Another server has another certificate: the pin of this one says nothing about it.
  const { pinnedFingerprint256: _pinned, ...trust } = from.trust;
  return members.find(address) ?? { address, trust };
}

/** @throws XapiAnswerError */
/** The reference of a session that was asked for. @throws ProtocolError where the answer is none */
export function sessionOf(result: unknown, { server }: Endpoint): string {
  if (typeof result === 'string' && result !== '') return result;
  throw new XapiAnswerError(say('answer.without.session', { server, call: loginMethod }));
}

/** The host that a member sends to. @throws XapiFailure where the login was refused for another reason */
function redirection(description: readonly string[], { model }: LoginContext): string {
  const failure = new XapiFailure(description, loginMethod, model);
  const [host] = failure.params;
  if (failure.code !== 'HOST_IS_SLAVE' || host === undefined || host === '') throw failure;
  return host;
}

function inCircles(visited: readonly string[]): XapiAnswerError {
  return new XapiAnswerError(say('pool.circles', { way: visited.join(' → ') }));
}

/** Logs in at one member, or where it sends us. */
async function loginAt(
  start: Member,
  credentials: Credentials,
  context: LoginContext,
  options: LoginOptions,
  away: Away,
): Promise<LoggedIn> {
  const { current = null, signal } = options;
  const visited: string[] = [];
  for (let member = start; ; ) {
    const key = addressText(member.address);
    if (away.has(key)) throw away.get(key);
    const endpoint = open(member, context, current);
    const close = async (): Promise<void> => {
      if (endpoint !== current) await endpoint.close();
    };
    if (signal?.aborted) throw new CancelledError();
    const asked = attemptLogin(endpoint, credentials, context.originator);
    try {
      const { answer, headers } = await orAborted(asked, signal);
      if (answer.ok) {
        const session = sessionOf(answer.result, endpoint);
        context.members.add(member);
        return { endpoint, member, session };
      }
      const host = redirection(answer.description, context);
      visited.push(endpoint.server);
      member = coordinatorOf(host, member, headers, context.members);
      if (visited.length > MAX_REDIRECTS) throw inCircles(visited);
    } catch (error) {
      if (isNoAnswer(error)) away.set(key, error);
      if (signal?.aborted === true) {
        const ending = endAbandoned(asked, endpoint).then(close);
        options.abandoned?.(ending);
      } else await close();
      throw explained(error, endpoint, visited);
    }
    await close();
  }
}

/** A certificate of a server that nobody gave the address of needs more words. */
function explained(error: unknown, endpoint: Endpoint, visited: readonly string[]): unknown {
  return error instanceof CertificateError && visited.length > 0
    ? untrustedCoordinator(error, endpoint, visited)
    : error;
}

/** What is trusted for the address of one server cannot be trusted for another: whoever may decide it has to go there. */
function untrustedCoordinator(
  error: CertificateError,
  { server }: Endpoint,
  visited: readonly string[],
): XapiTrustError {
  const about = {
    from: visited.join(' → '),
    server,
    fingerprint: error.presented.fingerprint256,
  };
  const text =
    error.pinned === null
      ? say('pool.coordinator.unverified', { ...about, reason: error.reason })
      : say('pool.coordinator.changed', about);
  return new XapiTrustError(text, { cause: error });
}

function untrustedMember(error: CertificateError, { address }: Member): XapiTrustError {
  const fingerprint = error.presented.fingerprint256;
  const text = say('pool.member.changed', { server: addressText(address), fingerprint });
  return new XapiTrustError(text, { cause: error });
}

/** True where another member may do better. */
function mayTryElsewhere(error: unknown, isNamed: boolean): boolean {
  if (error instanceof CertificateError || error instanceof XapiTrustError) return !isNamed;
  return (
    isNoAnswer(error) ||
    error instanceof XapiForeignPoolError ||
    isFailure(error, 'HOST_STILL_BOOTING')
  );
}

/**
 * A host that was a member once may have a pool of its own by now, which must not stand in the place of the one that is wanted.
 * @throws XapiForeignPoolError, after logging out
 */
async function expectPool(
  { endpoint, session }: LoggedIn,
  { members }: LoginContext,
  { signal, current }: LoginOptions,
): Promise<void> {
  const { poolUuid } = members;
  if (poolUuid === undefined) return;
  const options = signal === undefined ? {} : { signal };
  try {
    const { answer } = await endpoint.request('pool.get_by_uuid', [session, poolUuid], options);
    if (answer.ok) return;
    throw new XapiForeignPoolError(say('pool.other', { server: endpoint.server }));
  } catch (error) {
    await endpoint.request('session.logout', [session], parting()).catch(() => undefined);
    if (endpoint !== current) await endpoint.close();
    throw error;
  }
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
    const away: Away = new Map();
    for (const member of context.members.beginningWith(first)) {
      const isNamed = addressText(member.address) === addressText(context.named);
      try {
        const loggedIn = await loginAt(member, credentials, context, options, away);
        if (member !== first && !isNamed) await expectPool(loggedIn, context, options);
        return loggedIn;
      } catch (error) {
        if (!mayTryElsewhere(error, isNamed)) throw error;
        errors.push(error instanceof CertificateError ? untrustedMember(error, member) : error);
      }
    }
    const booting = errors.find((error) => isFailure(error, 'HOST_STILL_BOOTING'));
    if (booting === undefined || wait === null) throw booting ?? errors[0];
    await pause(wait, options.signal);
  }
  throw new XapiAnswerError(say('pool.noMember'));
}
