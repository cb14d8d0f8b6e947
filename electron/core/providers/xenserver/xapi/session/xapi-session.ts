import { parting } from '../../../../net/patience.ts';
import { CancelledError, isNoAnswer, type PresentedCertificate } from '../../../../net/errors.ts';
import type { EntryStream } from '../decode/raw.ts';
import type { WireValue } from '../encode/wire-value.ts';
import { isFailure, XapiFailure } from '../errors.ts';
import type { XapiValue } from '../values.ts';
import type { Encoding } from '../rpc/endpoint.ts';
import { type LoggedIn, logIn, type LoginContext, loginMethod, sessionOf } from './login.ts';
import { attemptLogin, type Credentials, endAbandoned } from './login-attempt.ts';
import { orAborted, pause } from './pause.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Time to the first byte of the answer, in milliseconds. Default 120 s. */
  readonly headersTimeoutMs?: number;
}

/** @internal What a call needs beside its arguments. */
export interface SendOptions extends CallOptions {
  readonly lane?: 'calls' | 'events';
  readonly stream?: EntryStream;
  /** The call has no session parameter. */
  readonly anonymous?: boolean;
}

/**
 * A login and its upkeep. A session that is gone (SESSION_INVALID), or that belongs to a server which is no longer the
 * coordinator (HOST_IS_SLAVE), is replaced by one new login, and the call repeated once.
 */
export class XapiSession {
  readonly #context: LoginContext;
  readonly #credentials: Credentials;
  readonly #listeners = new Set<() => void>();
  readonly #closed = new AbortController();
  #current: LoggedIn;
  #generation = 1;
  #renewal: Promise<void> | null = null;
  /** Sessions of this client that may stand on the server still though nobody uses them; complete after `close`. */
  readonly left: string[] = [];
  /** The end of a login that `close` came ahead of. */
  #abandoned: Promise<void> | undefined;
  /** The ends of sessions that were replaced. */
  #leaving: Promise<void> = Promise.resolve();

  /** @internal use openSession */
  constructor(current: LoggedIn, credentials: Credentials, context: LoginContext) {
    this.#current = current;
    this.#credentials = credentials;
    this.#context = context;
  }

  /** Rises with each login: tasks of an earlier one may be gone, and references may have changed their text. */
  get generation(): number {
    return this.#generation;
  }

  /** The session's opaque reference, as the messages of the class session want it. */
  get ref(): string {
    return this.#current.session;
  }

  /** `host:port` or socket of the coordinator that answers now. */
  get server(): string {
    return this.#current.endpoint.server;
  }

  /** The server that answers now, and how its certificate is judged. */
  get member(): LoggedIn['member'] {
    return this.#current.member;
  }

  /** The server's certificate as it was accepted; null over plain HTTP or a socket. */
  get certificate(): PresentedCertificate | null {
    return this.#current.endpoint.certificate;
  }

  get encoding(): Encoding {
    return this.#current.endpoint.encoding;
  }

  /** Calls back after each login but the first. @returns the disposer */
  onRelogin(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls a method; repeats it once after a new login where the session has ended. @throws XapiFailure and others */
  async send(
    method: string,
    params: readonly WireValue[],
    options: SendOptions = {},
  ): Promise<XapiValue | undefined> {
    const generation = this.#generation;
    const { ref } = this;
    try {
      return await this.sendOnce(method, params, options);
    } catch (error) {
      if (!endsSession(error, ref)) throw error;
      await this.renew(generation, options.signal);
      return this.sendOnce(method, params, options);
    }
  }

  /**
   * Calls a method without logging in again. Waits while the server is booting, but not with a long poll: its caller has
   * somebody to tell.
   */
  async sendOnce(
    method: string,
    params: readonly WireValue[],
    options: SendOptions = {},
  ): Promise<XapiValue | undefined> {
    const { anonymous = false, ...request } = options;
    const waits = options.lane === 'events' ? [] : this.#context.bootRetryMs;
    for (const wait of [...waits, null]) {
      const { endpoint, session } = this.#current;
      const all = anonymous ? params : [session, ...params];
      const { answer } = await endpoint.request(method, all, request);
      if (answer.ok) return answer.result;
      const failure = new XapiFailure(answer.description, method, this.#context.model);
      if (failure.code !== 'HOST_STILL_BOOTING' || wait === null) throw failure;
      await pause(wait, options.signal);
    }
    return undefined;
  }

  /**
   * Sees to it that there is a session newer than `generation`: at this server, where it sends us, or at another known member.
   * Concurrent callers share one attempt, which a caller's signal does not end.
   */
  async renew(generation: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw new CancelledError();
    if (this.#generation > generation) return;
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = null;
    });
    await orAborted(this.#renewal, signal);
  }

  /**
   * A further session of the same account, at the server that answers now: for what is not to end with this one. Where that does not
   * answer, or is the coordinator no more, one new login finds out where to go.
   */
  async another(signal: AbortSignal): Promise<FurtherSession> {
    const generation = this.#generation;
    try {
      return await this.#another(signal);
    } catch (error) {
      if (!isFailure(error, 'HOST_IS_SLAVE') && !isNoAnswer(error)) throw error;
      await this.renew(generation, signal);
      return this.#another(signal);
    }
  }

  async #another(signal: AbortSignal): Promise<FurtherSession> {
    const { endpoint } = this.#current;
    const asked = attemptLogin(endpoint, this.#credentials, this.#context.originator);
    // Whoever gives up leaves no session behind.
    signal.addEventListener('abort', () => void endAbandoned(asked, endpoint), { once: true });
    const { answer } = await orAborted(asked, signal);
    if (!answer.ok) throw new XapiFailure(answer.description, loginMethod, this.#context.model);
    const ref = sessionOf(answer.result, endpoint);
    return {
      ref,
      end: async () => {
        if (!(await this.endOther(ref))) this.left.push(ref);
      },
    };
  }

  /** Logs out and ends every socket. Never throws; a server that no longer answers is left alone after 3 s. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#renewal?.catch(() => undefined);
    await Promise.all([this.#abandoned, this.#leaving]);
    const { endpoint, session } = this.#current;
    if (!(await this.endOther(session))) this.left.push(session);
    await endpoint.close();
  }

  /** Ends a session that an earlier client left. Never throws. @returns whether the server has been notified */
  async endOther(session: string): Promise<boolean> {
    try {
      await this.#current.endpoint.request('session.logout', [session], parting());
      return true;
    } catch {
      return false;
    }
  }

  async #renew(): Promise<void> {
    const old = this.#current;
    this.#current = await logIn(old.member, this.#credentials, this.#context, {
      signal: this.#closed.signal,
      current: old.endpoint,
      abandoned: (ending) => {
        this.#abandoned = ending;
      },
    });
    this.#generation += 1;
    // It may have been given up for want of an answer, and stand all the same.
    const leaving = this.endOther(old.session).then((reported) => {
      if (!reported) this.left.push(old.session);
    });
    this.#leaving = Promise.all([this.#leaving, leaving]).then(() => undefined);
    for (const listener of this.#listeners) listener();
    // What is still under way at another server belongs to a session that has ended.
    if (old.endpoint !== this.#current.endpoint) await old.endpoint.close();
  }
}

/** A session beside the one that calls are made with. */
export interface FurtherSession {
  readonly ref: string;
  /** Logs out. Never throws. */
  end(): Promise<void>;
}

/** True where the failure means that our session, not one that the call was about, has ended. */
export function endsSession(error: unknown, ref: string): boolean {
  if (isFailure(error, 'HOST_IS_SLAVE')) return true;
  if (!isFailure(error, 'SESSION_INVALID')) return false;
  const [handle] = error.params;
  return handle === undefined || handle === ref;
}

/** Logs in. @throws see logIn */
export async function openSession(
  first: LoggedIn['member'],
  credentials: Credentials,
  context: LoginContext,
  signal?: AbortSignal,
): Promise<XapiSession> {
  const loggedIn = await logIn(first, credentials, context, signal === undefined ? {} : { signal });
  return new XapiSession(loggedIn, credentials, context);
}
