import { setTimeout as wait } from 'node:timers/promises';
import type { TlsTrust } from '../../../net/certificate.ts';
import type { Log } from '../../provider.ts';
import { connectVapi, type VapiClient } from '../vapi/client.ts';
import { JsonRpcError, VapiError, VapiProtocolError } from '../vapi/errors.ts';
import { HttpStatusError } from '../../../net/errors.ts';

export interface AutomationLinkOptions {
  /** Origin of the server: `https://vc.example.org:443`. */
  readonly url: string;
  readonly trust: TlsTrust;
  readonly user: string;
  readonly password: string;
  readonly log: Log;
  /** Until the next try where the API cannot be reached now. Default 60 s. */
  readonly retryMs?: number;
}

/** Quick to give up: the connection must not wait long for what is an addition to it. */
const timeouts = { connectMs: 5000, headersMs: 15_000 };

/**
 * The way to a vCenter's second API beside a session of its first one, with the same credentials. A server without it, or one where a
 * gateway does not let it through, is no failure: there is no client then.
 */
export class AutomationLink {
  readonly #options: AutomationLinkOptions;
  readonly #abort = new AbortController();
  readonly #listeners = new Set<(client: VapiClient) => void>();
  #running: Promise<void> | undefined;
  #client: VapiClient | null = null;
  /** After `close`: see Session.left. */
  left: string | undefined;

  constructor(options: AutomationLinkOptions) {
    this.#options = options;
  }

  /** The client, once somebody is logged in; null before that, and where the server has no such API. */
  get client(): VapiClient | null {
    return this.#client;
  }

  /** Calls back once there is a client; at once where there is one. */
  whenThere(listener: (client: VapiClient) => void): void {
    if (this.#client === null) this.#listeners.add(listener);
    else listener(this.#client);
  }

  /** Begins to connect; later calls do nothing. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Logs out. Never throws, and takes a few seconds at the most. */
  async close(): Promise<void> {
    this.#abort.abort();
    this.#listeners.clear();
    await this.#running;
    await this.#client?.close();
    this.left = this.#client?.session.left;
    this.#client = null;
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    const { retryMs = 60_000 } = this.#options;
    while (!signal.aborted && !(await this.#try()))
      await wait(retryMs, undefined, { signal, ref: false }).catch(() => undefined);
  }

  /** False where another try makes sense. */
  async #try(): Promise<boolean> {
    const { url, trust, user, password, log } = this.#options;
    const { signal } = this.#abort;
    let client: VapiClient | undefined;
    try {
      client = await connectVapi({ url, trust, timeouts, signal });
      await client.login({ scheme: 'user-password', userName: user, password }, signal);
    } catch (error) {
      await client?.close();
      if (signal.aborted) return true;
      const final = isFinal(error);
      log.info('The vSphere Automation API cannot be used', { error, triesAgain: !final });
      return final;
    }
    this.#client = client;
    if (signal.aborted) return true;
    for (const listener of this.#listeners) listener(client);
    this.#listeners.clear();
    return true;
  }
}

/** The server understood and refused, or something else answers there: waiting does not change that. */
function isFinal(error: unknown): boolean {
  if (error instanceof VapiError) return !error.retryable;
  if (error instanceof HttpStatusError) return error.status < 500;
  return error instanceof JsonRpcError || error instanceof VapiProtocolError;
}
