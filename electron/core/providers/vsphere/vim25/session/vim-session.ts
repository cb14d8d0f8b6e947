import { parting, Patience } from '../../../../net/patience.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { CancelledError } from '../../../../net/errors.ts';
import type { ItemStream } from '../soap/answer.ts';
import { isFault, VimFault } from '../soap/soap-error.ts';
import type { CallOptions, SoapTransport } from '../soap/transport.ts';
import type { ManagedObjectReference, VimRecord, VimValue } from '../values.ts';

export interface Credentials {
  readonly userName: string;
  readonly password: string;
  /** e.g. `en`; the server's own when absent. */
  readonly locale?: string;
}

/** The service objects that a session needs, from ServiceContent. */
export interface SessionManagers {
  readonly sessionManager: ManagedObjectReference;
  readonly propertyCollector: ManagedObjectReference;
}

function hasProperty(result: VimValue | undefined): boolean {
  const objects = (result as VimRecord | undefined)?.objects;
  const [first] = Array.isArray(objects) ? (objects as readonly VimRecord[]) : [];
  const set = first?.propSet;
  return Array.isArray(set) && set.length > 0;
}

/**
 * A login and its upkeep. A call that the server refuses as NotAuthenticated is repeated once after a new
 * login, but only where the session is really gone: vCenter says NotAuthenticated for missing privileges too.
 */
export class Session {
  readonly #transport: SoapTransport;
  readonly #managers: SessionManagers;
  readonly #listeners = new Set<() => void>();
  /** With what is read page by page. */
  readonly patience = new Patience();
  /** After `logout`: the session stands on the server still, as the server could not be notified. */
  left: string | undefined;
  #credentials: Credentials | null = null;
  #generation = 0;
  #renewal: Promise<boolean> | null = null;

  constructor(transport: SoapTransport, managers: SessionManagers) {
    this.#transport = transport;
    this.#managers = managers;
  }

  /** Part of an answer had to be left out. */
  found(what: string): void {
    this.#transport.found({ path: what, declared: 'PropertyCollector' });
  }

  /** Rises with each login: views, filters and collectors of an earlier generation no longer exist. */
  get generation(): number {
    return this.#generation;
  }

  /** Calls back after each login but the first. @returns the disposer */
  onRelogin(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Logs in and keeps the credentials for the next time. @throws VimFault InvalidLogin and others */
  async login(credentials: Credentials, signal?: AbortSignal): Promise<VimRecord> {
    const { sessionManager } = this.#managers;
    // Logging in twice on one cookie is InvalidLogin.
    this.#transport.cookies.clear();
    // A directory behind the server may take its time.
    const headersTimeoutMs = BOUNDS.slowMs;
    const options = { headersTimeoutMs, ...(signal !== undefined && { signal }) };
    const user = await this.#transport.call(sessionManager, 'Login', { ...credentials }, options);
    this.#credentials = credentials;
    this.#generation += 1;
    return user as VimRecord;
  }

  /** Logs out and forgets the credentials; a server that no longer answers is left alone after 3 s. */
  async logout(): Promise<void> {
    if (this.#credentials === null) return;
    this.#credentials = null;
    const cookie = this.#transport.cookies.header();
    if (cookie !== undefined && !(await this.endOther(cookie))) this.left = cookie;
    this.#transport.cookies.clear();
  }

  /** Ends a session that an earlier client left, by its cookie. Never throws. @returns whether the server has been notified */
  async endOther(cookie: string): Promise<boolean> {
    const options = { cookie, ...parting() };
    try {
      await this.#transport.call(this.#managers.sessionManager, 'Logout', {}, options);
      return true;
    } catch (error) {
      return error instanceof VimFault;
    }
  }

  /** Calls a method; logs in again and repeats it once where the session has expired. */
  async call(
    target: ManagedObjectReference,
    method: string,
    parameters: object = {},
    options: CallOptions = {},
    stream?: ItemStream,
  ): Promise<VimValue | undefined> {
    const generation = this.#generation;
    try {
      return await this.callOnce(target, method, parameters, options, stream);
    } catch (error) {
      if (!isFault(error, 'NotAuthenticated') || !(await this.renew(generation))) throw error;
      if (options.signal?.aborted) throw new CancelledError();
      return this.callOnce(target, method, parameters, options, stream);
    }
  }

  /** Calls a method without logging in again: for objects that a new session would not have. */
  callOnce(
    target: ManagedObjectReference,
    method: string,
    parameters: object = {},
    options: CallOptions = {},
    stream?: ItemStream,
  ): Promise<VimValue | undefined> {
    return this.#transport.call(target, method, parameters, options, stream);
  }

  /**
   * Sees to it that there is a session newer than `generation`, or that the one at hand is not gone.
   * Concurrent callers share one attempt.
   * @returns true where a new login took place, so that repeating a call makes sense
   */
  async renew(generation: number): Promise<boolean> {
    if (this.#generation > generation) return true;
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  /** Asks the server whether the session still stands. */
  async isValid(signal?: AbortSignal): Promise<boolean> {
    const { sessionManager: obj, propertyCollector } = this.#managers;
    const propSet = [{ type: obj.type, pathSet: ['currentSession'] }];
    const specSet = [{ propSet, objectSet: [{ obj }] }];
    try {
      const parameters = { specSet, options: {} };
      return hasProperty(
        await this.#transport.call(propertyCollector, 'RetrievePropertiesEx', parameters, {
          headersTimeoutMs: BOUNDS.quickMs,
          ...(signal !== undefined && { signal }),
        }),
      );
    } catch (error) {
      if (error instanceof VimFault) return false;
      throw error;
    }
  }

  async #renew(): Promise<boolean> {
    const credentials = this.#credentials;
    if (credentials === null || (await this.isValid())) return false;
    await this.login(credentials);
    for (const listener of this.#listeners) listener();
    return true;
  }
}
