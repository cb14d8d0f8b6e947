import { parting } from '../../../../net/patience.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import {
  isRefusedLogin,
  isVapiError,
  sessionService,
  VapiError,
  VapiProtocolError,
} from '../errors.ts';
import { lockedForNow } from '../../../../net/locked-account.ts';
import { type ApiModel } from '../model/api-model.ts';
import type { OperationSpec } from '../model/type-spec.ts';
import { type Endpoint, undeclared } from '../rpc/endpoint.ts';
import type { Credentials, SecurityContext } from '../security/security-context.ts';

/** Pause after a login that the server had no room for; doubled with each further one, to 20 s. */
const FIRST_PAUSE_MS = 1000;
/** How long a renewed session that is refused at once is left alone. */
const PATIENCE_MS = 20_000;
const ANONYMOUS: SecurityContext = { scheme: 'anonymous' };

/**
 * A login and its upkeep. A call that is refused as unauthenticated leads to one new login, shared by all that are refused at the
 * same time; only reads are then repeated.
 */
export class Session {
  readonly #endpoint: Endpoint;
  readonly #model: ApiModel;
  readonly #listeners = new Set<() => void>();
  /** After `logout`: the session stands on the server still, as the server could not be notified. */
  left: string | undefined;
  #credentials: Credentials | null = null;
  #context: SecurityContext = ANONYMOUS;
  #generation = 0;
  #renewal: Promise<boolean> | null = null;
  /** A renewed session with which no call has succeeded yet is not renewed again before this time, in ms. */
  #doubtfulUntil = 0;
  /** Logins in a row that came to nothing, and why the last one did. */
  #refusals = 0;
  #refusal: unknown;

  constructor(endpoint: Endpoint, model: ApiModel) {
    this.#endpoint = endpoint;
    this.#model = model;
  }

  /** Rises with each login. */
  get generation(): number {
    return this.#generation;
  }

  get loggedIn(): boolean {
    return this.#credentials !== null;
  }

  /** Calls back after each login but the first. @returns the disposer */
  onRelogin(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Logs in and keeps the credentials for the next time. An earlier session is deleted.
   * @throws VapiError `unauthenticated`, `service_unavailable` (too many sessions) and others
   */
  async login(credentials: Credentials, signal?: AbortSignal): Promise<void> {
    await this.logout();
    this.#adopt(await this.#create(credentials, signal));
    this.#credentials = credentials;
    this.#doubtfulUntil = 0;
    this.#refusals = 0;
    this.#refusal = undefined;
  }

  /** Deletes the session and forgets the credentials; a server that no longer answers is left alone after 3 s. */
  async logout(): Promise<void> {
    this.#credentials = null;
    this.#refusal = undefined;
    const limits = parting();
    await Promise.race([this.#renewal?.catch(() => undefined), aborted(limits.signal)]);
    const context = this.#context;
    this.#context = ANONYMOUS;
    if (context.scheme === 'session' && !(await this.#delete(context, limits)))
      this.left = context.sessionId;
  }

  /** Ends a session that an earlier client left. Never throws. @returns whether the server has been notified */
  endOther(sessionId: string): Promise<boolean> {
    return this.#delete({ scheme: 'session', sessionId });
  }

  /**
   * Runs a call with the session, and once more after a new login where it is refused and may be repeated.
   * @throws what `attempt` throws; VapiError with `renewed` where a new login took place and the call was not repeated
   */
  async run<T>(read: boolean, attempt: (context: SecurityContext) => Promise<T>): Promise<T> {
    const generation = this.#generation;
    try {
      return await this.#attempt(attempt);
    } catch (error) {
      if (!isVapiError(error, 'unauthenticated') || !(await this.#renew(generation))) throw error;
      if (!read) throw new VapiError(error.value, error.facts, true);
      return this.#attempt(attempt);
    }
  }

  async #attempt<T>(attempt: (context: SecurityContext) => Promise<T>): Promise<T> {
    const generation = this.#generation;
    const result = await attempt(this.#context);
    if (generation === this.#generation) this.#doubtfulUntil = 0;
    return result;
  }

  /**
   * Sees to it that there is a session newer than `generation`. Concurrent callers share one login.
   * @returns false where there is none, and no new login either
   * @throws the refusal of the login
   */
  async #renew(generation: number): Promise<boolean> {
    if (this.#credentials === null) {
      if (isRefusedLogin(this.#refusal)) throw this.#refusal;
      return false;
    }
    if (this.#generation > generation) return true;
    this.#renewal ??= this.#loginAgain().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  /** A server that refuses each new session at once must not be filled with sessions: it has room for a few hundred. */
  async #loginAgain(): Promise<boolean> {
    const credentials = this.#credentials;
    if (credentials === null) return false;
    if (performance.now() < this.#doubtfulUntil) {
      if (this.#refusals > 0) throw this.#refusal;
      return false;
    }
    this.#doubtfulUntil = performance.now() + PATIENCE_MS;
    try {
      const context = await this.#create(credentials);
      if (this.#credentials !== credentials) {
        // Logged out meanwhile.
        await this.#delete(context);
        return false;
      }
      this.#adopt(context);
      this.#refusals = 0;
    } catch (error) {
      this.#backOff(error);
      throw error;
    }
    for (const listener of this.#listeners) listener();
    return true;
  }

  /** Each call that is refused would lead to a login of its own. */
  #backOff(error: unknown): void {
    const lockedMs = isRefusedLogin(error) ? lockedForNow(error.message).retryAfterMs : undefined;
    // A refused login is never repeated: a few of them lock an account.
    if (isRefusedLogin(error) && lockedMs === undefined) this.#credentials = null;
    const pause = lockedMs ?? Math.min(FIRST_PAUSE_MS * 2 ** this.#refusals, PATIENCE_MS);
    this.#refusals += 1;
    this.#refusal = error;
    this.#doubtfulUntil = performance.now() + pause;
  }

  #adopt(context: SecurityContext): void {
    this.#context = context;
    this.#generation += 1;
  }

  async #create(credentials: Credentials, signal?: AbortSignal): Promise<SecurityContext> {
    // A directory behind the server may take its time.
    const headersTimeoutMs = BOUNDS.slowMs;
    const options = { headersTimeoutMs, ...(signal !== undefined && { signal }) };
    const id = await this.#endpoint.call(this.#operation('create'), {}, credentials, options);
    if (typeof id !== 'string' || id === '') {
      const { service, name } = this.#operation('create');
      const about = { server: this.#endpoint.server, call: `${service}.${name}` };
      throw new VapiProtocolError(say('answer.without.session', about));
    }
    return { scheme: 'session', sessionId: id };
  }

  /** @returns whether the server has been notified, whatever it said */
  async #delete(context: SecurityContext, limits = parting()): Promise<boolean> {
    try {
      await this.#endpoint.call(this.#operation('delete'), {}, context, limits);
      return true;
    } catch (error) {
      return error instanceof VapiError;
    }
  }

  #operation(name: string): OperationSpec {
    const spec = this.#model.operation(sessionService, name);
    if (spec === undefined) throw undeclared(sessionService, name);
    return spec;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
