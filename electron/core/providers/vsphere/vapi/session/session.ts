import type { CallFacts } from '../errors.ts';
import { isVapiError, VapiError, VapiProtocolError } from '../errors.ts';
import { type ApiModel } from '../model/api-model.ts';
import type { OperationSpec } from '../model/type-spec.ts';
import { type Endpoint, undeclared } from '../rpc/endpoint.ts';
import type { Credentials, SecurityContext } from '../security/security-context.ts';

const SERVICE = 'com.vmware.cis.session';
const ANONYMOUS: SecurityContext = { scheme: 'anonymous' };

/**
 * A login and its upkeep. A call that is refused as unauthenticated leads to one new login, shared by all that are refused at the
 * same time; only reads are then repeated.
 */
export class Session {
  readonly #endpoint: Endpoint;
  readonly #model: ApiModel;
  readonly #listeners = new Set<() => void>();
  #credentials: Credentials | null = null;
  #context: SecurityContext = ANONYMOUS;
  #generation = 0;
  #renewal: Promise<void> | null = null;

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
    await this.#create(credentials, signal);
    this.#credentials = credentials;
  }

  /** Deletes the session and forgets the credentials; a server that no longer answers is left alone after 3 s. */
  async logout(): Promise<void> {
    const context = this.#context;
    this.#credentials = null;
    this.#context = ANONYMOUS;
    if (context.scheme !== 'session') return;
    const signal = AbortSignal.timeout(3000);
    await this.#endpoint
      .call(this.#operation('delete'), {}, context, { signal })
      .catch(() => undefined);
  }

  /**
   * Runs a call with the session, and once more after a new login where it is refused and may be repeated.
   * @throws what `attempt` throws; VapiError with `renewed` where a new login took place and the call was not repeated
   */
  async run<T>(read: boolean, attempt: (context: SecurityContext) => Promise<T>): Promise<T> {
    const generation = this.#generation;
    try {
      return await attempt(this.#context);
    } catch (error) {
      if (!isVapiError(error, 'unauthenticated') || this.#credentials === null) throw error;
      await this.#renew(generation);
      if (!read) throw renewedError(error);
      return attempt(this.#context);
    }
  }

  /** Sees to it that there is a session newer than `generation`. Concurrent callers share one login. */
  async #renew(generation: number): Promise<void> {
    if (this.#generation > generation) return;
    this.#renewal ??= this.#loginAgain().finally(() => {
      this.#renewal = null;
    });
    await this.#renewal;
  }

  async #loginAgain(): Promise<void> {
    const credentials = this.#credentials;
    if (credentials === null) return;
    await this.#create(credentials);
    for (const listener of this.#listeners) listener();
  }

  async #create(credentials: Credentials, signal?: AbortSignal): Promise<void> {
    const options = signal === undefined ? {} : { signal };
    const id = await this.#endpoint.call(this.#operation('create'), {}, credentials, options);
    if (typeof id !== 'string' || id === '') {
      throw new VapiProtocolError(`${this.#endpoint.server} created a session without an id.`);
    }
    this.#context = { scheme: 'session', sessionId: id };
    this.#generation += 1;
  }

  #operation(name: string): OperationSpec {
    const spec = this.#model.operation(SERVICE, name);
    if (spec === undefined) throw undeclared(SERVICE, name);
    return spec;
  }
}

function renewedError({
  value,
  facts,
}: {
  value: VapiError['value'];
  facts: CallFacts;
}): VapiError {
  return new VapiError(value, facts, true);
}
